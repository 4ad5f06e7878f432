import t from 'tap'
import { copied, described } from '../support/copies.ts'
import { goodCopy, started, testTime } from '../support/emulator.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkRefusal } from '../support/refusals.ts'

const day = 86_400_000
const notReady = '403 InvalidSnapshotId.NotReady'
const notFound = '403 InvalidSnapshotId.NotFound'

const inProgress = (Progress: string, RemainTime: number) => ({
  Status: 'progressing',
  Progress,
  RemainTime,
  Available: false,
})
const done = { Status: 'accomplished', Progress: '100%', RemainTime: 0, Available: true }

const progress = [
  {
    copySeconds: undefined,
    moments: [
      [0, inProgress('0%', 2)],
      [1, inProgress('0%', 2)],
      [1000, inProgress('50%', 1)],
      [1999, inProgress('99%', 1)],
      [2000, done],
      [2001, done],
      [365 * day, done],
    ],
  },
  {
    copySeconds: 600,
    moments: [
      [0, inProgress('0%', 600)],
      [150_000, inProgress('25%', 450)],
      [300_500, inProgress('50%', 300)],
      [599_999, inProgress('99%', 1)],
      [600_000, done],
    ],
  },
  { copySeconds: 0, moments: [[0, done]] },
] as const

for (const { copySeconds, moments } of progress) {
  t.test(`a copy proceeds with the clock when it takes ${copySeconds ?? 'the default of 2'} seconds`, async t => {
    const { call, at } = startedOnMovingClock(t, copySeconds === undefined ? {} : { copySeconds })
    const made = await copied(call, goodCopy)
    for (const [ms, expected] of moments) {
      at(ms)
      const copy = await described(call, { RegionId: 'us-east-1' })
      t.strictSame(copy, { ...made, ...expected }, `after ${ms} ms nothing but its progress has changed`)
    }
  })
}

t.test('a copy makes no progress while the clock is frozen', async t => {
  let machine = testTime
  const { call } = started(t, { machineClock: () => machine })
  await copied(call, goodCopy)
  machine += 365 * day
  t.match(await described(call, { RegionId: 'us-east-1' }), inProgress('0%', 2))
})

t.test('the times of a copy come from the clock when it was made', async t => {
  const { call, at } = startedOnMovingClock(t)
  at(90_061_001)
  const copy = await copied(call, goodCopy)
  t.equal(copy.CreationTime, '2026-11-25T09:01:01Z')
  t.equal(copy.LastModifiedTime, '2026-11-25T09:01:01Z')
})

for (const days of [1, 30, 65_536]) {
  t.test(`a copy with a retention of ${days} days is deleted after that time`, async t => {
    const { call, at } = startedOnMovingClock(t)
    const { SnapshotId } = await copied(call, { ...goodCopy, RetentionDays: String(days) })
    await copied(call, goodCopy)
    const total = async (params = {}) =>
      (await call('DescribeSnapshots', { RegionId: 'us-east-1', ...params })).json.TotalCount
    const onward = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }

    at(days * day - 1)
    t.equal(await total(), 2, 'a moment before it is there')
    t.equal((await call('CopySnapshot', onward)).status, 200)

    at(days * day)
    t.equal(await total(), 1, 'the one without a retention stays')
    t.equal(await total({ SnapshotIds: JSON.stringify([SnapshotId]) }), 0)
    checkRefusal(t, await call('CopySnapshot', onward), notFound)
  })
}

t.test("the retention of a world's snapshot counts from its creation", async t => {
  const { call, at } = startedOnMovingClock(t)
  const SnapshotId = 's-bp67acfmxazb4p000007'
  const total = async () => (await call('DescribeSnapshots', { RegionId: 'cn-chengdu' })).json.TotalCount
  at(day - 1)
  t.equal(await total(), 6)
  t.equal((await call('CopySnapshot', { ...goodCopy, SnapshotId })).status, 200)
  at(day)
  t.equal(await total(), 5)
  checkRefusal(t, await call('CopySnapshot', { ...goodCopy, SnapshotId }), notFound)
})

t.test('a copy outlives its source', async t => {
  const { call, at } = startedOnMovingClock(t)
  const made = await copied(call, { ...goodCopy, SnapshotId: 's-bp67acfmxazb4p000007' })
  at(2 * day)
  t.strictSame(await described(call, { RegionId: 'us-east-1' }), { ...made, ...done })
})

t.test('a copy can be copied again as soon as it is accomplished', async t => {
  const { call, at } = startedOnMovingClock(t)
  const { SnapshotId } = await copied(call, goodCopy)
  const onward = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  at(1999)
  checkRefusal(t, await call('CopySnapshot', onward), notReady)
  at(2000)
  const copy = await copied(call, onward)
  t.equal(copy.SourceSnapshotId, SnapshotId)
  t.equal(copy.SourceRegionId, 'us-east-1')
  t.equal(copy.SourceDiskId, 'd-bp67acfmxazb4p000001')
})

t.test('a world snapshot with a later ready time can be copied from that time on', async t => {
  const world = {
    accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }],
    snapshots: [
      { id: 's-later', account: '1001', region: 'cn-chengdu', status: 'progressing' as const, readyAt: 'now+10m' },
    ],
  }
  const { call, at } = startedOnMovingClock(t, { world })
  const copy = { ...goodCopy, SnapshotId: 's-later' }
  at(599_999)
  checkRefusal(t, await call('CopySnapshot', copy), notReady)
  at(600_000)
  t.equal((await call('CopySnapshot', copy)).status, 200)
})
