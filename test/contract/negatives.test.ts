import t from 'tap'
import { actions } from '../../src/actions/index.ts'
import { type caller, started } from '../support/emulator.ts'
import { type Probe, probesOf } from '../support/negatives.ts'
import type { Params } from '../support/oracle.ts'
import { restoreCalls, restoreWorld } from '../support/restore-world.ts'

/** The refusals of a parameter: absent, out of bounds, and of a wrong type or value. */
interface Expected {
  readonly missing?: string
  readonly bounds?: readonly [min: number, max: number]
  readonly beyond?: string
  readonly illTyped?: string
}

const missing = { missing: '400 MissingParameter' }
const invalid = '400 InvalidParameter'
const illTyped = { illTyped: invalid }
const token = { bounds: [1, 64], beyond: invalid } as const
const page = {
  PageNumber: { bounds: [1, 2_147_483_647], beyond: invalid, ...illTyped },
  PageSize: { bounds: [1, 100], beyond: invalid, ...illTyped },
} as const
const resources = { bounds: [1, 50], beyond: '400 NumberExceed.ResourceIds' } as const
const tags = { bounds: [1, 20], beyond: '400 NumberExceed.Tags' } as const
const noResources = { missing: '404 MissingParameter.ResourceIds' }
const tagged = {
  RegionId: { missing: '404 MissingParameter.RegionId' },
  ResourceType: { missing: '404 MissingParameter.ResourceType', illTyped: '404 InvalidResourceType.NotFound' },
}
const named = (status: number, descriptionStatus: number) =>
  [
    { bounds: [2, 128], beyond: `${status} InvalidSnapshotName.Malformed` },
    { bounds: [2, 256], beyond: `${descriptionStatus} InvalidDescription.Malformed` },
    { bounds: [1, 65_536], beyond: `${status} InvalidRetentionDays.Malformed`, ...illTyped },
  ] as const
const [copyName, copyDescription, copyRetention] = named(403, 403)
const [name, description, retention] = named(400, 404)

