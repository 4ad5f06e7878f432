import t from 'tap'
import { isReading } from '../../src/compare/probe.ts'
import { probes } from '../../src/compare/probes/index.ts'
import { altered } from './altered.ts'
import { at, callerOf, realOne, run } from './running.ts'

const guarded = [
  ...new Set(probes.filter(probe => !isReading(probe) && probe.class === 'free').map(({ action }) => action)),
]

for (const action of guarded) {
  t.test(`the first ${action} that succeeds ends the run and is named`, async t => {
    const { emulator, url } = await realOne(t)
    const before = JSON.stringify(emulator.state.export().snapshots)
    const { url: there, called } = await altered(t, url, (call, answer) =>
      call.get('Action') === action
        ? { ...answer, status: 200, body: '{"RequestId":"1","SnapshotId":"s-bp67acfmxazb4p000009"}' }
        : answer,
    )
    const { code, text } = await run(at(there))
    t.equal(code, 3)
    t.match(text, /Stopped\. “.*” should have been refused and succeeded\. Look for s-bp67acfmxazb4p000009\./)
    t.equal(called.at(-1), action, 'nothing is sent after it')
    t.equal(called.filter(name => name === action).length, 1)
    t.equal(JSON.stringify(emulator.state.export().snapshots), before)
  })
}

const answers = {
  Throttling: { status: 400, body: '{"Code":"Throttling.User","Message":"x"}' },
  'risk control': { status: 403, body: '{"Code":"Forbidden.RiskControl","Message":"x"}' },
  'a failure': { status: 503, body: '{"Code":"ServiceUnavailable","Message":"x"}' },
  'a failure in HTML': { status: 502, body: '<html>Bad gateway</html>' },
  'too many requests': { status: 429, body: '<html></html>' },
  'throttling in an odd form': { status: 400, body: '[{"code":"Throttling"}]' },
}

for (const [what, reply] of Object.entries(answers)) {
  t.test(`${what} ends the run at once`, async t => {
    const { url } = await realOne(t)
    let calls = 0
    const { url: there, called } = await altered(t, url, (_, answer) =>
      ++calls === 20 ? { ...answer, ...reply } : answer,
    )
    const { code, text } = await run(at(there))
    t.equal(code, 3)
    t.match(text, /Stopped\. At “.*” it answers/)
    t.equal(called.length, 20)
  })
}

t.test('a deletion that ignores an unknown id is a result, and the run goes on', async t => {
  const { url } = await realOne(t)
  const { url: there, called } = await altered(t, url, (call, answer) =>
    /^Delete/.test(call.get('Action') ?? '') ? { ...answer, status: 200, body: '{"RequestId":"1"}' } : answer,
  )
  const { code, text } = await run(at(there))
  t.equal(code, 1)
  t.match(text, 'differs                DeleteDisk: an unknown disk — 200 JSON, not 404 InvalidDiskId.NotFound')
  t.equal(called.at(-1), 'ListTagResources', 'the last free probe')
})

t.test('a key that is refused ends the run after one call', async t => {
  const { emulator, url } = await realOne(t)
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'mistyped', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' }
  const { code, text } = await run(at(url), { env })
  t.equal(code, 3)
  t.match(text, 'Stopped. It answers InvalidAccessKeyId.NotFound.')
  t.equal(emulator.requests.count(), 1)
})

t.test('the free probes authenticate', async t => {
  const { emulator, url } = await realOne(t)
  await run(at(url))
  for (const { outcome, params } of emulator.requests.list()) {
    t.notMatch(outcome, /^(?:Signature(?!NonceUsed)|IncompleteSignature|InvalidAccessKeyId)/, JSON.stringify(params))
  }
})

t.test('an answer that is no list of nothing shows no id to be unknown', async t => {
  const { url } = await realOne(t)
  for (const body of ['<!doctype html>', '', '{}', '[]', '"x"', '{"TotalCount":1,"Disks":{"Disk":[]}}']) {
    const { url: there, called } = await altered(t, url, (call, answer) =>
      call.get('DiskIds') ? { ...answer, body } : answer,
    )
    await run(at(there))
    for (const action of ['DeleteDisk', 'CreateSnapshot', 'ResetDisk'])
      t.notOk(called.includes(action), `${action} ${body}`)
  }
})

t.test('what succeeds without an id is named as such', async t => {
  const { url } = await realOne(t)
  const { url: there } = await altered(t, url, (call, answer) =>
    call.get('Action') === 'ResetDisk' ? { ...answer, status: 200, body: '{}' } : answer,
  )
  t.match((await run(at(there))).text, 'Look for an unnamed resource.')
})

