import { writeFileSync } from 'node:fs'
import t from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { builtInWorlds } from '../../src/world/built-in.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy, started, testTime } from '../support/emulator.ts'

const own = '1000000000000001'

throughEveryDoor(t, 'export, import and export again give the same state', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  await control.seed({
    accounts: [{ id: 'more', snapshotQuota: 5, keys: [{ id: 'k', secret: 's', token: 't', expiresAt: 'now+1h' }] }],
    snapshots: [
      { id: 's-1', account: 'more', region: 'cn-beijing', status: 'failed', progress: 12, readyAt: 'now+1m' },
      { id: 's-2', account: 'more', region: 'cn-beijing', status: 'failed', progress: 12 },
      { id: 's-3', account: 'more', region: 'cn-beijing', createdAt: 'now', readyAt: 'now-1m', modifiedAt: 'now+1m' },
      { id: 's-4', account: 'more', region: 'cn-beijing', busyUntil: 'now+1h', encrypted: true, kmsKeyId: 'x' },
      { id: 's-5', account: 'more', region: 'cn-beijing', retentionDays: 1, createdAt: 'now-2d' },
    ],
    regions: [{ id: 'moon-1', cell: 'mo1', byok: false }],
  })
  for (const ClientToken of ['one', 'two']) await call('CopySnapshot', { ...goodCopy, ClientToken, 'Tag.1.Key': 'a' })
  await control.clock.advance(0.7)
  const before = await control.state.export()
  t.equal(before.clientTokens?.length, 2)
  t.notOk(
    before.snapshots?.some(({ id }) => id === 's-5'),
    'expired items are absent',
  )
  await control.state.import(before)
  t.same(await control.state.export(), before)
  const repeated = await call('CopySnapshot', { ...goodCopy, ClientToken: 'one', 'Tag.1.Key': 'a' })
  t.ok(
    before.snapshots?.some(({ id }) => id === repeated.json.SnapshotId),
    'tokens still return their answers',
  )
  await control.clock.advance(1.299)
  t.match(await control.snapshots.get(own, repeated.json.SnapshotId), { status: 'progressing', progress: 99 })
  await control.clock.advance(0.001)
  t.match(await control.snapshots.get(own, repeated.json.SnapshotId), { status: 'accomplished' })
})

throughEveryDoor(t, 'a state is saved under a name and restored', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  t.same(await control.state.names(), [])
  await control.state.save('clean')
  const clean = await control.state.export()
  await call('CopySnapshot', goodCopy)
  await control.state.save('one copy')
  await control.state.restore('clean')
  t.same(await control.state.export(), clean)
  await control.state.restore('one copy')
  t.equal((await control.snapshots.list({ region: 'us-east-1' })).length, 1)
  await control.reset()
  t.same(await control.state.names(), ['clean', 'one copy'])
  await refused(t, control.state.restore('dirty'), 404, 'There is no saved state dirty.')
  await refused(
    t,
    control.state.save(''),
    400,
    'name should be a text of 1 to 64 characters without /, other than . and ...',
  )
})

throughEveryDoor(t, 'an invalid state is refused, and the old state is kept', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const before = await control.state.export()
  await refused(t, control.state.import({ snapshots: [{}] } as never), 400, 'snapshots[0].id should be given.')
  await refused(
    t,
    control.state.import({ regions: [{ id: 'moon-1' }], snapshots: [{ id: 's-1', account: own, region: 'moon-1' }] }),
    400,
    `snapshots[0].account should be the id of an account, not ${own}.`,
  )
  t.same(await control.state.export(), before)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200, 'regions are unchanged')
})

throughEveryDoor(t, 'a reset restores an account to its imported state', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const { id, keys } = await control.accounts.create({ world: 'default' })
  await control.state.import(await control.state.export())
  await call('CopySnapshot', goodCopy, { as: keys[0] as never })
  await control.reset({ account: id })
  t.equal((await control.snapshots.list({ account: id })).length, 7)
})

