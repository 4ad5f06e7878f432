import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { checkEnvelope } from '../support/refusals.ts'

const here = { account: '1001', region: 'cn-chengdu' }

for (const door of doors) {
  t.test(`a deleted disk is gone and its snapshots stay, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: lifeWorld })))
    const json = await call('DeleteDisk', { DiskId: 'd-loose', RegionId: 'cn-chengdu' })
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON') })
    const list = await call('DescribeDisks', { RegionId: 'cn-chengdu', DiskIds: '["d-loose"]' })
    t.equal(list.json.TotalCount, 0)
    const snapshots = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', DiskId: 'd-loose' })
    t.equal(snapshots.json.TotalCount, 1)
    const xml = await call('DeleteDisk', { DiskId: 'd-new', Format: 'XML' })
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><DeleteDiskResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId></DeleteDiskResponse>`,
    )
  })
}

t.test('a missing disk can be ignored', async t => {
  const { call } = started(t, { world: lifeWorld, deleteMissing: 'ignore' })
  t.equal((await call('DeleteDisk', { DiskId: 'd-none' })).status, 200)
})

t.test('the last disk of a snapshot takes its usage back', async t => {
  const of = (id: string, usage: 'disk' | 'image_disk') => ({ id, ...here, disk: { id: 'd-gone' }, usage })
  const disk = (id: string, sourceSnapshotId: string) => ({ id, ...here, sourceSnapshotId })
  const { call } = started(t, {
    world: {
      ...lifeWorld,
      disks: [disk('d-1', 's-1'), disk('d-2', 's-1'), disk('d-3', 's-2')],
      instances: [],
      snapshots: [of('s-1', 'disk'), of('s-2', 'image_disk')],
    },
  })
  const usage = async (id: string) =>
    (await call('DescribeSnapshots', { RegionId: 'cn-chengdu', SnapshotIds: `["${id}"]` })).json.Snapshots.Snapshot[0]
      .Usage
  await call('DeleteDisk', { DiskId: 'd-1' })
  t.equal(await usage('s-1'), 'disk')
  await call('DeleteDisk', { DiskId: 'd-2' })
  t.equal(await usage('s-1'), 'none')
  await call('DeleteDisk', { DiskId: 'd-3' })
  t.equal(await usage('s-2'), 'image')
})
