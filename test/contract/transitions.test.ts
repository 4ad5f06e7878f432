import t from 'tap'
import type { EmulatorOptions, World } from '../../src/index.ts'
import { copied, described } from '../support/copies.ts'
import { started } from '../support/emulator.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkRefusal } from '../support/refusals.ts'

type Transitions = NonNullable<World['transitions']>

const account = { id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }
const other = { id: '1002', keys: [{ id: 'other', secret: 'testsecret' }] }
const disk = { account: '1001', region: 'cn-chengdu' }

/** Two snapshots of 40 and 100 GiB, two disks, and the durations that a test sets. */
const worldOf = (transitions: Transitions = []): World => ({
  accounts: [account, other],
  disks: [
    { id: 'd-small', ...disk, size: 10 },
    { id: 'd-large', ...disk, size: 500 },
  ],
  snapshots: [
    { id: 's-small', account: '1001', region: 'cn-chengdu', disk: { id: 'd-1', size: 40 } },
    { id: 's-large', account: '1001', region: 'cn-chengdu', disk: { id: 'd-2', size: 100 } },
    { id: 's-small', account: '1002', region: 'cn-chengdu', disk: { id: 'd-1', size: 40 } },
  ],
  transitions,
})

const small = { SnapshotId: 's-small', RegionId: 'cn-chengdu', DestinationRegionId: 'us-east-1' }
const large = { ...small, SnapshotId: 's-large' }
const found = { RegionId: 'us-east-1' }
const notReady = '403 InvalidSnapshotId.NotReady'

const statusOf = ({ Status, Progress, RemainTime }: Record<string, unknown>): string =>
  `${Status} ${Progress} ${RemainTime}`

t.test('the settings define the duration of copies', async t => {
  const table: readonly (readonly [EmulatorOptions, small: string, large: string])[] = [
    [{}, 'progressing 0% 2', 'progressing 0% 2'],
    [{ copySeconds: 0.5 }, 'progressing 0% 1', 'progressing 0% 1'],
    [{ copySecondsPerGiB: 3 }, 'progressing 0% 122', 'progressing 0% 302'],
    [{ copySeconds: 0, copySecondsPerGiB: 0.25 }, 'progressing 0% 10', 'progressing 0% 25'],
    [{ copySeconds: 10, copyFailsAt: 40 }, 'progressing 0% 4', 'progressing 0% 4'],
    [{ copySeconds: 0 }, 'accomplished 100% 0', 'accomplished 100% 0'],
    [{ copyFailsAt: 0 }, 'failed 0% 0', 'failed 0% 0'],
    [{ copyPolls: 5 }, 'progressing 0% 5', 'progressing 0% 5'],
  ]
  for (const [options, ...expected] of table) {
    const { call } = started(t, { world: worldOf(), ...options })
    for (const [i, copy] of [small, large].entries()) {
      t.equal(statusOf(await copied(call, copy)), expected[i], JSON.stringify(options))
    }
  }
})

t.test('the most specific duration wins: snapshot, region pair, account, world, settings', async t => {
  const ladder: Transitions = [
    { seconds: 10 },
    { account: '1001', seconds: 20 },
    { from: 'cn-chengdu', to: 'us-east-1', seconds: 30 },
    { account: '1001', from: 'cn-chengdu', to: 'us-east-1', seconds: 40 },
    { snapshot: 's-small', seconds: 50 },
    { account: '1001', snapshot: 's-small', seconds: 60 },
    { from: 'cn-chengdu', to: 'us-east-1', snapshot: 's-small', seconds: 70 },
    { account: '1001', from: 'cn-chengdu', to: 'us-east-1', snapshot: 's-small', seconds: 80 },
  ]
  for (const [i, { seconds = 0 }] of [{ seconds: 2 }, ...ladder].entries()) {
    const up = ladder.slice(0, i)
    for (const transitions of [up, up.toReversed()]) {
      const { call } = started(t, { world: worldOf(transitions) })
      t.equal((await copied(call, small)).RemainTime, seconds, `rung ${i}`)
    }
  }
})

t.test('a duration for one account, region pair or snapshot does not apply to others', async t => {
  const transitions: Transitions = [
    { account: '1002', seconds: 20 },
    { from: 'us-east-1', to: 'cn-chengdu', seconds: 30 },
    { from: 'cn-chengdu', to: 'cn-beijing', seconds: 40 },
    { snapshot: 's-large', seconds: 50 },
  ]
  const { call } = started(t, { world: worldOf(transitions) })
  t.equal((await copied(call, small)).RemainTime, 2)
  t.equal((await copied(call, large)).RemainTime, 50)
  const beijing = { ...small, DestinationRegionId: 'cn-beijing' }
  t.equal((await copied(call, beijing)).RemainTime, 40)
  const as = { id: 'other', secret: 'testsecret' }
  await call('CopySnapshot', small, { as })
  t.equal((await call('DescribeSnapshots', found, { as })).json.Snapshots.Snapshot[0].RemainTime, 20)
})

