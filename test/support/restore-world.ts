import type { World } from '../../src/index.ts'
import { lifeCalls, lifeWorld } from './life-world.ts'
import type { Params } from './oracle.ts'

type List<K extends keyof World> = NonNullable<World[K]>

const region = 'cn-hangzhou'
const here = { account: '1001', region }

const accounts: List<'accounts'> = [
  { id: '1005', keys: [{ id: 'testid-arrears', secret: 'testsecret' }], arrears: true },
  {
    id: '1006',
    keys: [{ id: 'testid-no-quota', secret: 'testsecret' }],
    diskQuota: 1,
    imageQuota: 1,
    snapshotQuota: 0,
  },
  { id: '1007', keys: [{ id: 'testid-no-capacity', secret: 'testsecret' }], diskCapacityQuota: 39 },
  { id: '1008', keys: [{ id: 'testid-encrypts', secret: 'testsecret' }], encryptsDisks: true },
  { id: '1009', keys: [{ id: 'testid-no-snapshots', secret: 'testsecret' }], snapshotQuota: 0 },
]

/** The instances, each with a system disk `d-system-…`. */
const instances: List<'instances'> = [
  { id: 'i-web', ...here, status: 'Running', name: 'web', tags: [{ key: 'a', value: 'b' }] },
  { id: 'i-idle', ...here, name: 'idle', imageId: 'm-used' },
  { id: 'i-busy', ...here, status: 'Stopping' },
  { id: 'i-old', ...here, status: 'Running', expired: true },
  { id: 'i-paid', ...here, expired: true, prepaid: true },
  { id: 'i-bought', ...here, status: 'Running', prepaid: true },
  { id: 'i-guarded', ...here, status: 'Running', locked: true },
  { id: 'i-raw', ...here, ready: false },
  { id: 'i-bare', ...here },
  { id: 'i-bare-running', ...here, status: 'Running' },
  { id: 'i-full', ...here, status: 'Running' },
  { id: 'i-other-zone', ...here, zone: 'cn-hangzhou-i', status: 'Running' },
  { id: 'i-shaky', ...here, status: 'Running' },
  { id: 'i-shaky-stopped', ...here },
  { id: 'i-poor', ...here },
  { id: 'i-secret', ...here },
  { id: 'i-local', ...here },
  { id: 'i-snapshotted', ...here },
  { id: 'i-crowded', ...here },
  { id: 'i-aged', ...here, status: 'Running', takesEssds: false },
  { id: 'i-fresh', ...here },
  { id: 'i-far', account: '1001', region: 'us-east-1', status: 'Running' },
  { id: 'i-idle', account: '1009', region },
]

/** Instances without a system disk. */
const bare = ['i-bare', 'i-bare-running', 'i-secret']

const systemDisks: List<'disks'> = instances
  .filter(({ id }) => !bare.includes(id))
  .map(({ id, account, region }) => ({
    id: `d-system-${id.slice(2)}`,
    account,
    region,
    type: 'system',
    instanceId: id,
    ...(id === 'i-poor' && { expired: true }),
    ...(id === 'i-fresh' && { everAttached: false }),
    ...(id === 'i-web' && { category: 'cloud_auto' }),
  }))

const disks: List<'disks'> = [
  ...systemDisks,
  { id: 'd-free', ...here, category: 'cloud_auto' },
  { id: 'd-small', ...here, size: 3, category: 'cloud_auto' },
  { id: 'd-plain', ...here },
  { id: 'd-data', ...here, instanceId: 'i-web', device: '/dev/xvdb', tags: [{ key: 'a', value: 'b' }] },
  { id: 'd-owing', ...here, expired: true },
  { id: 'd-bound', ...here, portable: false },
  { id: 'd-bound-used', ...here, portable: false, instanceId: 'i-web' },
  { id: 'd-here', ...here, category: 'local_ssd_pro' },
  { id: 'd-other-zone', ...here, zone: 'cn-hangzhou-i' },
  { id: 'd-leaving', ...here, instanceId: 'i-shaky', status: 'Detaching' },
  { id: 'd-arriving', ...here, instanceId: 'i-shaky-stopped', status: 'Attaching' },
  { id: 'd-secret', ...here, type: 'system', instanceId: 'i-secret', encrypted: true },
  { id: 'd-on-host', ...here, instanceId: 'i-local', category: 'ephemeral' },
  { id: 'd-held', ...here, instanceId: 'i-busy' },
  { id: 'd-taken', account: '1006', region },
  ...Array.from({ length: 16 }, (_, i) => ({ id: `d-full-${i}`, ...here, instanceId: 'i-full' })),
  ...Array.from({ length: 100 }, (_, i) => ({ id: `d-many-${i + 1}`, ...here })),
]

type Snapshot = List<'snapshots'>[number]

