import t from 'tap'
import type { World } from '../../src/index.ts'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

const here = { account: '1001', region: 'cn-chengdu' }
const region = { RegionId: 'cn-chengdu' }

const world: World = {
  ...lifeWorld,
  snapshots: [],
  instances: [{ id: 'i-1', ...here }],
  disks: [
    {
      id: 'd-1',
      ...here,
      instanceId: 'i-1',
      name: 'one',
      kmsKeyId: 'key',
      encrypted: true,
      portable: false,
      deleteWithInstance: true,
      deleteAutoSnapshot: false,
      enableAutoSnapshot: false,
      expired: true,
      resourceGroupId: 'rg',
      sourceSnapshotId: 's-1',
      type: 'system',
      category: 'cloud_ssd',
      createdAt: 'now-1d',
      tags: [{ key: 'a', value: 'b' }],
    },
    { id: 'd-2', ...here, zone: 'cn-chengdu-z', createdAt: 'now-2d' },
  ],
}

const filters: readonly Params[] = [
  { DiskIds: '["d-1","d-none"]' },
  { InstanceId: 'i-1' },
  { SnapshotId: 's-1' },
  { DiskName: 'one' },
  { KMSKeyId: 'key' },
  { ResourceGroupId: 'rg' },
  { DiskType: 'system' },
  { Category: 'cloud_ssd' },
  { Status: 'In_use' },
  { LockReason: 'financial' },
  { Portable: 'false' },
  { DeleteWithInstance: 'true' },
  { DeleteAutoSnapshot: 'false' },
  { EnableAutoSnapshot: 'false' },
  { Encrypted: 'true' },
  { 'Tag.1.Key': 'a' },
  { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
]

const idsOf = async (call: ReturnType<typeof caller>, params: Params): Promise<string[]> =>
  (await call('DescribeDisks', { ...region, ...params })).json.Disks.Disk.map(
    ({ DiskId }: { DiskId: string }) => DiskId,
  )

t.test('every filter finds its disks', async t => {
  const { call } = started(t, { world })
  t.same(await idsOf(call, {}), ['d-1', 'd-2'], 'newest first')
  for (const filter of filters) t.same(await idsOf(call, filter), ['d-1'], JSON.stringify(filter))
  t.same(await idsOf(call, { ZoneId: 'cn-chengdu-z', Status: 'available' }), ['d-2'])
  t.same(await idsOf(call, { DiskChargeType: 'PrePaid' }), [])
  t.same(await idsOf(call, { DiskChargeType: 'PostPaid', DiskType: 'all' }), ['d-1', 'd-2'])
  t.same(await idsOf(call, { LockReason: 'security' }), [])
  t.same(await idsOf(call, { 'Tag.1.Key': 'a', 'Tag.1.Value': 'c' }), [])
  t.same(await idsOf(call, { 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2100-01-01T00:00Z' }), [])
})

for (const door of doors) {
  t.test(`a disk is described in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    const json = await call('DescribeDisks', { ...region, DiskIds: '["d-2"]' })
    t.match(json.json, { TotalCount: 1, PageNumber: 1, PageSize: 10, NextToken: '' })
    t.match(json.json.Disks.Disk[0], { DiskId: 'd-2', Size: 40, PerformanceLevel: 'PL1', Status: 'Available' })
    const xml = await call('DescribeDisks', { ...region, Format: 'XML' })
    checkEnvelope(t, xml, 'XML')
    t.match(xml.body, '<Disks><Disk><DiskId>d-1</DiskId><RegionId>cn-chengdu</RegionId>')
  })
}

t.test('pages are counted, or follow tokens of 10 to 500 disks', async t => {
  const disks = Array.from({ length: 12 }, (_, i) => ({ id: `d-${String(i + 10)}`, ...here }))
  const { call } = started(t, { world: { ...world, disks } })
  t.same(await idsOf(call, { PageNumber: '2' }), ['d-11', 'd-10'])
  const first = (await call('DescribeDisks', { ...region, MaxResults: '1' })).json
  t.match(first, { TotalCount: 0, PageSize: 10 })
  const { NextToken } = first
  t.same(await idsOf(call, { NextToken }), ['d-11', 'd-10'])
  const last = (await call('DescribeDisks', { ...region, NextToken, MaxResults: '900' })).json
  t.match(last, { PageSize: 500, NextToken: '' })
  for (const token of ['foreign', first.RequestId]) {
    checkRefusal(t, await call('DescribeDisks', { ...region, NextToken: token }), '400 InvalidParameter')
  }
})
