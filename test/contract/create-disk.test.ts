import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const place = { RegionId: 'cn-hangzhou', ZoneId: 'cn-hangzhou-h' }

type Call = ReturnType<typeof caller>

/** Creates a disk and returns it as DescribeDisks shows it. */
const created = async (call: Call, params: Params) => {
  const { DiskId } = (await call('CreateDisk', { ...place, ...params })).json
  const { json } = await call('DescribeDisks', { RegionId: place.RegionId, DiskIds: JSON.stringify([DiskId]) })
  return json.Disks.Disk[0]
}

for (const door of doors) {
  t.test(`an empty disk is created with its documented defaults, in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: restoreWorld })))
    const json = await call('CreateDisk', { ...place, Size: '40' })
    const { DiskId } = json.json
    t.match(DiskId, /^d-bp1[a-z0-9]{17}$/)
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON'), DiskId })
    const found = await call('DescribeDisks', { RegionId: place.RegionId, DiskIds: JSON.stringify([DiskId]) })
    t.match(found.json.Disks.Disk, [
      {
        DiskId,
        ...place,
        Size: 40,
        Type: 'data',
        Category: 'cloud',
        PerformanceLevel: '',
        Status: 'Available',
        Portable: true,
        DeleteAutoSnapshot: true,
        DeleteWithInstance: false,
        Encrypted: false,
        SourceSnapshotId: '',
        InstanceId: '',
        DiskName: '',
        CreationTime: '2026-11-24T08:00:00Z',
      },
    ])
    const xml = await call('CreateDisk', { ...place, Size: '40', Format: 'XML' })
    const id = /<DiskId>(d-bp1[a-z0-9]{17})<\/DiskId>/.exec(xml.body)?.[1]
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><CreateDiskResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId><DiskId>${id}</DiskId></CreateDiskResponse>`,
    )
  })
}

t.test('a disk is as its call says', async t => {
  const { call } = started(t, { world: restoreWorld })
  const params = {
    DiskCategory: 'cloud_auto',
    Size: '100',
    DiskName: 'data-1.new',
    Description: 'for the logs',
    ProvisionedIops: '50000',
    BurstingEnabled: 'true',
    Encrypted: 'true',
    KMSKeyId: 'key-own',
    ResourceGroupId: 'rg-1',
    'Tag.1.Key': 'env',
    'Tag.1.Value': 'test',
  }
  const { 'Tag.1.Key': TagKey, 'Tag.1.Value': TagValue, ...others } = params
  const {
    DiskCategory: Category,
    Size: _,
    ProvisionedIops: __,
    BurstingEnabled: ___,
    Encrypted: ____,
    ...texts
  } = others
  t.match(await created(call, params), {
    ...texts,
    Category,
    Size: 100,
    ProvisionedIops: 50_000,
    BurstingEnabled: true,
    Encrypted: true,
    Tags: { Tag: [{ TagKey, TagValue }] },
  })
  t.match(await created(call, { Size: '20', DiskCategory: 'cloud_essd' }), { PerformanceLevel: 'PL1' })
  t.match(await created(call, { Size: '461', DiskCategory: 'cloud_essd', PerformanceLevel: 'PL2' }), {
    PerformanceLevel: 'PL2',
  })
})

t.test('a disk of a snapshot has its size unless a larger one is given', async t => {
  const { call } = started(t, { world: restoreWorld })
  t.match(await created(call, { SnapshotId: 's-data' }), { Size: 40, SourceSnapshotId: 's-data' })
  t.match(await created(call, { SnapshotId: 's-data', Size: '60' }), { Size: 60 })
  const secret = { SnapshotId: 's-secret', Encrypted: 'true' }
  t.match(await created(call, secret), { Encrypted: true, KMSKeyId: 'alias/acs/ecs@cn-hangzhou' })
})

t.test('a regional disk is in no zone', async t => {
  const { call } = started(t, { world: restoreWorld })
  const params = { RegionId: place.RegionId, DiskCategory: 'cloud_regional_disk_auto', Size: '40' }
  const { DiskId } = (await call('CreateDisk', params)).json
  t.equal((await call('AttachDisk', { InstanceId: 'i-other-zone', DiskId })).status, 200)
})

t.test('a repeated call with a token gets the first disk', async t => {
  const { call } = started(t, { world: restoreWorld })
  const params = { ...place, Size: '40', ClientToken: 'token' }
  const { DiskId } = (await call('CreateDisk', params)).json
  t.equal((await call('CreateDisk', params)).json.DiskId, DiskId)
  checkRefusal(t, await call('CreateDisk', { ...params, Size: '50' }), '400 IdempotentParameterMismatch')
})

t.test('a new disk is Creating for as long as a setting says', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, changeSeconds: 30 })
  t.match(await created(call, { SnapshotId: 's-data' }), { Status: 'Creating' })
  const [{ id: DiskId = '' } = {}] = emulator.disks.list({ status: 'Creating' })
  checkRefusal(t, await call('AttachDisk', { InstanceId: 'i-web', DiskId }), '403 IncorrectDiskStatus')
  emulator.clock.advance(30)
  t.equal((await call('AttachDisk', { InstanceId: 'i-web', DiskId })).status, 200)
})

t.test('the disks that exist decide how a snapshot was used', async t => {
  const { call } = started(t, { world: restoreWorld })
  const usage = async () => {
    const found = { RegionId: place.RegionId, SnapshotIds: '["s-data"]' }
    return (await call('DescribeSnapshots', found)).json.Snapshots.Snapshot[0]?.Usage
  }
  const first = await created(call, { SnapshotId: 's-data' })
  const second = await created(call, { SnapshotId: 's-data' })
  t.equal(await usage(), 'disk')
  checkRefusal(t, await call('DeleteSnapshot', { SnapshotId: 's-data' }), '403 SnapshotCreatedDisk')
  await call('DeleteDisk', { DiskId: first.DiskId })
  t.equal(await usage(), 'disk')
  await call('DeleteDisk', { DiskId: second.DiskId })
  t.equal(await usage(), 'none')
  await created(call, { SnapshotId: 's-data' })
  t.equal((await call('DeleteSnapshot', { SnapshotId: 's-data', Force: 'true' })).status, 200)
  t.equal(await usage(), undefined)
})
