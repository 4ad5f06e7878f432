import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { checkEnvelope } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }

const disksOf = async (call: ReturnType<typeof caller>, ...ids: string[]) =>
  (await call('DescribeDisks', { ...region, DiskIds: JSON.stringify(ids) })).json.Disks.Disk

for (const door of doors) {
  t.test(`every attribute of a disk can be changed, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: restoreWorld })))
    const texts = { DiskName: 'renamed', Description: 'of the logs' }
    const flags = {
      DeleteWithInstance: true,
      DeleteAutoSnapshot: false,
      EnableAutoSnapshot: false,
      BurstingEnabled: true,
    }
    const sent = Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, String(flag)]))
    const json = await call('ModifyDiskAttribute', { ...region, DiskId: 'd-free', ...texts, ...sent })
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON') })
    t.match(await disksOf(call, 'd-free'), [{ ...texts, ...flags }])
    const xml = await call('ModifyDiskAttribute', { DiskId: 'd-free', BurstingEnabled: 'false', Format: 'XML' })
    t.match(xml.body, `<ModifyDiskAttributeResponse><RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId>`)
    t.match(await disksOf(call, 'd-free'), [{ ...texts, ...flags, BurstingEnabled: false }], 'the others stay')
  })
}

t.test('several disks are changed at once', async t => {
  const { call } = started(t, { world: restoreWorld })
  await call('ModifyDiskAttribute', { 'DiskIds.1': 'd-free', 'DiskIds.3': 'd-plain', DiskName: 'both' })
  t.match(await disksOf(call, 'd-free', 'd-plain'), [{ DiskName: 'both' }, { DiskName: 'both' }])
})

t.test('the automatic snapshots of a deleted disk are deleted with it, unless it says otherwise', async t => {
  const here = { account: '1001', region: region.RegionId }
  const of = (disk: string, id: string, more: object) => ({ id, ...here, disk: { id: disk }, ...more })
  const snapshots = ['d-free', 'd-plain'].flatMap(disk => [
    of(disk, `s-auto-${disk}`, { type: 'auto' }),
    of(disk, `s-user-${disk}`, {}),
    of(disk, `s-image-${disk}`, { type: 'auto', usage: 'image' }),
    of(disk, `s-copy-${disk}`, { type: 'auto', sourceSnapshotId: 's-x', sourceRegionId: 'us-east-1' }),
  ])
  const { call, emulator } = started(t, { world: { ...restoreWorld, snapshots, images: [] } })
  await call('ModifyDiskAttribute', { DiskId: 'd-plain', DeleteAutoSnapshot: 'false' })
  for (const DiskId of ['d-free', 'd-plain']) t.equal((await call('DeleteDisk', { DiskId })).status, 200)
  const left = emulator.snapshots.list().map(({ id }) => id)
  t.same(
    snapshots.map(({ id }) => id).filter(id => !left.includes(id)),
    ['s-auto-d-free'],
  )
})
