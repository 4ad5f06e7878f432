import { endsByPolls } from '../model/completion.ts'
import type { SnapshotFilter, SnapshotPlace } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { snapshotCategories } from '../model/snapshot.ts'
import { pageToken, readPageToken } from '../wire/page-token.ts'
import { boolean, integer, jsonArray, oneOf, optional, required, text, time, withDefault } from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { describedMembers, describeSnapshot } from './describe-snapshot.ts'
import { filterRules, type TimeFilter } from './filters.ts'
import { isNoDryRun, regionExists } from './shared-rules.ts'

/** Facts for the rules of a search. */
interface Facts {
  readonly region: Region | undefined
  readonly filters: readonly TimeFilter<'CreationStartTime' | 'CreationEndTime'>[]
  readonly linkIsKnown: boolean
  readonly filter: SnapshotFilter
  /** The start of the page; undefined when NextToken is invalid. */
  readonly place: SnapshotPlace | 'start' | undefined
  readonly dryRun: boolean
}

/** "Values below 10 return 10": the service does so, regardless of its documentation. */
const fewestResults = 10

/** `all` means no filter. */
const unlessAll = <W extends string>(word: W): Exclude<W, 'all'> | undefined =>
  word === 'all' ? undefined : (word as Exclude<W, 'all'>)

const filterKey = optional(oneOf(['CreationStartTime', 'CreationEndTime'], 'InvalidFilterKey.NotFound'), '2024')

/** Lists the snapshots of a region, newest first. */
export const describeSnapshots = defineAction({
  name: 'DescribeSnapshots',
  params: {
    InstanceId: optional(text(), '2024'),
    DiskId: optional(text(), '2024'),
    SnapshotLinkId: optional(text(), '2024'),
    RegionId: required(text(), '2024'),
    SnapshotIds: optional(jsonArray({ max: 100, refusal: 'InvalidSnapshotIds.Malformed' }), '2024'),
    PageNumber: withDefault(integer({ min: 1 }), '2024', 1),
    PageSize: withDefault(integer({ min: 1, max: 100 }), '2024', 10),
    NextToken: optional(text(), '2024'),
    MaxResults: optional(
      integer({ min: 1, max: 100 }),
      '2024: fewer than 10 are 10, as alibaba-cloud-csi-driver knows',
    ),
    SnapshotName: optional(text(), '2024'),
    Status: withDefault(
      oneOf(['progressing', 'accomplished', 'failed', 'all'], 'InvalidStatus.NotFound'),
      '2024',
      'all',
    ),
    SnapshotType: withDefault(oneOf(['auto', 'user', 'all'], 'InvalidSnapshotType.NotFound'), '2024', 'all'),
    'Filter.1.Key': filterKey,
    'Filter.2.Key': filterKey,
    'Filter.1.Value': optional(time('InvalidFilterValue'), '2024'),
    'Filter.2.Value': optional(time('InvalidFilterValue'), '2024'),
    Usage: optional(oneOf(['image', 'disk', 'image_disk', 'none'], 'InvalidUsage'), '2024'),
    SourceDiskType: optional(oneOf(['system', 'data'], 'InvalidSourceDiskType'), '2024'),
    Encrypted: optional(boolean(), '2024'),
    ResourceGroupId: optional(text(), '2024'),
    DryRun: withDefault(boolean(), '2024', false),
    KMSKeyId: optional(text(), '2024'),
    Category: optional(
      oneOf(snapshotCategories, 'InvalidSnapshotCategory.Malformed'),
      '2024: archive is newer; local is decision “Local snapshots”',
    ),
    Tag: withDefault(tagFilters, '2024', []),
  },
  members: {
    PageNumber: '2024',
    TotalCount: '2024',
    PageSize: '2024',
    NextToken: '2024: empty on the last page, as alibaba-cloud-csi-driver expects',
    Snapshots: { Snapshot: [describedMembers] },
  },
  find({ account, state, now }, params): Facts {
    const { RegionId, SnapshotLinkId, NextToken } = params
    const filters = [
      [params['Filter.1.Key'], params['Filter.1.Value']],
      [params['Filter.2.Key'], params['Filter.2.Value']],
    ] as const
    const filter = {
      ids: params.SnapshotIds,
      status: unlessAll(params.Status),
      tags: params.Tag,
      name: params.SnapshotName,
      type: unlessAll(params.SnapshotType),
      category: params.Category,
      usage: params.Usage,
      diskType: params.SourceDiskType,
      encrypted: params.Encrypted || undefined,
      diskId: params.DiskId,
      instanceId: params.InstanceId,
      linkId: SnapshotLinkId,
      resourceGroupId: params.ResourceGroupId,
      kmsKeyId: params.KMSKeyId,
      createdFrom: filters.find(([key]) => key === 'CreationStartTime')?.[1],
      createdTo: filters.find(([key]) => key === 'CreationEndTime')?.[1],
    }
    const one = { after: '', offset: 0, limit: 1 }
    return {
      region: state.regions.find(RegionId),
      filters,
      linkIsKnown:
        SnapshotLinkId === undefined ||
        state.snapshots.links(account.id, RegionId, { ids: [SnapshotLinkId] }, one, now).total > 0,
      filter,
      place: NextToken === undefined ? 'start' : readPageToken<SnapshotPlace>(NextToken, Number.isSafeInteger, 2),
      dryRun: params.DryRun,
    }
  },
  rules: [
    { ...regionExists, evidence: 'documented: the table of common errors of ECS', refusal: 'InvalidRegionId.NotFound' },
    ...filterRules,
    {
      says: 'The chain exists and is the caller’s.',
      evidence: '2024',
      refusal: 'InvalidSnapshotLinkId.NotFound',
      holds: ({ linkIsKnown }) => linkIsKnown,
    },
    {
      says: 'NextToken is a token of an earlier page.',
      evidence: 'assumed: decision “Pages by token”',
      refusal: 'InvalidParameter',
      detail: 'NextToken',
      holds: ({ place }) => place !== undefined,
    },
    { ...isNoDryRun, evidence: '2024: its page names the code, ResetDisk has the text' },
  ],
  handle({ account, state, now }, params, { filter, place }) {
    const { RegionId, PageNumber, PageSize, NextToken, MaxResults } = params
    const pages = state.snapshots.search(account.id, RegionId, filter, now)
    const answer = () => {
      if (NextToken === undefined && MaxResults === undefined) {
        const { total, snapshots } = pages.page((PageNumber - 1) * PageSize, PageSize)
        return { page: { PageNumber, TotalCount: total, PageSize, NextToken: '' }, snapshots }
      }
      const limit = Math.max(fewestResults, MaxResults ?? 0)
      const { snapshots, next } = pages.after(place === 'start' ? undefined : place, limit)
      const token = next === undefined ? '' : pageToken(next)
      // "TotalCount is meaningless with NextToken": tokens exist to avoid counting a million rows.
      return { page: { PageNumber: 1, TotalCount: 0, PageSize: limit, NextToken: token }, snapshots }
    }
    const { page, snapshots } = answer()
    state.snapshots.countPoll(snapshots.filter(endsByPolls))
    return { ...page, Snapshots: { Snapshot: snapshots.map(snapshot => describeSnapshot(snapshot, now)) } }
  },
})