t.test('an exported state starts another emulator, with the same ids if they are seeded', async t => {
  const file = `${t.testdir()}/state.json`
  const { emulator, call } = started(t, { seed: 'seven' })
  const copy = (await call('CopySnapshot', goodCopy)).json.SnapshotId
  writeFileSync(file, JSON.stringify(emulator.state.export()))
  const other = started(t, { seed: 'seven', world: file })
  t.same(other.emulator.state.export(), emulator.state.export())
  const next = await other.call('CopySnapshot', { ...goodCopy, DestinationRegionId: 'cn-beijing' })
  t.equal(next.status, 200)
  t.not(next.json.SnapshotId.slice(5), copy.slice(5), 'no id is given out twice')
})

throughEveryDoor(t, 'the state includes the transitions of snapshots in progress', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const source = goodCopy.SnapshotId as string
  await control.seed({
    instances: [{ id: 'i-1', account: own, region: 'cn-beijing', status: 'Running', expired: true }],
    disks: [
      { id: 'd-1', account: own, region: 'cn-beijing', name: 'bare' },
      { id: 'd-2', account: own, region: 'cn-beijing', instanceId: 'i-1', expired: true },
    ],
    snapshots: [{ id: 's-i', account: own, region: 'cn-beijing', instantAccessDays: 3, resourceGroupId: 'rg-1' }],
    transitions: [
      { account: own, snapshot: source, afterPolls: 3, failsAt: 50 },
      { from: 'cn-hangzhou', to: 'us-east-1', afterPolls: 2 },
      { seconds: 60, secondsPerGiB: 0.5 },
    ],
  })
  const failing = (await call('CopySnapshot', goodCopy)).json.SnapshotId
  const asked = { ...goodCopy, RegionId: 'cn-hangzhou', SnapshotId: 's-bp17acfmxazb4p000002' }
  const counting = (await call('CopySnapshot', asked)).json.SnapshotId
  const describe = () => call('DescribeSnapshots', { RegionId: 'us-east-1' })
  await describe()
  const before = await control.state.export()
  t.match(
    before.snapshots?.filter(({ region }) => region === 'us-east-1'),
    [
      { id: failing, status: 'failed', progress: 50, polls: { all: 3, left: 2 } },
      { id: counting, status: 'progressing', polls: { all: 2, left: 1 } },
    ],
  )
  await control.state.import(before)
  t.same(await control.state.export(), before)
  await describe()
  await describe()
  t.match(await control.snapshots.get(own, counting), { status: 'accomplished' })
  t.match(await control.snapshots.get(own, failing), { status: 'failed', progress: 50 })
  const after = await control.state.export()
  await control.state.import(after)
  t.same(await control.state.export(), after)
  const waiting = await control.snapshots.update(own, counting, { polls: { all: 1, left: 1 } })
  t.match(waiting, { status: 'progressing' })
  t.match(await control.snapshots.update(own, counting, { polls: null }), { status: 'progressing' })
  t.match(await control.snapshots.update(own, counting, { status: 'accomplished' }), { status: 'accomplished' })
})

throughEveryDoor(t, 'a copy of a world includes its transitions', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const world: World = {
    snapshots: [{ id: 's-1', account: 'any', region: 'cn-chengdu' }],
    transitions: [{ seconds: 600 }],
    nonCompliantCopies: [{ from: 'cn-chengdu', to: 'us-east-1' }],
  }
  const { id, keys } = await control.accounts.create({ world })
  await call('CopySnapshot', { ...goodCopy, SnapshotId: 's-1' }, { as: keys[0] as never })
  await call('CopySnapshot', goodCopy)
  await control.clock.advance(2)
  t.match(await control.snapshots.list({ region: 'us-east-1' }), [
    { account: id, status: 'progressing' },
    { account: own, status: 'accomplished' },
  ])
  t.same((await control.state.export()).nonCompliantCopies, [], 'shared entries are unchanged')
  await control.accounts.delete(id)
  t.same((await control.state.export()).transitions, [])
})

