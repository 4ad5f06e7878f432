import { type Disk, diskStatuses, diskTypes } from '../model/disk.ts'
import type { WantedTag } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { currentStatus } from '../model/status.ts'
import { pageToken, readPageToken } from '../wire/page-token.ts'
import {
  boolean,
  integer,
  jsonArray,
  oneOf,
  optional,
  required,
  text,
  time,
  type Values,
  withDefault,
} from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { describeDisk, diskMembers } from './describe-disk.ts'
import { diskCategories } from './disk-kinds.ts'
import { isNoDryRun, regionExists } from './shared-rules.ts'

/** The place of a disk in the order of a region, newest first. */
type Place = readonly [createdAt: number, id: string]

/** Facts for the rules of a search. */
interface Facts {
  readonly region: Region | undefined
  readonly zoneId: string | undefined
  readonly filter: readonly [key: string | undefined, value: number | undefined]
  /** The start of the page; undefined when NextToken is invalid. */
  readonly place: Place | 'start' | undefined
  readonly dryRun: boolean
}

const sdk = 'sdk: a parameter of @alicloud/ecs20140526'

const is = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value

/** `all` means no filter. */
const isWord = (wanted: string, value: string): boolean => wanted.toLowerCase() === 'all' || wanted === value

const hasTags = ({ tags }: Disk, wanted: readonly WantedTag[]): boolean =>
  wanted.every(({ key, value }) => tags.some(tag => tag.key === key && is(value, tag.value)))

const isAfter = ({ createdAt, id }: Disk, place: Place): boolean =>
  createdAt < place[0] || (createdAt === place[0] && id < place[1])

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
  PageNumber: withDefault(integer({ min: 1 }), sdk, 1),
  PageSize: withDefault(integer({ min: 1, max: 100 }), sdk, 10),
  NextToken: optional(text(), sdk),
  MaxResults: optional(integer({ min: 1 }), `${sdk}; below 10 it is 10, above 500 it is 500`),
  DryRun: withDefault(boolean(), sdk, false),
}

/** Whether a disk meets every filter of a call. */
const isWanted = (disk: Disk, wanted: Values<typeof params>, now: number): boolean =>
  (wanted.DiskIds === undefined || wanted.DiskIds.includes(disk.id)) &&
  is(wanted.InstanceId, disk.instanceId ?? '') &&
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
    filter: [params['Filter.1.Key'], params['Filter.1.Value']],
    place:
      params.NextToken === undefined
        ? 'start'
        : readPageToken<Place>(params.NextToken, part => typeof part === 'string' || Number.isSafeInteger(part), 2),
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
    {
      says: 'No filter has a value without a key.',
      evidence: 'assumed: as of DescribeSnapshots',
      refusal: 'InvalidFilterKey.NotFound',
      holds: ({ filter: [key, value] }) => key !== undefined || value === undefined,
    },
    {
      says: 'No filter has a key without a value.',
      evidence: 'assumed: as of DescribeSnapshots',
      refusal: 'InvalidFilterValue',
      holds: ({ filter: [key, value] }) => key === undefined || value !== undefined,
    },
    {
      says: 'NextToken is a token of an earlier page.',
      evidence: 'assumed: decision “Pages by token”',
      refusal: 'InvalidParameter',
      detail: 'NextToken',
      holds: ({ place }) => place !== undefined,
    },
    { ...isNoDryRun, evidence: 'documented: the page of 2018' },
  ],
  handle({ account, state, now }, params, { place }) {
    const { RegionId, NextToken, MaxResults, PageNumber, PageSize } = params
    const disks = state.disks
      .inRegion(account.id, RegionId)
      .filter(disk => isWanted(disk, params, now))
      .sort((a, b) => (isAfter(a, [b.createdAt, b.id]) ? 1 : -1))
    const described = (page: readonly Disk[]) => ({ Disk: page.map(disk => describeDisk(disk, now)) })
    if (NextToken === undefined && MaxResults === undefined) {
      const shown = disks.slice((PageNumber - 1) * PageSize, PageNumber * PageSize)
      return { PageNumber, TotalCount: disks.length, PageSize, NextToken: '', Disks: described(shown) }
    }
    const limit = Math.min(Math.max(10, MaxResults ?? 0), 500)
    const rest = disks.filter(disk => place === 'start' || isAfter(disk, place as Place))
    const shown = rest.slice(0, limit)
    const last = rest.length > limit ? shown.at(-1) : undefined
    return {
      PageNumber: 1,
      TotalCount: 0,
      PageSize: limit,
      NextToken: last === undefined ? '' : pageToken([last.createdAt, last.id]),
      Disks: described(shown),
    }
  },
})
