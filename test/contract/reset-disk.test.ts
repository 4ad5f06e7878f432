import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

const mismatch = '403 InvalidParameter.Mismatch'
const disk = { DiskId: 'd-bp67acfmxazb4p000001' }

for (const door of doors) {
  t.test(`a disk rolls back to its own snapshot, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const own = { ...disk, SnapshotId: 's-bp67acfmxazb4p000001' }
    const json = await call('ResetDisk', own)
    t.equal(json.status, 200)
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON') })
    const xml = await call('ResetDisk', { ...own, Format: 'XML' })
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><ResetDiskResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId></ResetDiskResponse>`,
    )
  })
}

t.test("a copy cannot roll back its source's disk, in progress or accomplished", async t => {
  const { call, at } = startedOnMovingClock(t)
  const { SnapshotId } = (
    await call('CopySnapshot', {
      SnapshotId: 's-bp67acfmxazb4p000001',
      RegionId: 'cn-chengdu',
      DestinationRegionId: 'us-east-1',
    })
  ).json
  for (const ms of [0, 2000, 86_400_000]) {
    at(ms)
    checkRefusal(t, await call('ResetDisk', { ...disk, SnapshotId }), mismatch)
  }
  const back = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-chengdu' }
  const again = (await call('CopySnapshot', back)).json.SnapshotId
  checkRefusal(t, await call('ResetDisk', { ...disk, SnapshotId: again }), mismatch)
})

t.test("another disk's snapshot is refused", async t => {
  const { call } = started(t, { world: lifeWorld })
  checkRefusal(t, await call('ResetDisk', { DiskId: 'd-sound', SnapshotId: 's-of-loose' }), mismatch)
})

t.test('snapshots from 15 July 2013 on can be restored', async t => {
  const snapshots = ['2013-07-14T23:59:59.999Z', '2013-07-15T00:00:00Z'].map((createdAt, i) => ({
    id: `s-${i}`,
    account: '1001',
    region: 'cn-chengdu',
    disk: { id: 'd-sound' },
    createdAt,
  }))
  const { call } = started(t, { world: { ...lifeWorld, snapshots } })
  const code = async (SnapshotId: string) => (await call('ResetDisk', { DiskId: 'd-sound', SnapshotId })).json.Code
  t.equal(await code('s-0'), 'InvalidSnapshot.TooOld')
  t.equal(await code('s-1'), undefined)
})

t.test('a dry run returns DryRunOperation only when nothing else is wrong', async t => {
  const { call } = started(t, { world: lifeWorld })
  const code = async (SnapshotId: string, DryRun: string) =>
    (await call('ResetDisk', { DiskId: 'd-sound', SnapshotId, DryRun })).json.Code
  t.equal(await code('s-sound', 'true'), 'DryRunOperation')
  t.equal(await code('s-copy', 'true'), 'InvalidParameter.Mismatch')
  t.equal(await code('s-sound', 'false'), undefined)
})

t.test('a disk in use by an unknown instance is not rolled back', async t => {
  const own = { account: '1001', region: 'cn-chengdu' }
  const { call } = started(t, {
    world: {
      accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }],
      disks: [{ id: 'd-nowhere', ...own, status: 'In_use' }],
      snapshots: [{ id: 's-nowhere', ...own, disk: { id: 'd-nowhere' } }],
    },
  })
  const { status, json } = await call('ResetDisk', { DiskId: 'd-nowhere', SnapshotId: 's-nowhere' })
  t.match({ status, code: json.Code }, { status: 403, code: 'IncorrectInstanceStatus' })
})