t.test('an id of a guard that exists ends the run before anything is sent', async t => {
  const { emulator, url } = await realOne(t)
  const place = { account: '1000000000000001', region: 'cn-chengdu' }
  emulator.snapshots.create({ id: 's-00000000000000compare', ...place })
  const { code, text } = await run(at(url))
  t.equal(code, 3)
  t.match(text, 'Stopped. s-00000000000000compare exists.')
})

t.test('without the right to look the ids up, what relies on them is not sent', async t => {
  const { url } = await realOne(t)
  const { url: there, called } = await altered(t, url, (call, answer) =>
    call.get('Action') === 'DescribeDisks'
      ? { ...answer, status: 403, body: '{"Code":"Forbidden.RAM","Message":"User john is not authorized."}' }
      : answer,
  )
  const { code, text } = await run(at(there))
  t.equal(code, 0)
  t.match(text, 'not sent               DeleteDisk: an unknown disk — d-00000000000000compare could not be looked up')
  t.match(text, 'not settled            DescribeDisks: all — it answers Forbidden.RAM')
  t.notMatch(text, 'john')
  for (const action of ['DeleteDisk', 'AttachDisk', 'CreateSnapshot', 'ResetDisk'])
    t.notOk(called.includes(action), action)
  t.match(text, '“Attaching and detaching” is not settled.')
})

t.test('a forbidden call and one beyond the budget are not sent', async t => {
  const { emulator, url } = await realOne(t)
  const caller = callerOf(url, 2)
  const read = {
    name: 'reading',
    action: 'DescribeRegions',
    params: {},
    settles: [],
    class: 'free',
    guards: [],
  } as const
  await t.rejects(caller.call({ ...read, action: 'CreateDisk' }), /reading is not sent: CreateDisk is never called\./)
  for (let i = 0; i < 2; i++) await caller.call(read)
  await t.rejects(caller.call(read), /It has made as many calls as it may\./)
  t.equal(emulator.requests.count(), 2)
})

t.test('a certificate that is not trusted ends the run', async t => {
  const { emulator } = await realOne(t, { tls: 'self-signed' })
  const { code, text } = await run(at(String(emulator.tlsUrl)))
  t.equal(code, 3)
  t.match(text, /Stopped\. .*certificate/)
  t.equal(emulator.requests.count(), 0)
})

t.test('a throttled first use of a nonce ends the run', async t => {
  const { url } = await realOne(t)
  let isNext = false
  const { url: there, called } = await altered(t, url, (call, answer) => {
    const isFirst = isNext
    isNext = call.has('SignatureNonce') && call.get('SignatureNonce') === ''
    return isFirst ? { ...answer, status: 400, body: '{"Code":"Throttling"}' } : answer
  })
  const { code, text } = await run(at(there))
  t.equal(code, 3)
  t.match(text, 'Stopped. At “a nonce that was used” it answers 400 Throttling.')
  t.equal(called.length, 4 + 6 + 1, 'lookups, the probes before it, its first use')
})

t.test('an answer that changes the protocol settles nothing', async t => {
  const { url } = await realOne(t)
  const { url: there } = await altered(t, url, (call, answer, response) => {
    if (call.get('Action') !== 'DescribeZones') return answer
    response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')
    return undefined
  })
  t.match((await run(at(there))).text, 'not settled            DescribeZones: all — the answer is not HTTP')
})

t.test('an interrupt ends the run', async t => {
  const { url } = await realOne(t)
  const interrupt = new AbortController()
  let calls = 0
  const { url: there, called } = await altered(t, url, (_, answer) => {
    if (++calls === 12) interrupt.abort()
    return answer
  })
  const { code, text } = await run(at(there), { signal: interrupt.signal })
  t.equal(code, 3)
  t.match(text, 'Stopped. It was interrupted.')
  t.equal(called.length, 12)
})

t.test('a call that gets no answer settles nothing', async t => {
  const { url } = await realOne(t)
  const { url: there } = await altered(t, url, (call, answer, response) => {
    if (call.get('Action') === 'DescribeZones') response.destroy()
    else if (call.get('Action') === 'DescribeSnapshotLinks') return { ...answer, body: 'x'.repeat(6_000_000) }
    else return answer
    return undefined
  })
  const { text } = await run(at(there))
  t.match(text, /not settled {12}DescribeZones: all — (?:socket hang up|read ECONNRESET)/)
  t.match(text, 'not settled            DescribeSnapshotLinks: all — the answer is too large')
})
