import t from 'tap'
import type { World } from '../../src/index.ts'
import { caller, doors, emulatorFor } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'

type Snapshot = NonNullable<World['snapshots']>[number]

const of = (id: string, createdAt: string, more: Partial<Snapshot> = {}): Snapshot => ({
  id,
  account: '1001',
  region: 'cn-chengdu',
  createdAt,
  ...more,
})

/** Five snapshots with one-letter ids; `a` is the newest. */
const world: World = {
  accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }],
  instances: [{ id: 'i-c', account: '1001', region: 'cn-chengdu' }],
  disks: [{ id: 'd-c', account: '1001', region: 'cn-chengdu', instanceId: 'i-c' }],
  snapshots: [
    of('a', '2026-11-20T10:00:00Z', { name: 'first', type: 'auto', usage: 'image', linkId: 'sl-a' }),
    of('b', '2026-11-20T09:30:00Z', { name: 'first', encrypted: true, kmsKeyId: 'key-b', usage: 'disk' }),
    of('c', '2026-11-20T09:00:00Z', { disk: { id: 'd-c', type: 'system', size: 20 }, resourceGroupId: 'rg-c' }),
    of('d', '2026-11-20T08:30:59Z', { category: 'archive', usage: 'image_disk', instantAccessDays: 3 }),
    of('e', '2026-11-20T08:30:00Z', { category: 'flash', linkId: 'sl-a' }),
  ],
}

const from = (value: string, n = 1): Params => ({
  [`Filter.${n}.Key`]: 'CreationStartTime',
  [`Filter.${n}.Value`]: value,
})
const to = (value: string, n = 2): Params => ({ [`Filter.${n}.Key`]: 'CreationEndTime', [`Filter.${n}.Value`]: value })

/** The expected ids, as one word. */
const found: readonly (readonly [what: string, params: Params, ids: string])[] = [
  ['a name', { SnapshotName: 'first' }, 'ab'],
  ['a part of a name', { SnapshotName: 'fir' }, ''],
  ['made by hand', { SnapshotType: 'user' }, 'bcde'],
  ['made by themselves', { SnapshotType: 'Auto' }, 'a'],
  ['made in any way', { SnapshotType: 'all' }, 'abcde'],
  ['standard ones', { Category: 'Standard' }, 'abc'],
  ['local ones, which are flash', { Category: 'Flash' }, 'e'],
  ['archived ones', { Category: 'archive' }, 'd'],
  ['used for an image', { Usage: 'image' }, 'a'],
  ['used for both', { Usage: 'image_disk' }, 'd'],
  ['used for nothing', { Usage: 'none' }, 'ce'],
  ['of system disks', { SourceDiskType: 'System' }, 'c'],
  ['of data disks', { SourceDiskType: 'Data' }, 'abde'],
  ['encrypted ones', { Encrypted: 'true' }, 'b'],
  ['encrypted or not', { Encrypted: 'false' }, 'abcde'],
  ['with a key', { KMSKeyId: 'key-b' }, 'b'],
  ['of a disk', { DiskId: 'd-c' }, 'c'],
  ['of an unknown disk', { DiskId: 'd-none' }, ''],
  ['of an instance', { InstanceId: 'i-c' }, 'c'],
  ['of an unknown instance', { InstanceId: 'i-none' }, ''],
  ['of a chain', { SnapshotLinkId: 'sl-a' }, 'ae'],
  ['of a chain and a disk', { SnapshotLinkId: 'sl-a', DiskId: 'e' }, 'e'],
  ['in a resource group', { ResourceGroupId: 'rg-c' }, 'c'],
  ['in an unknown resource group', { ResourceGroupId: 'rg-none' }, ''],
  ['from a minute on', from('2026-11-20T09:00Z'), 'abc'],
  ['up to a minute', to('2026-11-20T09:00Z'), 'cde'],
  ['between two minutes', { ...from('2026-11-20T09:00Z'), ...to('2026-11-20T09:30Z') }, 'bc'],
  ['between two minutes the other way round', { ...to('2026-11-20T09:30Z', 1), ...from('2026-11-20T09:00Z', 2) }, 'bc'],
  ['up to a second', to('2026-11-20T08:30:58Z'), 'e'],
  ['in no time', { ...from('2026-11-20T10:01Z'), ...to('2026-11-20T08:00Z') }, ''],
  ['no filter', { 'Filter.1.Key': '', 'Filter.1.Value': '' }, 'abcde'],
  ['DryRun false', { DryRun: 'false' }, 'abcde'],
  [
    'everything at once',
    {
      SnapshotName: 'first',
      SnapshotType: 'user',
      Category: 'standard',
      Usage: 'disk',
      SourceDiskType: 'data',
      Encrypted: 'true',
      KMSKeyId: 'key-b',
      Status: 'accomplished',
      SnapshotIds: '["a","b"]',
      ...from('2026-11-20T09:30Z'),
      ...to('2026-11-20T09:30Z'),
    },
    'b',
  ],
]

for (const door of doors) {
  t.test(`searches by property select snapshots, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    for (const [what, params, ids] of found) {
      const { json } = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', ...params })
      t.equal(json.Snapshots?.Snapshot.map((s: { SnapshotId: string }) => s.SnapshotId).join(''), ids, what)
      t.equal(json.TotalCount, ids.length, `${what}: the total`)
    }
  })
}

t.test('an incomplete filter, or one that is not a time, is refused', async t => {
  const emulator = emulatorFor(t, { world })
  const call = caller(request => emulator.inject(request))
  const table: readonly (readonly [string, Params])[] = [
    ['InvalidFilterKey.NotFound', { 'Filter.1.Value': '2026-11-20T09:00Z' }],
    ['InvalidFilterKey.NotFound', { 'Filter.2.Key': 'Creation', 'Filter.2.Value': '2026-11-20T09:00Z' }],
    ['InvalidFilterValue', { 'Filter.2.Key': 'CreationEndTime' }],
    ['InvalidFilterValue', from('2026-11-20')],
    ['InvalidFilterValue', from('2026-02-30T09:00Z')],
    ['InvalidFilterValue', from('2026-11-20T09:00')],
    ['InvalidFilterValue', from('2026-11-20T25:00Z')],
  ]
  for (const [code, params] of table) {
    const { status, json } = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', ...params })
    t.equal(`${status} ${json.Code}`, `404 ${code}`, JSON.stringify(params))
  }
})
