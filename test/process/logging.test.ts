import { once } from 'node:events'
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import { goodCopy, started } from '../support/emulator.ts'
import { query, signedParams, stsTestid } from '../support/oracle.ts'
import { run, start } from '../support/process.ts'

await t.test('each call writes one JSON line to stderr, without a secret or a signature', async t => {
  const environment = { EMULATOR_ACCESS_KEY_ID: 'mine', EMULATOR_ACCESS_KEY_SECRET: 'own secret' }
  const { child, ready, ended, output } = start(t, ['--port', '0'], environment)
  const url = await ready
  const mine = { id: 'mine', secret: 'own secret' }
  const calls = [
    signedParams({ Action: 'CopySnapshot', ...goodCopy }, { as: mine }),
    signedParams({ Action: 'CopySnapshot', ...goodCopy, SnapshotId: 's-none' }, { as: stsTestid }),
    { ...signedParams({ Action: 'CopySnapshot', ...goodCopy }), Signature: 'forged+signature' },
  ]
  const ids: (string | null)[] = []
  for (const params of calls) ids.push((await fetch(`${url}/?${query(params)}`)).headers.get('x-acs-request-id'))
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  const lines = output.stderr.split('\n').filter(line => line.includes('"call"'))
  const outcomes = ['Success', 'InvalidSnapshotId.NotFound', 'IncompleteSignature']
  t.equal(lines.length, 3)
  for (const [i, line] of lines.entries()) {
    const { ms, ...entry } = JSON.parse(line)
    const { action, account, region, code, requestId } = entry
    t.same(
      { action, account, region, code, requestId },
      {
        action: 'CopySnapshot',
        account: '1000000000000001',
        region: 'cn-chengdu',
        code: outcomes[i],
        requestId: ids[i],
      },
    )
    t.ok(ms >= 0)
  }
  for (const secret of [
    'own secret',
    'testsecret',
    'ststestsecret',
    'tok+en',
    'tok%2Ben',
    'forged',
    calls[0]?.Signature,
  ]) {
    t.notOk(output.stderr.includes(String(secret)), `${secret} is not logged`)
  }
})

await t.test('a line names parameters without effect, and the fault', async t => {
  const lines: string[] = []
  const logger = { level: 'info', stream: { write: (line: string) => lines.push(line) } }
  const { emulator, call } = started(t, { logger })
  emulator.faults.add({ kind: 'error', code: 'Throttling', times: 1 })
  await call('DescribeRegions', { Colour: 'red' })
  await call('CopySnapshot', { ...goodCopy, Encrypted: 'true' })
  await call('CopySnapshot', { ...goodCopy, Encrypted: 'false' })
  const entries = lines.map(line => JSON.parse(line))
  t.match(entries, [
    { level: 30, msg: 'call', ineffective: ['Colour'], fault: 'error before fault-1', code: 'Throttling' },
    { level: 40, msg: 'call: Encrypted=true has no effect', ineffective: ['Encrypted'] },
    { level: 30, msg: 'call', ineffective: ['Encrypted'] },
  ])
  t.notOk('fault' in entries[1])
})

/** The lines that an emulator logs, and a way to call it. */
const logging = (t: Test) => {
  const lines: string[] = []
  const logger = { level: 'info', stream: { write: (line: string) => lines.push(line) } }
  return { ...started(t, { logger }), entries: () => lines.map(line => JSON.parse(line)) }
}

await t.test('an action that is not served is named; one of ECS is a warning', async t => {
  const { emulator, call, entries } = logging(t)
  emulator.faults.add({ kind: 'error', code: 'InvalidAction.NotFound', action: 'CopySnapshot' })
  await call('RunInstances', { RegionId: 'cn-hangzhou' })
  await emulator.inject({ url: '/', headers: { 'x-acs-action': 'RebootInstance', 'x-acs-version': '2014-05-26' } })
  await call('NoSuchAction')
  await call('a'.repeat(100_000))
  await call('CopySnapshot', goodCopy)
  await emulator.inject({ url: '/' })
  const code = 'InvalidAction.NotFound'
  const warning = 'call: this ECS action is not emulated'
  t.match(entries(), [
    { level: 40, msg: warning, action: 'RunInstances', region: 'cn-hangzhou', code },
    { level: 40, msg: warning, action: 'RebootInstance', code },
    { level: 30, msg: 'call', action: 'NoSuchAction', code },
    { level: 30, msg: 'call', action: `${'a'.repeat(64)}…`, code },
    { level: 30, msg: 'call', action: 'CopySnapshot', code },
    { level: 30, msg: 'call', action: '', code: 'MissingParameter' },
  ])
  t.same(
    emulator.requests.list().map(({ action }) => action),
    ['RunInstances', 'RebootInstance', 'NoSuchAction', `${'a'.repeat(64)}…`, 'CopySnapshot', ''],
  )
})

await t.test('a line has the snapshot and regions of a call, the new id, and the reason of a refusal', async t => {
  const { call, entries } = logging(t)
  const copy = await call('CopySnapshot', goodCopy)
  await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-none' })
  await call('DescribeRegions', {}, { as: { id: 'testid', secret: 'wrong' } })
  const [made, refused, forged] = entries()
  const way = { region: 'cn-chengdu', destination: 'us-east-1' }
  t.match(made, { ...way, snapshot: goodCopy.SnapshotId, id: copy.json.SnapshotId, code: 'Success' })
  t.notOk('reason' in made)
  t.match(refused, { ...way, snapshot: 's-none', reason: 'The specified snapshot is not exists.' })
  t.notOk('id' in refused)
  t.equal(forged.reason, 'The request signature does not conform to Aliyun standards.', 'without the string to sign')
  for (const absent of ['destination', 'snapshot']) t.notOk(absent in forged, absent)
})

await t.test('the reason why it ends is the last line, also after log lines', async t => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  t.teardown(() => holder.close())
  const { port } = holder.address() as { port: number }
  const { code, stderr } = await run(t, ['--port', String(port), '--tls', 'self-signed', '--tls-port', '0'])
  t.equal(code, 1)
  t.match(stderr, /^\{"level":30,.*Server listening at https:.*\}\n/)
  t.match(stderr, new RegExp(`\\}\\nPort ${port} on 127\\.0\\.0\\.1 is in use\\.\\n$`))
})
