import Database from 'better-sqlite3'
import t from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy, started, testTime } from '../support/emulator.ts'

const own = '1000000000000001'
const world: World = {
  accounts: [{ id: 'more', keys: [{ id: 'more-key', secret: 'more' }] }],
  snapshots: [{ id: 's-more', account: 'more', region: 'cn-chengdu', name: 'more', createdAt: 'now-1h' }],
}

throughEveryDoor(
  t,
  'a reset restores the state after the start',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const before = await control.state.export()
    const first = await call('CopySnapshot', goodCopy, { nonce: 'n-1' })
    await control.seed(world)
    await control.clock.advance(3600)
    await control.faults.add({ kind: 'reset', account: 'nobody' })
    await control.accounts.delete('1000000000000002')
    await control.reset()
    t.same(await control.state.export(), before)
    t.same(await control.clock.now(), new Date(testTime))
    t.same([await control.faults.list(), await control.requests.list()], [[], []])
    const again = await call('CopySnapshot', goodCopy, { nonce: 'n-1' })
    t.equal(again.status, 200, 'nonces are forgotten')
    t.equal(again.json.SnapshotId, first.json.SnapshotId, 'ids begin anew')
    t.equal(again.json.RequestId, first.json.RequestId)
    t.equal(await control.faults.add({ kind: 'reset' }), 'fault-1')
  },
  { seed: 'seven' },
)

throughEveryDoor(t, 'a reset of one account does not affect others', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const fresh = await control.accounts.create({ world: 'default' })
  const as = fresh.keys[0] as never
  const before = await control.state.export()
  const mine = await call('CopySnapshot', goodCopy, { nonce: 'n-1' })
  const theirs = await call('CopySnapshot', goodCopy, { as })
  await control.accounts.update(own, { balance: 0, keys: [] })
  await control.faults.add({ kind: 'error', code: 'Throttling', account: own })
  const kept = await control.faults.add({ kind: 'error', code: 'Throttling', account: fresh.id, skip: 1 })
  await control.clock.advance(60)
  await control.reset({ account: own })
  t.match(await control.accounts.get(own), { balance: 100, keys: [{}, {}, { id: 'testid' }, {}] })
  t.same((await control.accounts.list()).map(({ id }) => id)[0], own, 'its place too')
  t.match(await control.faults.list(), [{ id: kept }])
  t.same(
    (await control.requests.list()).map(({ account }) => account),
    [fresh.id],
  )
  t.same(await control.clock.now(), new Date(testTime + 60_000), 'the clock goes on')
  await refused(t, control.snapshots.get(own, mine.json.SnapshotId), 404, /^There is no snapshot/)
  t.ok(await control.snapshots.get(fresh.id, theirs.json.SnapshotId))
  t.equal((await call('DescribeRegions', {}, { nonce: 'n-1' })).status, 200, 'its nonces are forgotten')
  await control.reset({ account: fresh.id })
  await refused(t, control.snapshots.get(fresh.id, theirs.json.SnapshotId), 404, /^There is no snapshot/)
  const names = (list: World) => list.snapshots?.map(({ account, name }) => `${account} ${name}`).sort()
  t.same(names(await control.state.export()), names(before))
  await refused(t, control.reset({ account: 'nobody' }), 404, 'There is no account nobody.')
  await refused(
    t,
    control.reset({ accounts: own } as never),
    400,
    'accounts should be account; known fields are account.',
  )
})

throughEveryDoor(t, 'a reset restores a deleted account', async (t, { control }) => {
  await control.accounts.delete(own)
  await control.reset({ account: own })
  t.equal((await control.snapshots.list({ account: own })).length, 7)
})

throughEveryDoor(
  t,
  'a seeded world is added, and a reset of its account restores it',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const as = { id: 'more-key', secret: 'more' }
    await control.seed(world)
    await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-more' }, { as })
    t.equal((await control.snapshots.list({ account: 'more' })).length, 2)
    await control.reset({ account: 'more' })
    t.match(await control.snapshots.list({ account: 'more' }), [
      { id: 's-more', createdAt: '2026-11-24T07:00:00.000Z' },
    ])
  },
)

throughEveryDoor(t, 'a world with an invalid part is not added at all', async (t, { control }) => {
  const before = await control.state.export()
  const cases: readonly (readonly [world: World, status: number, message: string | RegExp])[] = [
    [{ acounts: [] } as never, 400, /^acounts should be accounts; known fields are \$schema, accounts, /],
    [
      { ...world, snapshots: [{ id: 's-1', account: 'x', region: 'cn-chengdu' }] },
      400,
      /^snapshots\[0\]\.account should be the id of an account such as /,
    ],
    [
      { accounts: [...(world.accounts ?? []), { id: own }] },
      409,
      `accounts[1].id should be new; ${own} already exists.`,
    ],
    [{ regions: [{ id: 'moon-1' }, { id: 'moon-1' }] }, 409, 'regions[1].id should be new; moon-1 already exists.'],
    [
      {
        ...world,
        clientTokens: [
          { account: own, action: 'a', token: 't', request: 'r', answer: '{}', expiresAt: '2026-13-01T00:00:00Z' },
        ],
      },
      400,
      'clientTokens[0].expiresAt should be a time that is in the calendar.',
    ],
  ]
  for (const [given, status, message] of cases) await refused(t, control.seed(given), status, message)
  t.same(await control.state.export(), before, 'not even a region is left behind')
  await control.seed({ regions: [{ id: 'moon-1' }] })
  t.match(await control.state.export(), { regions: before.regions ?? [{ id: 'cn-qingdao' }] })
})