t.test('duration and failure point are set independently; the later of two equal entries wins', async t => {
  const transitions: Transitions = [
    { seconds: 1 },
    { seconds: 100 },
    { account: '1001', failsAt: 50 },
    { snapshot: 's-large', failsAt: 100 },
  ]
  const { call, at } = startedOnMovingClock(t, { world: worldOf(transitions) })
  t.equal(statusOf(await copied(call, large)), 'progressing 0% 100')
  t.equal(statusOf(await copied(call, small)), 'progressing 0% 50')
  at(25_000)
  t.equal(statusOf(await described(call, found)), 'progressing 25% 25', 'progress grows as for a successful copy')
  at(49_999)
  t.equal(statusOf(await described(call, found)), 'progressing 49% 1')
  at(50_000)
  t.equal(statusOf(await described(call, found)), 'failed 50% 0')
})

t.test('a failed copy cannot be copied but can be deleted', async t => {
  const { call, at } = startedOnMovingClock(t, { world: worldOf([{ snapshot: 's-small', seconds: 10, failsAt: 62 }]) })
  const { SnapshotId } = await copied(call, small)
  at(86_400_000)
  t.match(await described(call, found), { Status: 'failed', Progress: '62%', Available: false, RemainTime: 0 })
  const onward = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  checkRefusal(t, await call('CopySnapshot', onward), notReady)
  t.equal((await call('DeleteSnapshot', { SnapshotId })).status, 200)
})

t.test('a copy can end after a number of polls, independent of time', async t => {
  const { call, at } = startedOnMovingClock(t, { world: worldOf([{ afterPolls: 3 }]) })
  const { SnapshotId } = (await call('CopySnapshot', small)).json
  const onward = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  at(86_400_000)
  for (const expected of ['progressing 0% 3', 'progressing 33% 2', 'progressing 66% 1']) {
    checkRefusal(t, await call('CopySnapshot', onward), notReady)
    t.equal(statusOf(await described(call, found)), expected)
  }
  at(0)
  t.equal(statusOf(await described(call, found)), 'accomplished 100% 0', 'moving the clock back does not undo it')
  t.equal((await call('CopySnapshot', onward)).status, 200)
})

t.test('only an answer that shows the copy in progress counts as a poll', async t => {
  const { call } = started(t, { world: worldOf(), copyPolls: 2 })
  await call('CopySnapshot', small)
  for (const params of [
    { Status: 'accomplished' },
    { PageNumber: '2' },
    { SnapshotIds: '["s-other"]' },
    { DryRun: 'true' },
    { NextToken: 'foreign' },
    { RegionId: 'cn-beijing' },
  ]) {
    await call('DescribeSnapshots', { ...found, ...params })
  }
  await call('DescribeSnapshotLinks', found)
  t.equal(statusOf(await described(call, { ...found, MaxResults: '10' })), 'progressing 0% 2')
  t.equal(statusOf(await described(call, { ...found, Status: 'progressing' })), 'progressing 50% 1')
  t.equal(await described(call, { ...found, Status: 'progressing' }), undefined)
})

t.test('a copy that ends by polls can fail at the last poll', async t => {
  const { call } = started(t, { world: worldOf([{ snapshot: 's-small', afterPolls: 2, failsAt: 60 }]) })
  await call('CopySnapshot', small)
  const seen = []
  for (let i = 0; i < 4; i++) seen.push(statusOf(await described(call, found)))
  t.same(seen, ['progressing 0% 2', 'progressing 30% 1', 'failed 60% 0', 'failed 60% 0'])
})

t.test('a more specific duration in seconds overrides polls', async t => {
  const { call } = started(t, { world: worldOf([{ snapshot: 's-large', seconds: 7 }]), copyPolls: 2 })
  t.equal((await copied(call, large)).RemainTime, 7)
  t.equal((await copied(call, small)).RemainTime, 2)
  t.equal((await described(call, found)).RemainTime, 1, 'it counts')
})

t.test('a data file keeps the number of polls', async t => {
  const options = { data: `${t.testdir()}/emulator.db`, world: worldOf([{ afterPolls: 2 }]) }
  const first = started(t, options)
  t.equal(statusOf(await copied(first.call, small)), 'progressing 0% 2')
  await first.emulator.close()
  const { call } = started(t, options)
  t.equal(statusOf(await described(call, found)), 'progressing 50% 1')
  t.equal(statusOf(await described(call, found)), 'accomplished 100% 0')
})

t.test('a new snapshot of a disk takes as long as a copy within its region', async t => {
  const transitions: Transitions = [
    { from: 'cn-chengdu', to: 'cn-chengdu', secondsPerGiB: 2 },
    { from: 'cn-chengdu', to: 'us-east-1', seconds: 9 },
  ]
  const { call } = started(t, { world: worldOf(transitions) })
  const remaining = async (DiskId: string) => {
    await call('CreateSnapshot', { DiskId })
    return (await described(call, { RegionId: 'cn-chengdu', DiskId })).RemainTime
  }
  t.equal(await remaining('d-small'), 20)
  t.equal(await remaining('d-large'), 1000)
})