throughEveryDoor(t, 'a state at the maximum time can be imported again', async (t, { emulator, control }) => {
  await control.clock.set(new Date('9999-12-31T23:59:59Z'))
  const call = caller(request => emulator.inject(request))
  const options = { now: Date.parse('9999-12-31T23:59:59Z') }
  const { SnapshotId } = (await call('CopySnapshot', { ...goodCopy, ClientToken: 'late' }, options)).json
  const state = await control.state.export()
  await control.state.import(state)
  t.same(await control.state.export(), state)
  t.match(await control.snapshots.get(own, SnapshotId), { status: 'progressing', readyAt: '9999-12-31T23:59:59.999Z' })
})

throughEveryDoor(t, 'a state with long ids and odd names can be imported again', async (t, { emulator, control }) => {
  const call = caller(request => emulator.inject(request))
  const longest = 'x'.repeat(63)
  await control.seed({
    accounts: [
      { id: 'keyless' },
      {
        id: 'more',
        ramUsers: [
          { name: 'Jürgen X', keys: [{ id: 'juergen', secret: 'his' }], denied: ['ecs:DescribeRegions'] },
          { name: 'eve', id: '42', keys: [{ id: 'eve', secret: 'hers' }] },
        ],
      },
    ],
    snapshots: [
      { id: `${longest}1`, account: 'more', region: 'cn-beijing' },
      { id: `${longest}2`, account: 'more', region: 'cn-beijing' },
    ],
    clientTokens: [
      {
        account: 'more',
        action: 'a',
        token: 't',
        request: 'r',
        answer: '{"A":"x","B":1,"C":true,"D":{"E":[{"F":""}]}}',
        expiresAt: 'now+1h',
      },
    ],
  })
  const state = await control.state.export()
  const links = state.snapshots?.filter(({ account }) => account === 'more').map(({ linkId }) => linkId)
  t.match(links, [/^sl-x{60}1$/, /^sl-x{60}2$/])
  await control.state.import(state)
  t.same(await control.state.export(), state)
  const denied = await call('DescribeRegions', {}, { as: { id: 'juergen', secret: 'his' } })
  t.equal(denied.json.Code, 'Forbidden.RAM')
})

throughEveryDoor(t, 'a state with an invalid client token answer is refused', async (t, { control }) => {
  const before = await control.state.export()
  const token = { account: own, action: 'CopySnapshot', token: 't', request: 'r', expiresAt: 'now+1h' }
  await refused(
    t,
    control.state.import({ clientTokens: [{ ...token, answer: '{"A":null}' }] }),
    400,
    'clientTokens[0].answer.A should be a text, a number, true, false, an object or a list of these.',
  )
  t.same(await control.state.export(), before)
})

t.test('a state may be empty', async t => {
  const { emulator, call } = started(t)
  emulator.state.import({})
  t.match(emulator.state.export(), { accounts: [], snapshots: [] })
  t.equal((await call('DescribeRegions')).json.Code, 'InvalidAccessKeyId.NotFound')
})

t.test('an imported state is stored in the data file', async t => {
  const data = `${t.testdir()}/emulator.db`
  const options = { data, clock: new Date(testTime), machineClock: () => testTime }
  const first = createEmulator(options)
  const call = caller(request => first.inject(request))
  await call('CopySnapshot', goodCopy)
  const state = first.state.export()
  first.reset()
  first.state.import(state)
  await first.close()
  await using second = createEmulator(options)
  t.same(second.state.export(), state)
})

t.test('an exported state contains everything that a world can contain', async t => {
  const world = Object.entries(builtInWorlds['2025'] ?? {}) as [keyof World, readonly unknown[]][]
  const emulator = emulatorFor(t, { world: '2025' })
  const state = emulator.state.export()
  for (const [part, entries] of world) {
    t.ok(entries.length > 0, part)
    t.equal((state[part] as readonly unknown[]).length, entries.length, part)
  }
  emulator.state.import(state)
  t.same(emulator.state.export(), state)
})
