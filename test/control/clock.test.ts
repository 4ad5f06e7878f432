import t from 'tap'
import type { Emulator, World } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { noTimes, times } from '../support/times.ts'

const earliest = new Date('1970-01-01T00:00:00Z')
const latest = new Date('9999-12-31T23:59:59.999Z')

throughEveryDoor(
  t,
  'a long copy is ready after the clock moves',
  async (t, { emulator, control }) => {
    const call = caller(request => emulator.inject(request))
    const { SnapshotId } = (await call('CopySnapshot', goodCopy)).json
    const status = async () => {
      const asked = { RegionId: 'us-east-1', SnapshotIds: JSON.stringify([SnapshotId]) }
      return (await call('DescribeSnapshots', asked)).json.Snapshots.Snapshot[0].Status
    }
    t.equal(await status(), 'progressing')
    t.same(await control.clock.advance(599.999), new Date(testTime + 599_999))
    t.equal(await status(), 'progressing')
    t.same(await control.clock.advance(0.001), new Date(testTime + 600_000))
    t.equal(await status(), 'accomplished')
    await control.clock.advance(-1)
    t.equal(await status(), 'progressing', 'also back')
  },
  { copySeconds: 600 },
)

throughEveryDoor(t, 'the clock freezes at a set time and can follow the machine again', async (t, { control }) => {
  t.same(await control.clock.now(), new Date(testTime))
  await control.clock.set(new Date('2030-01-31T00:00:00Z'))
  t.same(await control.clock.now(), new Date('2030-01-31T00:00:00Z'))
  await control.clock.set('real')
  t.same(await control.clock.now(), new Date(testTime))
})

throughEveryDoor(t, 'a clock can only be set to a time', async (t, { control }) => {
  const sentence = 'at should be real or a time from 1970 to 9999, such as 2026-01-31T00:00:00Z.'
  for (const at of [...noTimes, '1969-12-31T23:59:59Z', '9999-12-31T23:59:59-00:01', '+010000-01-01T00:00:00Z']) {
    await refused(t, control.clock.set(at as 'real'), 400, sentence)
  }
  await refused(t, control.clock.advance('5' as never), 400, /^seconds should be a number from/)
  await refused(t, control.clock.advance(1e11 + 1), 400, /^seconds should be a number from/)
  await refused(t, control.clock.advance(-1e10), 400, /^The time after advancing should be/)
  t.same(await control.clock.now(), new Date(testTime))
})

throughEveryDoor(t, 'a time is in ISO 8601 with a zone', async (t, { control }) => {
  for (const [text, time] of times) t.same(await control.clock.set(text as never), new Date(time), text)
})

throughEveryDoor(
  t,
  'every time of the control calls is a time to which the clock can be set',
  async (t, { control }) => {
    const snapshot = { account: '1000000000000001', region: 'cn-beijing' }
    for (const [text, time] of times) {
      const { createdAt } = await control.snapshots.create({ ...snapshot, createdAt: text })
      t.equal(createdAt, new Date(time).toISOString(), text)
    }
    for (const text of noTimes) {
      await refused(t, control.snapshots.create({ ...snapshot, createdAt: text }), 400, /^createdAt should be a time/)
      const world: World = {
        accounts: [{ id: 'new' }],
        snapshots: [{ ...snapshot, id: 's-1', account: 'new', createdAt: text }],
      }
      await refused(t, control.seed(world), 400, /^snapshots\[0\]\.createdAt should be a time/)
      await refused(t, control.state.import(world), 400, /^snapshots\[0\]\.createdAt should be a time/)
    }
  },
)

throughEveryDoor(t, 'an account can be reset at both ends of the clock', async (t, { emulator, control }) => {
  for (const at of [earliest, latest]) {
    await control.clock.set(at)
    for (const { id } of await control.accounts.list()) await control.reset({ account: id })
    const snapshots = await control.snapshots.list()
    t.equal(snapshots.length, (await control.state.export()).snapshots?.length)
    const call = caller(request => emulator.inject(request))
    t.equal((await call('CopySnapshot', goodCopy)).status, 200)
    await control.state.import(await control.state.export())
  }
})

t.test('an emulator starts and resets at both ends of the clock', async t => {
  for (const clock of [earliest, latest]) {
    const emulator = emulatorFor(t, { clock })
    emulator.reset()
    t.same(emulator.clock.now(), clock)
    t.ok(emulator.snapshots.list().length > 0)
  }
})

throughEveryDoor(t, 'the clock advances from 1970 to 9999', async (t, { control }) => {
  const sentence = 'The time after advancing should be a time from 1970 to 9999, such as 2026-01-31T00:00:00Z.'
  await control.clock.set(earliest)
  t.same(await control.clock.advance(-0.0004), earliest, 'to the millisecond')
  await refused(t, control.clock.advance(-0.001), 400, sentence)
  await control.clock.set(new Date('9999-12-31T23:59:59Z'))
  t.same(await control.clock.advance(0.999), latest)
  await refused(t, control.clock.advance(0.001), 400, sentence)
})

/** Moves a clock in steps that one call can make. */
const moveTo = ({ clock }: Emulator, at: Date): void => {
  const distance = (): number => (at.getTime() - clock.now().getTime()) / 1000
  while (distance() !== 0) clock.advance(Math.max(-1e11, Math.min(1e11, distance())))
}

t.test('a running clock stops at the ends of its range', async t => {
  let machine = testTime
  const emulator = emulatorFor(t, { clock: 'real', machineClock: () => machine })
  const call = caller(request => emulator.inject(request))
  moveTo(emulator, latest)
  machine += 3_600_000
  t.same(emulator.clock.now(), latest)
  const { SnapshotId } = (await call('CopySnapshot', goodCopy, { now: machine })).json
  const asked = { RegionId: 'us-east-1', SnapshotIds: JSON.stringify([SnapshotId]) }
  const [copy] = (await call('DescribeSnapshots', asked, { now: machine })).json.Snapshots.Snapshot
  t.equal(copy.CreationTime, '9999-12-31T23:59:59Z')
  emulator.state.import(emulator.state.export())
  t.same(emulator.clock.advance(-60), new Date(latest.getTime() - 60_000), 'it goes back from there')
  moveTo(emulator, earliest)
  machine -= 7_200_000
  t.same(emulator.clock.now(), earliest)
})