const of = (id: string, type: 'system' | 'data', more: Partial<Snapshot> = {}): Snapshot => ({
  id,
  ...here,
  disk: { id: `d-of-${id.slice(2)}`, type },
  createdAt: 'now-1d',
  ...more,
})

const snapshots: readonly Snapshot[] = [
  of('s-system', 'system', { disk: { id: 'd-system-web', type: 'system' } }),
  of('s-other-system', 'system'),
  of('s-data', 'data'),
  of('s-large', 'data', { disk: { id: 'd-large', size: 2001 } }),
  of('s-unready', 'data', { status: 'progressing' }),
  of('s-essd', 'data', { status: 'progressing', disk: { id: 'd-essd', category: 'cloud_essd' } }),
  of('s-unready-system', 'system', { status: 'progressing' }),
  of('s-barred', 'data', { allowsDisks: false }),
  of('s-ancient', 'data', { createdAt: '2013-07-14T23:59:59Z' }),
  of('s-ancient-system', 'system', { createdAt: '2013-07-14T23:59:59Z' }),
  of('s-secret', 'data', { encrypted: true }),
  of('s-secret-system', 'system', { encrypted: true }),
  of('s-archived-system', 'system', { category: 'archive' }),
  of('s-far', 'data', { region: 'us-east-1' }),
  of('s-in-progress', 'data', { status: 'progressing', disk: { id: 'd-system-snapshotted' } }),
  ...Array.from({ length: 16 }, (_, i) => of(`s-part-${i + 2}`, 'data')),
  ...Array.from({ length: 256 }, (_, i) => of(`s-crowd-${i}`, 'system', { disk: { id: 'd-system-crowded' } })),
  ...['1002', '1003', '1006', '1008', '1009'].flatMap(account => [
    of('s-data', 'data', { account }),
    of('s-system', 'system', { account }),
  ]),
]

const ofSystem = [{ snapshotId: 's-system' }]

const images: List<'images'> = [
  { id: 'm-plain', ...here, name: 'plain', disks: ofSystem, tags: [{ key: 'a', value: 'b' }] },
  { id: 'm-used', ...here },
  { id: 'm-shared', ...here, shared: true },
  { id: 'm-public', ...here, public: true },
  { id: 'm-vhd', ...here, vhd: true },
  { id: 'm-making', ...here, status: 'Creating' },
  { id: 'm-copying', ...here, status: 'Creating', sourceImageId: 'm-plain' },
  { id: 'm-broken', ...here, disks: [{ snapshotId: 's-none', type: 'system' }] },
  { id: 'm-ancient', ...here, disks: [{ snapshotId: 's-ancient-system' }] },
  { id: 'm-secret', ...here, disks: [{ snapshotId: 's-secret-system' }] },
  { id: 'm-popular', ...here },
  {
    id: 'm-arriving',
    account: '1001',
    region: 'us-east-1',
    name: 'taken',
    status: 'Creating',
    sourceImageId: 'm-popular',
  },
  { id: 'm-plain', account: '1006', region },
  { id: 'm-there', account: '1006', region: 'us-east-1' },
  { id: 'm-plain', account: '1008', region },
  { id: 'm-plain', account: '1009', region, disks: ofSystem },
]

const joined = <K extends 'accounts' | 'instances' | 'disks' | 'snapshots'>(name: K, more: List<K>) => [
  ...(lifeWorld[name] ?? []),
  ...more,
]

/** `lifeWorld`, and what the calls after a copy need for each of their refusals, in cn-hangzhou. */
export const restoreWorld: World = {
  accounts: joined('accounts', accounts),
  instances: joined('instances', instances),
  disks: joined('disks', disks),
  snapshots: joined('snapshots', snapshots),
  images,
  regions: [
    { id: region, soldOutZones: ['cn-hangzhou-g'], zones: ['cn-hangzhou-h', 'cn-hangzhou-g', 'cn-hangzhou-i'] },
  ],
  nonCompliantCopies: [{ from: region, to: 'me-central-1' }],
}

const place = { RegionId: region }

/** By action, a call that succeeds in this world. */
export const restoreCalls: Readonly<Record<string, Params>> = {
  ...lifeCalls,
  CreateDisk: { ...place, ZoneId: 'cn-hangzhou-h', Size: '40' },
  AttachDisk: { InstanceId: 'i-web', DiskId: 'd-free' },
  DetachDisk: { InstanceId: 'i-web', DiskId: 'd-data' },
  ModifyDiskAttribute: { DiskId: 'd-free', DiskName: 'name' },
  DescribeInstances: place,
  StopInstance: { InstanceId: 'i-web' },
  StartInstance: { InstanceId: 'i-idle' },
  CreateImage: { ...place, SnapshotId: 's-system' },
  DescribeImages: place,
  DeleteImage: { ...place, ImageId: 'm-plain' },
  CopyImage: { ...place, ImageId: 'm-plain', DestinationRegionId: 'us-east-1' },
  DescribeZones: place,
}
