import type { World } from '../../src/index.ts'
import type { Params } from './oracle.ts'

const here = { account: '1001', region: 'cn-chengdu' }
const attached = { ...here, instanceId: 'i-stopped' }

type Disk = NonNullable<World['disks']>[number]
type Snapshot = NonNullable<World['snapshots']>[number]

const disks: readonly Disk[] = [
  { id: 'd-sound', ...attached, type: 'system', name: 'sound' },
  { id: 'd-busy', ...attached },
  { id: 'd-full', ...attached },
  { id: 'd-local', ...attached, category: 'ephemeral_ssd' },
  { id: 'd-new', ...here, everAttached: false },
  { id: 'd-loose', ...here, size: 100 },
  { id: 'd-detaching', ...attached, status: 'Detaching' },
  { id: 'd-expired', ...here, instanceId: 'i-expired', expired: true },
  { id: 'd-locked', ...here, instanceId: 'i-locked' },
  { id: 'd-starting', ...here, instanceId: 'i-starting' },
  { id: 'd-running', ...here, instanceId: 'i-running', tags: [{ key: 'a', value: 'b' }] },
  { id: 'd-snapshotted', ...here },
  { id: 'd-fixed', ...here, portable: false },
  { id: 'd-protected', ...here, deleteProtection: true },
]

const instances: NonNullable<World['instances']> = [
  { id: 'i-stopped', ...here, name: 'stopped' },
  { id: 'i-expired', ...here, expired: true },
  { id: 'i-locked', ...here, locked: true },
  { id: 'i-starting', ...here, status: 'Starting' },
  { id: 'i-running', ...here, status: 'Running' },
]

const of = (disk: string, id: string, more: Partial<Snapshot> = {}): Snapshot => ({
  id,
  ...here,
  disk: { id: disk },
  createdAt: 'now-1d',
  ...more,
})

const copy = { region: 'us-east-1', sourceSnapshotId: 's-sound', sourceRegionId: 'cn-chengdu' }

const snapshots: readonly Snapshot[] = [
  of('d-sound', 's-sound', { retentionDays: 30 }),
  of('d-sound', 's-forever'),
  of('d-sound', 's-old', { createdAt: '2013-07-14T23:59:59Z' }),
  of('d-sound', 's-archive', { category: 'archive' }),
  of('d-sound', 's-image', { usage: 'image' }),
  of('d-sound', 's-image-disk', { usage: 'image_disk' }),
  of('d-sound', 's-disk', { usage: 'disk' }),
  of('d-sound', 's-copy', { ...copy, linkId: 'sl-copy' }),
  of('d-sound', 's-copying', { ...copy, status: 'progressing', linkId: 'sl-copying' }),
  of('d-busy', 's-busy', { status: 'progressing' }),
  of('d-snapshotted', 's-snapshotted', { status: 'progressing' }),
  of('d-busy', 's-done'),
  of('d-gone', 's-failed', { status: 'failed', progress: 62 }),
  of('d-gone', 's-short', { createdAt: 'now', retentionDays: 1 }),
  of('d-gone', 's-local', { category: 'local' }),
  of('d-gone', 's-encrypted', { encrypted: true }),
  of('d-gone', 's-tagged', {
    tags: Array.from({ length: 20 }, (_, i) => ({ key: `k${i + 1}`, value: `${i + 1}` })),
  }),
  of('d-gone', 's-cased', { tags: [{ key: 'Env', value: 'test' }] }),
  ...['local', 'detaching', 'expired', 'locked', 'starting', 'running', 'loose'].map(what =>
    of(`d-${what}`, `s-of-${what}`),
  ),
  ...Array.from({ length: 256 }, (_, i) => of('d-full', `s-full-${i + 1}`)),
]

/** A world with a disk or a snapshot for every refusal of the actions around CopySnapshot. */
export const lifeWorld: World = {
  accounts: [
    { id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] },
    { id: '1002', keys: [{ id: 'testid-service-closed', secret: 'testsecret' }], snapshotService: false },
    { id: '1003', keys: [{ id: 'testid-no-balance', secret: 'testsecret' }], balance: 0 },
    { id: '1004', keys: [{ id: 'testid-not-whitelisted', secret: 'testsecret' }], copyWhitelisted: false },
  ],
  instances,
  disks,
  snapshots,
}

const region = { RegionId: 'cn-chengdu' }
const resource = { ...region, ResourceType: 'snapshot', 'ResourceId.1': 's-sound' }

/** By action, a call that succeeds in this world. */
export const lifeCalls: Readonly<Record<string, Params>> = {
  CopySnapshot: { ...region, DestinationRegionId: 'us-east-1', SnapshotId: 's-sound' },
  DescribeSnapshots: region,
  CreateSnapshot: { DiskId: 'd-loose' },
  DeleteSnapshot: { SnapshotId: 's-sound' },
  ModifySnapshotAttribute: { SnapshotId: 's-short', SnapshotName: 'name' },
  ResetDisk: { DiskId: 'd-sound', SnapshotId: 's-sound' },
  TagResources: { ...resource, 'Tag.1.Key': 'a' },
  UntagResources: { ...resource, 'TagKey.1': 'a' },
  ListTagResources: resource,
  DescribeSnapshotsUsage: region,
  DescribeSnapshotLinks: region,
  DescribeRegions: {},
  DescribeDisks: region,
  DeleteDisk: { DiskId: 'd-loose' },
}
