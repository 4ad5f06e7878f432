import { type Disk, diskStatuses, diskTypes, instanceIdAt } from '../model/disk.ts'
import type { State } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, jsonArray, oneOf, optional, required, text, time, type Values, withDefault } from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { describeDisk, diskMembers } from './describe-disk.ts'
import { diskCategories } from './disk-kinds.ts'
import { sdk } from './evidence.ts'
import { filterRules, hasTags, is, isWord, type TimeFilter } from './filters.ts'
import { newestFirst, type PageStart, pageOf, pageParams, pageStart, tokenIsKnown } from './pages.ts'
import { isNoDryRun, regionExists } from './shared-rules.ts'

/** Facts for the rules of a search. */
interface Facts {
  readonly region: Region | undefined
  readonly zoneId: string | undefined
  readonly filters: readonly TimeFilter<string>[]
  readonly start: PageStart
  readonly dryRun: boolean
}

/** The maximum number of disks on a page by token. */
const mostResults = 500

const params = {
  RegionId: required(text(), sdk, 'MissingParamter.RegionId'),
  DiskIds: optional(
    jsonArray({ max: 100, refusal: 'InvalidDiskIds.Malformed', malformed: 'InvalidParameter.DiskIds' }),
    sdk,
  ),
  InstanceId: optional(text(), sdk),
  ZoneId: optional(text(), sdk),
  SnapshotId: optional(text(), sdk),
  DiskName: optional(text(), sdk),
  KMSKeyId: optional(text(), sdk),
  ResourceGroupId: optional(text(), sdk),
  DiskType: withDefault(oneOf(['all', ...diskTypes], 'InvalidDiskType.ValueNotSupported'), sdk, 'all'),
  Category: withDefault(oneOf(['all', ...diskCategories], 'InvalidCategory.ValueNotSupported'), sdk, 'all'),
  Status: withDefault(oneOf(['All', ...diskStatuses], 'InvalidStatus.ValueNotSupported'), sdk, 'All'),
  DiskChargeType: optional(oneOf(['PrePaid', 'PostPaid'], 'InvalidDiskChargeType.NotFound'), sdk),
  LockReason: optional(oneOf(['financial', 'security'], 'InvalidLockReason.NotFound'), sdk),
  Portable: optional(boolean(), sdk),
  DeleteWithInstance: optional(boolean(), sdk),
  DeleteAutoSnapshot: optional(boolean(), sdk),
  EnableAutoSnapshot: optional(boolean(), sdk),
  Encrypted: optional(boolean(), sdk),
  'Filter.1.Key': optional(oneOf(['CreationStartTime'], 'InvalidFilterKey.NotFound'), sdk),
  'Filter.1.Value': optional(time('InvalidFilterValue'), sdk),
  Tag: withDefault(tagFilters, sdk, []),
  ...pageParams(sdk, mostResults),
  DryRun: withDefault(boolean(), sdk, false),
}

/** Whether a disk meets every filter of a call. */
const isWanted = (disk: Disk, wanted: Values<typeof params>, now: number): boolean =>
  is(wanted.InstanceId, instanceIdAt(disk, now) ?? '') &&
  is(wanted.ZoneId, disk.zoneId) &&
  is(wanted.SnapshotId, disk.sourceSnapshotId) &&
  is(wanted.DiskName, disk.name) &&
  is(wanted.KMSKeyId, disk.kmsKeyId) &&
  is(wanted.ResourceGroupId, disk.resourceGroupId) &&
  isWord(wanted.DiskType, disk.type) &&
  isWord(wanted.Category, disk.category) &&
  isWord(wanted.Status, currentStatus(disk, now)) &&
  is(wanted.DiskChargeType, 'PostPaid') &&
  is(wanted.LockReason, disk.expired ? 'financial' : undefined) &&
  is(wanted.Portable, disk.portable) &&
  is(wanted.DeleteWithInstance, disk.deleteWithInstance) &&
  is(wanted.DeleteAutoSnapshot, disk.deleteAutoSnapshot) &&
  is(wanted.EnableAutoSnapshot, disk.enableAutoSnapshot) &&
  is(wanted.Encrypted, disk.encrypted) &&
  disk.createdAt >= (wanted['Filter.1.Value'] ?? Number.NEGATIVE_INFINITY) &&
  hasTags(disk, wanted.Tag)

/** Returns the disks among which a call searches. Clients mostly ask for a few ids. */
const candidates = (
  { disks }: State,
  accountId: string,
  { DiskIds, RegionId }: Values<typeof params>,
): readonly Disk[] =>
  DiskIds === undefined
    ? disks.inRegion(accountId, RegionId)
    : [...new Set(DiskIds)]
        .flatMap(id => disks.find(accountId, id) ?? [])
        .filter(({ regionId }) => regionId === RegionId)

/** Lists the disks of a region, newest first. */
export const describeDisks = defineAction({
  name: 'DescribeDisks',
  params,
  ignored: {
    AdditionalAttributes: { evidence: sdk, reason: 'Regional disks are not emulated.' },
    AutoSnapshotPolicyId: { evidence: sdk, reason: 'Automatic snapshot policies are not emulated.' },
    EnableAutomatedSnapshotPolicy: { evidence: sdk, reason: 'Automatic snapshot policies are not emulated.' },
    EnableShared: { evidence: sdk, reason: 'A disk is attached to one instance at a time.' },
    MultiAttach: { evidence: sdk, reason: 'A disk is attached to one instance at a time.' },
  },
  members: {
    PageNumber: sdk,
    TotalCount: `${sdk}; 0 in pages by token, where it has no meaning`,
    PageSize: sdk,
    NextToken: `${sdk}; empty on the last page, as of DescribeSnapshots`,
    Disks: { Disk: [diskMembers] },
  },
  find: ({ state }, params): Facts => ({
    region: state.regions.find(params.RegionId),
    zoneId: params.ZoneId,
    filters: [[params['Filter.1.Key'], params['Filter.1.Value']]],
    start: pageStart(params.NextToken),
    dryRun: params.DryRun,
  }),
  rules: [
    { ...regionExists, evidence: 'documented: the table of common errors of ECS', refusal: 'InvalidRegionId.NotFound' },
    {
      says: 'ZoneId is a zone of the region.',
      evidence: 'documented: the table of 2021',
      refusal: 'InvalidZoneId.NotFound',
      holds: ({ region, zoneId }) => zoneId === undefined || region?.zones.includes(zoneId) === true,
    },
    ...filterRules,
    tokenIsKnown,
    { ...isNoDryRun, evidence: 'documented: the page of 2018' },
  ],
  handle({ account, state, now }, params, { start }) {
    const disks = candidates(state, account.id, params).filter(disk => isWanted(disk, params, now))
    const { page, shown } = pageOf(newestFirst(disks), params, start, mostResults)
    return { ...page, Disks: { Disk: shown.map(disk => describeDisk(disk, now)) } }
  },
})