/** The documented refusals of every parameter that is checked on its own. */
const expected: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  CopySnapshot: {
    SnapshotId: missing,
    RegionId: missing,
    DestinationRegionId: missing,
    DestinationSnapshotName: copyName,
    DestinationSnapshotDescription: copyDescription,
    RetentionDays: copyRetention,
    Tag: { bounds: [1, 20], beyond: '400 InvalidTagCount' },
    ClientToken: token,
  },
  DescribeSnapshots: {
    RegionId: missing,
    SnapshotIds: { bounds: [0, 100], beyond: '403 InvalidSnapshotIds.Malformed', ...illTyped },
    ...page,
    MaxResults: { bounds: [1, 100], beyond: invalid, ...illTyped },
    Status: { illTyped: '404 InvalidStatus.NotFound' },
    SnapshotType: { illTyped: '404 InvalidSnapshotType.NotFound' },
    'Filter.1.Key': { illTyped: '404 InvalidFilterKey.NotFound' },
    'Filter.2.Key': { illTyped: '404 InvalidFilterKey.NotFound' },
    'Filter.1.Value': { illTyped: '404 InvalidFilterValue' },
    'Filter.2.Value': { illTyped: '404 InvalidFilterValue' },
    Usage: { illTyped: '404 InvalidUsage' },
    SourceDiskType: { illTyped: '404 InvalidSourceDiskType' },
    Encrypted: illTyped,
    DryRun: illTyped,
    Category: { illTyped: '403 InvalidSnapshotCategory.Malformed' },
    Tag: { bounds: [1, 20], beyond: '400 InvalidTagCount' },
  },
  CreateSnapshot: {
    DiskId: missing,
    SnapshotName: name,
    Description: description,
    RetentionDays: retention,
    Category: { illTyped: '403 InvalidSnapshotCategory.Malformed' },
    ClientToken: { ...token, beyond: '403 InvalidClientToken.Malformed' },
    InstantAccess: illTyped,
    InstantAccessRetentionDays: {
      bounds: [1, 65_535],
      beyond: '403 InvalidInstantAccessRetentionDays.Malformed',
      ...illTyped,
    },
    Tag: { bounds: [1, 20], beyond: '403 QuotaExceed.Tags' },
  },
  DeleteSnapshot: { SnapshotId: missing, Force: illTyped },
  ModifySnapshotAttribute: {
    SnapshotId: missing,
    SnapshotName: name,
    Description: description,
    DisableInstantAccess: { illTyped: '404 InvalidSnapshotDisableInstantAccess.Malformed' },
    RetentionDays: retention,
  },
  ResetDisk: { DiskId: missing, SnapshotId: missing, DryRun: illTyped },
  TagResources: {
    ...tagged,
    ResourceId: { ...noResources, ...resources },
    Tag: { missing: '404 MissingParameter.Tags', ...tags },
  },
  UntagResources: { ...tagged, All: illTyped, ResourceId: { ...noResources, ...resources }, TagKey: tags },
  ListTagResources: {
    ...tagged,
    ResourceId: resources,
    Tag: tags,
    TagFilter: { bounds: [1, 5], beyond: '403 InvalidTagFilter.Malformed' },
  },
  DescribeSnapshotsUsage: { RegionId: missing },
  DescribeSnapshotLinks: {
    RegionId: missing,
    DiskIds: { bounds: [0, 100], beyond: '400 InvalidDiskIds', illTyped: '400 InvalidDiskIds' },
    SnapshotLinkIds: { bounds: [0, 100], beyond: '400 InvalidSnapshotLinkIds', illTyped: '400 InvalidSnapshotLinkIds' },
    ...page,
    MaxResults: { bounds: [1, 2_147_483_647], beyond: invalid, ...illTyped },
  },
  DescribeRegions: {
    InstanceChargeType: { illTyped: '403 Invalid.InstanceChargeType' },
    ResourceType: { illTyped: '404 InvalidResourceType.NotFound' },
    AcceptLanguage: { illTyped: '404 InvalidAcceptLanguage.NotFound' },
  },
  DescribeDisks: {
    RegionId: { missing: '400 MissingParamter.RegionId' },
    DiskIds: { bounds: [0, 100], beyond: '403 InvalidDiskIds.Malformed', illTyped: '400 InvalidParameter.DiskIds' },
    DiskType: { illTyped: '400 InvalidDiskType.ValueNotSupported' },
    Category: { illTyped: '400 InvalidCategory.ValueNotSupported' },
    Status: { illTyped: '400 InvalidStatus.ValueNotSupported' },
    DiskChargeType: { illTyped: '404 InvalidDiskChargeType.NotFound' },
    LockReason: { illTyped: '404 InvalidLockReason.NotFound' },
    Portable: illTyped,
    DeleteWithInstance: illTyped,
    DeleteAutoSnapshot: illTyped,
    EnableAutoSnapshot: illTyped,
    Encrypted: illTyped,
    'Filter.1.Key': { illTyped: '404 InvalidFilterKey.NotFound' },
    'Filter.1.Value': { illTyped: '404 InvalidFilterValue' },
    Tag: { bounds: [1, 20], beyond: '400 InvalidTagCount' },
    ...page,
    MaxResults: { bounds: [1, 2_147_483_647], beyond: invalid, ...illTyped },
    DryRun: illTyped,
  },
  DeleteDisk: { DiskId: missing },
  CreateDisk: {
    RegionId: missing,
    Size: { bounds: [1, 65_536], beyond: '400 InvalidSize.ValueNotSupported', ...illTyped },
    DiskCategory: { illTyped: '400 InvalidDiskCategory.ValueNotSupported' },
    PerformanceLevel: { illTyped: '400 InvalidPerformanceLevel.Malformed' },
    DiskName: { bounds: [2, 128], beyond: '400 InvalidDiskName.Malformed' },
    Description: { bounds: [2, 256], beyond: '400 InvalidDescription.Malformed' },
    Encrypted: illTyped,
    ProvisionedIops: { bounds: [0, 50_000], beyond: invalid, ...illTyped },
    BurstingEnabled: illTyped,
    ClientToken: token,
    Tag: { bounds: [1, 20], beyond: '403 QuotaExceed.Tags' },
  },
  AttachDisk: { InstanceId: missing, DiskId: missing, DeleteWithInstance: illTyped, Bootable: illTyped },
  DetachDisk: { InstanceId: missing, DiskId: missing, DeleteWithInstance: illTyped },
  ModifyDiskAttribute: {
    DiskIds: { bounds: [1, 100], beyond: invalid },
    DiskName: { bounds: [2, 128], beyond: '400 InvalidDiskName.Malformed' },
    Description: { bounds: [2, 256], beyond: '404 InvalidDescription.Malformed' },
    DeleteWithInstance: illTyped,
    DeleteAutoSnapshot: illTyped,
    EnableAutoSnapshot: illTyped,
    BurstingEnabled: illTyped,
  },
  DescribeInstances: {
    RegionId: missing,
    InstanceIds: { bounds: [0, 100], beyond: invalid, ...illTyped },
    Status: { illTyped: '404 InvalidStatus.NotFound' },
    InstanceChargeType: { illTyped: '404 InvalidInstanceChargeType.NotFound' },
    LockReason: { illTyped: '404 InvalidLockReason.NotFound' },
    IoOptimized: illTyped,
    Tag: { bounds: [1, 20], beyond: '400 InvalidTagCount' },
    ...page,
    MaxResults: { bounds: [1, 2_147_483_647], beyond: invalid, ...illTyped },
    DryRun: illTyped,
  },
  StopInstance: { InstanceId: missing, ForceStop: illTyped, StoppedMode: illTyped, DryRun: illTyped },
  StartInstance: { InstanceId: missing, DryRun: illTyped },
  CreateImage: {
    RegionId: missing,
    DiskDeviceMapping: { bounds: [1, 17], beyond: invalid },
    ImageName: { bounds: [2, 128], beyond: '400 InvalidImageName.Malformed' },
    Description: { bounds: [2, 256], beyond: '400 InvalidDescription.Malformed' },
    ImageFamily: { bounds: [2, 128], beyond: '400 InvalidImageFamily.Malformed' },
    Architecture: { illTyped: '400 InvalidArchitecture.Malformed' },
    BootMode: illTyped,
    ClientToken: token,
    Tag: { bounds: [1, 20], beyond: '403 QuotaExceed.Tags' },
    DryRun: illTyped,
  },
  DescribeImages: {
    RegionId: missing,
    ImageOwnerAlias: { illTyped: '400 InvalidImageOwnerAlias.ValueNotSupported' },
    IsPublic: illTyped,
    IsSupportCloudinit: illTyped,
    IsSupportIoOptimized: illTyped,
    Usable: illTyped,
    OSType: { illTyped: '404 InvalidOSType' },
    Architecture: { illTyped: '404 InvalidArchitecture' },
    Usage: { illTyped: '404 InvalidUsage' },
    'Filter.1.Key': { illTyped: '404 InvalidFilterKey.NotFound' },
    'Filter.2.Key': { illTyped: '404 InvalidFilterKey.NotFound' },
    'Filter.1.Value': { illTyped: '404 InvalidFilterValue' },
    'Filter.2.Value': { illTyped: '404 InvalidFilterValue' },
    Tag: { bounds: [1, 20], beyond: '400 InvalidTagCount' },
    ...page,
    DryRun: illTyped,
  },
  DeleteImage: { RegionId: missing, ImageId: missing, Force: illTyped, DryRun: illTyped },
  CopyImage: {
    RegionId: missing,
    ImageId: missing,
    DestinationImageName: { bounds: [2, 128], beyond: '400 InvalidImageName.Malformed' },
    DestinationDescription: { bounds: [2, 256], beyond: '400 InvalidDescription.Malformed' },
    Encrypted: illTyped,
    Tag: { bounds: [1, 20], beyond: '403 QuotaExceed.Tags' },
    ClientToken: token,
    DryRun: illTyped,
  },
  DescribeZones: {
    RegionId: missing,
    AcceptLanguage: { illTyped: '404 InvalidAcceptLanguage.NotFound' },
    InstanceChargeType: { illTyped: '404 InvalidInstanceChargeType.NotFound' },
    SpotStrategy: { illTyped: '400 InvalidSpotStrategy' },
    Verbose: illTyped,
  },
}

