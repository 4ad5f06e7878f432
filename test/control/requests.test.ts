import t from 'tap'
import type { NotMetError } from '../../src/client.ts'
import type { ControlDependencies } from '../../src/control/dependencies.ts'
import { requestControl } from '../../src/control/requests.ts'
import { Journal } from '../../src/gateway/journal.ts'
import { createEmulator } from '../../src/index.ts'
import { controlDoors, controlled, refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { regionsCall, v3Call } from '../support/gateway.ts'
import { query, stsTestid } from '../support/oracle.ts'

const own = '1000000000000001'

throughEveryDoor(t, 'the journal records calls without secrets and signatures', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const copy = await call(
    'CopySnapshot',
    { ...goodCopy, Encrypted: 'true', 'Tag.1.Key': 'a', 'Tag.1.Color': 'red' },
    { as: stsTestid },
  )
  await emulator.inject({ ...v3Call('DescribeSnapshots', { RegionId: 'cn-chengdu', Nonsense: '1' }) })
  await emulator.inject({
    url: '/?Action=RunInstances&Version=2014-05-26&AccessKeySecret=hidden&RegionId=cn-beijing',
  })
  const calls = await control.requests.list()
  t.match(calls[0], {
    at: '2026-11-24T08:00:00.000Z',
    action: 'CopySnapshot',
    account: own,
    region: 'cn-chengdu',
    outcome: 'Success',
    requestId: copy.headers['x-acs-request-id'],
    signatureVersion: 'V1',
    client: 'lightMyRequest',
    ineffective: ['Encrypted', 'Tag.1.Color'],
  })
  t.same(calls[0]?.params, { ...goodCopy, Encrypted: 'true', 'Tag.1.Key': 'a', 'Tag.1.Color': 'red' })
  t.ok((calls[0]?.milliseconds ?? -1) >= 0)
  t.match(calls[1], { action: 'DescribeSnapshots', signatureVersion: 'V3', ineffective: ['Nonsense'] })
  t.match(calls[2], {
    action: 'RunInstances',
    account: '',
    region: 'cn-beijing',
    outcome: 'InvalidAction.NotFound',
    signatureVersion: 'none',
    params: { AccessKeySecret: '***' },
    ineffective: [],
  })
  const text = JSON.stringify(calls)
  for (const secret of ['testsecret', 'tok+en', 'hidden', 'Signature"']) t.notOk(text.includes(secret), secret)
})

throughEveryDoor(t, 'calls are found by their properties', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await call('CopySnapshot', { ...goodCopy, 'Tag.7.Key': 'env', 'Tag.7.Value': 'test', 'Tag.8.Key': 'empty' })
  await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-none', Encrypted: 'true' })
  await control.faults.add({ kind: 'error', code: 'Throttling', times: 1 })
  await call('DescribeRegions')
  const [first] = await control.requests.list()
  const counts: readonly (readonly [query: object, count: number])[] = [
    [{}, 3],
    [{ action: 'CopySnapshot' }, 2],
    [{ account: own }, 3],
    [{ account: 'nobody' }, 0],
    [{ region: 'cn-chengdu' }, 2],
    [{ outcome: 'InvalidSnapshotId.NotFound' }, 1],
    [{ requestId: first?.requestId }, 1],
    [{ signatureVersion: 'V3' }, 0],
    [{ client: 'lightMy' }, 3],
    [{ client: 'python' }, 0],
    [{ ineffective: 'Encrypted' }, 1],
    [{ fault: 'error' }, 1],
    [{ params: { SnapshotId: 's-none' } }, 1],
    [{ params: { SnapshotId: 's-none', RegionId: 'cn-beijing' } }, 0],
    [{ tags: { env: 'test' } }, 1],
    [{ tags: { env: 'test', empty: '' } }, 1],
    [{ tags: { env: 'prod' } }, 0],
  ]
  for (const [query, count] of counts) t.equal(await control.requests.count(query), count, JSON.stringify(query))
  t.match(await control.requests.list({ tags: { env: 'test' } }), [{ outcome: 'Success' }])
})

throughEveryDoor(t, 'the journal is cleared for all accounts or for one', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const other = await control.accounts.create()
  await call('DescribeRegions')
  await call('DescribeRegions', {}, { as: other.keys[0] as never })
  await control.requests.clear({ account: own })
  t.match(await control.requests.list(), [{ account: other.id }])
  await control.requests.clear()
  t.equal(await control.requests.count(), 0)
})