t.test('a reset of its account restores a key of the settings', async t => {
  const { emulator, call } = started(t, { accessKeyId: 'mine', accessKeySecret: 'own' })
  const as = { id: 'mine', secret: 'own' }
  for (const scope of [{}, { account: own }]) {
    emulator.accounts.update(own, { keys: [] })
    emulator.reset(scope)
    t.equal((await call('DescribeRegions', {}, { as })).status, 200)
  }
  emulator.reset({ account: '1000000000000002' })
  t.equal((await call('DescribeRegions', {}, { as })).status, 200)
})

t.test('a failed reset changes nothing, and ids continue', async t => {
  const data = `${t.testdir()}/emulator.db`
  await createEmulator({ data, world: 'empty' }).close()
  const db = new Database(data)
  db.exec("CREATE TRIGGER sabotage AFTER INSERT ON accounts BEGIN SELECT RAISE(ABORT, 'broken'); END")
  db.close()
  const { emulator, call } = started(t, { data, world: 'empty' })
  emulator.snapshots.create({ id: 's-source', account: own, region: 'cn-chengdu' })
  const copy = async () => (await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-source' })).json.SnapshotId
  const ids = [await copy()]
  const before = emulator.state.export()
  t.throws(() => emulator.reset(), { message: /broken/ })
  t.same(emulator.state.export(), before)
  ids.push(await copy())
  t.equal(new Set(ids).size, 2)
  t.equal(new Set(ids.map(id => id.slice(0, 14))).size, 1, 'under the same name')
})

t.test('a failed commit changes nothing: no nonce, fault, call, clock, id or account', async t => {
  const data = `${t.testdir()}/emulator.db`
  await createEmulator({ data, seed: 'seven' }).close()
  const db = new Database(data)
  db.exec(`CREATE TABLE doomed (parent INTEGER REFERENCES snapshots (seq) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER made AFTER INSERT ON accounts BEGIN INSERT INTO doomed VALUES (-1); END;
    CREATE TRIGGER changed AFTER UPDATE ON accounts BEGIN INSERT INTO doomed VALUES (-1); END;
    CREATE TRIGGER deleted AFTER DELETE ON accounts BEGIN INSERT INTO doomed VALUES (-1); END`)
  db.close()
  const { emulator, call } = started(t, { data, seed: 'seven' })
  const described = async () => (await call('DescribeRegions', {}, { nonce: 'n-1' })).json
  const { RequestId } = await described()
  emulator.faults.add({ kind: 'error', code: 'Throttling', account: own, skip: 99 })
  emulator.clock.advance(60)
  const seen = () => ({
    state: emulator.state.export(),
    clock: emulator.clock.now(),
    faults: emulator.faults.list(),
    calls: emulator.requests.list(),
  })
  const before = seen()
  const attempts: readonly (() => unknown)[] = [
    () => emulator.reset(),
    () => emulator.reset({ account: own }),
    () => emulator.seed(world),
    () => emulator.accounts.create({ id: 'fresh' }),
    () => emulator.accounts.update(own, { keys: [] }),
    () => emulator.accounts.delete(own),
    () => emulator.state.import(before.state),
  ]
  for (const attempt of attempts) {
    t.throws(attempt, { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }, String(attempt))
    t.same(seen(), before)
  }
  t.throws(
    () => emulator.reset({ account: 'more' }),
    { message: 'There is no account more.' },
    'no seed was remembered',
  )
  const again = await described()
  t.equal(again.Code, 'SignatureNonceUsed')
  t.not(again.RequestId, RequestId)
  const reply = await emulator.inject({
    method: 'POST',
    url: '/_emulator/reset',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  t.match(reply, { status: 500, body: '{"message":"The emulator failed; see its log."}' })
})

t.test('a reset restores an account from all worlds that define it', async t => {
  const snapshots = [{ id: 's-more', account: own, region: 'cn-chengdu' }]
  const emulator = emulatorFor(t, { world: ['default', { snapshots }] })
  emulator.snapshots.delete(own, 's-more')
  emulator.reset({ account: own })
  t.equal(emulator.snapshots.list({ account: own }).length, 8)
})

t.test('a running clock continues after a reset', async t => {
  let now = testTime
  const emulator = emulatorFor(t, { clock: 'real', machineClock: () => now })
  emulator.clock.advance(86_400)
  emulator.reset()
  now += 5
  t.same(emulator.clock.now(), new Date(testTime + 5))
})

t.test('a reset empties an account of a data file whose initial state is unknown', async t => {
  const data = `${t.testdir()}/emulator.db`
  const first = createEmulator({ data })
  const account = first.accounts.create({ world: 'default' })
  await first.close()
  await using second = createEmulator({ data })
  second.reset({ account: account.id })
  t.same(second.snapshots.list({ account: account.id }), [])
  t.same(second.accounts.get(account.id), account)
  second.reset()
  t.throws(() => second.accounts.get(account.id), { message: `There is no account ${account.id}.` })
  t.equal(second.snapshots.list({ account: own }).length, 7, 'its worlds are loaded again')
})

t.test('without a seed no id repeats, even after a reset', async t => {
  const { emulator, call } = started(t)
  const ids = new Set<string>()
  for (let i = 0; i < 3; i++) {
    ids.add((await call('CopySnapshot', goodCopy)).json.SnapshotId)
    emulator.reset()
  }
  t.equal(ids.size, 3)
})
