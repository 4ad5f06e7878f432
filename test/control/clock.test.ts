import t from 'tap'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'

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
  for (const at of ['noon', '1969-12-31T23:59:59Z', '+010000-01-01T00:00:00Z']) {
    await refused(t, control.clock.set(at as 'real'), 400, sentence)
  }
  await refused(t, control.clock.advance('5' as never), 400, /^seconds should be a number from/)
  await refused(t, control.clock.advance(1e11 + 1), 400, /^seconds should be a number from/)
  await refused(t, control.clock.advance(-1e10), 400, /^The time after advancing should be/)
  t.same(await control.clock.now(), new Date(testTime))
})