/** Calls in which each parameter may have every value within its bounds. */
const goodCalls: Readonly<Record<string, Params>> = {
  ...restoreCalls,
  CreateDisk: { ...restoreCalls.CreateDisk, DiskCategory: 'cloud_auto', Size: '100' },
  ModifyDiskAttribute: { 'DiskIds.1': 'd-many-1', DiskName: 'name' },
}

/** The values of the entries of a list, which name snapshots of the world unless the action has others. */
const entryOf: Readonly<Record<string, (n: number) => string>> = {
  ModifyDiskAttribute: n => `d-many-${n}`,
  CreateImage: n => (n === 1 ? 's-system' : `s-part-${n}`),
}

const wanted = ({ what, size }: Probe, { missing, bounds, beyond, illTyped }: Expected): string | undefined => {
  if (what === 'left out') return missing
  if (size === undefined) return illTyped
  if (bounds === undefined) return undefined
  return size < bounds[0] || size > bounds[1] ? beyond : '200'
}

const outcome = async (call: ReturnType<typeof caller>, action: string, params: Params): Promise<string> => {
  const { status, json } = await call(action, params)
  return status === 200 ? '200' : `${status} ${json.Code}`
}

const contents = async (call: ReturnType<typeof caller>): Promise<unknown[]> => {
  const seen: unknown[] = []
  for (const RegionId of ['cn-chengdu', 'us-east-1']) {
    const { Snapshots, TotalCount } = (await call('DescribeSnapshots', { RegionId, PageSize: '100' })).json
    seen.push(TotalCount, Snapshots)
  }
  return seen
}

for (const { name: action, params: table } of actions) {
  t.test(`${action} accepts each parameter within its documented bounds and refuses it beyond`, async t => {
    const probes = probesOf(table, goodCalls[action] as Params, entryOf[action] ?? (n => `s-full-${n}`))
    const rows = expected[action] ?? {}
    t.same([...new Set(probes.map(probe => probe.parameter))].sort(), Object.keys(rows).sort(), 'all are known')
    const { call } = started(t, { world: restoreWorld })
    const before = await contents(call)
    for (const probe of probes) {
      const want = wanted(probe, rows[probe.parameter] as Expected)
      // An accepted call may change state, so it runs on a separate emulator.
      const door = want === '200' ? started(t, { world: restoreWorld }).call : call
      t.equal(await outcome(door, action, probe.params), want, `${probe.parameter}: ${probe.what}`)
    }
    t.strictSame(await contents(call), before, 'the refused call changed nothing')
  })
}