throughEveryDoor(t, 'wait counts earlier calls and waits for further ones', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await call('DescribeRegions')
  t.equal((await control.requests.waitFor({ action: 'DescribeRegions' }, { timeoutMs: 0 })).length, 1)
  const waiting = control.requests.waitFor({ action: 'DescribeRegions' }, { count: 3, timeoutMs: 60_000 })
  await call('DescribeSnapshots', { RegionId: 'cn-chengdu' })
  await call('DescribeRegions')
  await call('DescribeRegions')
  t.same(
    (await waiting).map(({ action }) => action),
    ['DescribeRegions', 'DescribeRegions', 'DescribeRegions'],
  )
})

throughEveryDoor(t, 'a wait that times out reports the closest calls', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const asked = { action: 'CopySnapshot', params: { RetentionDays: '30' }, tags: { env: 'test' }, outcome: 'Success' }
  const wait = { timeoutMs: 1 }
  await t.rejects(control.requests.waitFor(asked, wait), {
    name: 'NotMetError',
    message: '0 of 1 calls arrived within 1 ms. No other call was made.',
    closest: [],
  })
  await call('DescribeRegions')
  await call('CopySnapshot', { ...goodCopy, RetentionDays: '7', 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' })
  await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-none' })
  await call('DescribeRegions')
  const error = (await control.requests.waitFor(asked, wait).catch((error: unknown) => error)) as NotMetError
  t.same(
    error.closest.map(({ differences }) => differences),
    [
      ['params.RetentionDays was "7", not "30"'],
      [
        'outcome was "InvalidSnapshotId.NotFound", not "Success"',
        'params.RetentionDays was absent, not "30"',
        'tag env was absent, not "test"',
      ],
      [
        'action was "DescribeRegions", not "CopySnapshot"',
        'params.RetentionDays was absent, not "30"',
        'tag env was absent, not "test"',
      ],
    ],
  )
  t.match(
    error.message,
    /^0 of 1 calls arrived within 1 ms\. Closest misses:\n {2}CopySnapshot at 2026-11-24T08:00:00\.000Z: params/,
  )
  const all = { client: 'python', fault: 'reset', ineffective: 'Encrypted', signatureVersion: 'V3' } as const
  const others = (await control.requests.waitFor(all, wait).catch((error: unknown) => error)) as NotMetError
  t.same(others.closest[0]?.differences, [
    'signatureVersion was "V1", not "V3"',
    'client was "lightMyRequest", without "python"',
    'fault was "", without "reset"',
    'Encrypted was not among the parameters without effect',
  ])
})

throughEveryDoor(t, 'an invalid query is refused in a sentence', async (t, { control }) => {
  const { requests } = control
  const cases: readonly (readonly [call: () => Promise<unknown>, message: string | RegExp])[] = [
    [() => requests.list({ actoin: 'x' } as never), /^actoin should be action; known fields are action, account/],
    [() => requests.count({ signatureVersion: 'V2' } as never), 'signatureVersion should be one of V1, V3, none.'],
    [() => requests.clear({ action: 'x' } as never), 'action should be left out; known fields are account.'],
    [
      () => requests.waitFor({ verb: 'x' } as never, { timeoutMs: 1 }),
      /^query\.verb should be left out; known fields are/,
    ],
    [() => requests.waitFor({}, {} as never), 'timeoutMs should be given.'],
    [() => requests.waitFor({}, { timeoutMs: 240_001 }), 'timeoutMs should be a whole number from 0 to 240000.'],
    [
      () => requests.waitFor({}, { timeoutMs: 1, count: 1001 }),
      'count should be at most 1000, the size of the journal.',
    ],
    [() => requests.waitFor({}, { timeoutMs: 1, count: 0 }), 'count should be a whole number from 1 to 1000000.'],
  ]
  for (const [call, message] of cases) await refused(t, call(), 400, message)
})

for (const door of controlDoors.filter(({ name }) => name !== 'by bare HTTP')) {
  t.test(`an aborted wait ends (${door.name})`, async t => {
    const { control } = await controlled(t, door)
    const gone = new AbortController()
    const wait = { timeoutMs: 240_000 }
    const waits = [1, 2].map(count => control.requests.waitFor({}, { count, ...wait }, gone.signal))
    gone.abort()
    for (const each of waits) await t.rejects(each, { name: 'AbortError' })
    await t.rejects(control.requests.waitFor({}, wait, gone.signal), { name: 'AbortError' })
  })
}

t.test('a wait that has ended observes no further calls', async t => {
  const watched = new Set<unknown>()
  const journal = new (class extends Journal {
    override watch(watcher: Parameters<Journal['watch']>[0]): () => void {
      const unwatch = super.watch(watcher)
      watched.add(watcher)
      return () => {
        watched.delete(watcher)
        unwatch()
      }
    }
  })(10, () => {})
  const { waitFor } = requestControl({ journal, closing: new AbortController().signal } as ControlDependencies)
  const gone = new AbortController()
  const waits = [waitFor({}, { timeoutMs: 0 }), waitFor({}, { timeoutMs: 240_000 }, gone.signal)]
  t.equal(watched.size, 2)
  gone.abort()
  await Promise.allSettled(waits)
  t.equal(watched.size, 0)
})

t.test('closing the emulator rejects pending waits', async t => {
  const { emulator } = started(t)
  const waiting = emulator.requests.waitFor({}, { timeoutMs: 240_000 })
  const body = JSON.stringify({ timeoutMs: 240_000 })
  const headers = { 'content-type': 'application/json' }
  const overHttp = emulator.inject({ method: 'POST', url: '/_emulator/requests/wait', headers, body })
  await new Promise(setImmediate)
  const closed = emulator.close()
  await t.rejects(waiting, { name: 'ControlError', message: 'The emulator was closed.' })
  t.match(await overHttp, { status: 409, body: '{"message":"The emulator was closed."}' })
  await closed
  await t.rejects(emulator.requests.waitFor({}, { timeoutMs: 240_000 }), { message: 'The emulator was closed.' })
})

t.test('the journal keeps at most its size of calls', async t => {
  const { emulator, call } = started(t, { journalSize: 3 })
  for (const RegionId of ['a', 'b', 'c', 'd', 'e']) await call('DescribeSnapshots', { RegionId })
  t.same(
    emulator.requests.list().map(({ region }) => region),
    ['c', 'd', 'e'],
  )
  emulator.requests.clear()
  await call('DescribeSnapshots', { RegionId: 'f' })
  t.same(
    emulator.requests.list().map(({ region }) => region),
    ['f'],
  )
  t.throws(() => createEmulator({ journalSize: 0 }), {
    name: 'RangeError',
    message: 'journalSize should be a whole number from 1 to 1000000, not "0".',
  })
})

throughEveryDoor(t, 'a secret is hidden even under a misspelled name', async (t, { emulator, control }) => {
  const secrets = [
    'securityToken',
    'securitytoken',
    'security_token',
    'signature',
    'accessKey',
    'access-key-secret',
    'x-acs-security-token',
    'KMSPassphrase',
    'Authorization',
  ]
  const open = { ClientToken: 'once', clienttoken: 'once', NextToken: 'on', 'Tag.1.Key': 'k', KMSKeyId: 'id' }
  await emulator.inject({
    url: `/?${query({ Action: 'CopySnapshot', ...open, ...Object.fromEntries(secrets.map(name => [name, 'hidden'])) })}`,
  })
  const [call] = await control.requests.list()
  t.same(call?.params, { ...open, ...Object.fromEntries(secrets.map(name => [name, '***'])) })
})

t.test('the journal truncates a huge call', async t => {
  const emulator = emulatorFor(t)
  const long = 'x'.repeat(20_000)
  const names = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`P${i}`, '1']))
  await emulator.inject({
    url: `/?${query(regionsCall({ Long: long, [long]: 'y', RegionId: long, ...names }))}`,
    headers: { 'user-agent': long },
  })
  const [call] = emulator.requests.list()
  t.equal(call?.region, `${'x'.repeat(64)}…`)
  t.equal(call?.client, `${'x'.repeat(256)}…`)
  t.ok(JSON.stringify(call).length < 5000)
})

throughEveryDoor(
  t,
  'RegionId is never ineffective, since clients add it to every call',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    await call('DeleteSnapshot', { SnapshotId: 's-none', RegionId: 'cn-chengdu', Extra: '1' })
    t.match(await control.requests.list(), [{ params: { RegionId: 'cn-chengdu' }, ineffective: ['Extra'] }])
  },
)
