import type { SnapshotFilter, SnapshotPlace } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { endsByDescribes, snapshotCategories } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { pageToken, readPageToken } from '../wire/page-token.ts'
import { boolean, integer, jsonArray, oneOf, required, text, time, withDefault } from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { describeSnapshot } from './describe-snapshot.ts'

type CreationFilter = readonly [key: 'CreationStartTime' | 'CreationEndTime' | undefined, value: number | undefined]

/** What the rules of a search speak of. */
interface Facts {
  readonly region: Region | undefined
  readonly filters: readonly CreationFilter[]
  readonly linkIsKnown: boolean
  readonly filter: SnapshotFilter
  /** Where the page begins, if a token says so; undefined: the token is not one of ours. */
  readonly place: SnapshotPlace | 'start' | undefined
  readonly dryRun: boolean
}

/** "RegionId: the region of the disk"; the common table of ECS: "The specified RegionId does not exist." */
const regionExists = ({ region }: Facts): void => {
  if (region === undefined) refuse('InvalidRegionId.NotFound')
}

/** "The specified FilterKey is not found": a value without one. */
const filterKeysAreGiven = ({ filters }: Facts): void => {
  if (filters.some(([key, value]) => key === undefined && value !== undefined)) refuse('InvalidFilterKey.NotFound')
}

/** "The specified FilterValue exceeds the limit": a key without one. */
const filterValuesAreGiven = ({ filters }: Facts): void => {
  if (filters.some(([key, value]) => key !== undefined && value === undefined)) refuse('InvalidFilterValue')
}

/** "The specified snapshot link is not found." */
const linkExists = ({ linkIsKnown }: Facts): void => {
  if (!linkIsKnown) refuse('InvalidSnapshotLinkId.NotFound')
}

/** NextToken: a token that an earlier page gave. */
const tokenIsOurs = ({ place }: Facts): void => {
  if (place === undefined) refuse('InvalidParameter', 'NextToken')
}

/** "If the request passes the dry run, DryRunOperation is returned." */
const isMeant = ({ dryRun }: Facts): void => {
  if (dryRun) refuse('DryRunOperation')
}

/** "Values below 10 return 10": so the service does, whatever its documentation says. */
const fewestResults = 10

/** `all` is as good as nothing. */
const unlessAll = <W extends string>(word: W): Exclude<W, 'all'> | undefined =>
  word === 'all' ? undefined : (word as Exclude<W, 'all'>)

const filterKey = oneOf(['CreationStartTime', 'CreationEndTime'], 'InvalidFilterKey.NotFound')

/** Lists the snapshots of a region, newest first. */
export const describeSnapshots = defineAction({
  name: 'DescribeSnapshots',
  params: {
    InstanceId: text(),
    DiskId: text(),
    SnapshotLinkId: text(),
    RegionId: required(text()),
    SnapshotIds: jsonArray({ max: 100, refusal: 'InvalidSnapshotIds.Malformed' }),
    PageNumber: withDefault(integer({ min: 1 }), 1),
    PageSize: withDefault(integer({ min: 1, max: 100 }), 10),
    NextToken: text(),
    MaxResults: integer({ min: 1, max: 100 }),
    SnapshotName: text(),
    Status: withDefault(oneOf(['progressing', 'accomplished', 'failed', 'all'], 'InvalidStatus.NotFound'), 'all'),
    SnapshotType: withDefault(oneOf(['auto', 'user', 'all'], 'InvalidSnapshotType.NotFound'), 'all'),
    'Filter.1.Key': filterKey,
    'Filter.2.Key': filterKey,
    'Filter.1.Value': time('InvalidFilterValue'),
    'Filter.2.Value': time('InvalidFilterValue'),
    Usage: oneOf(['image', 'disk', 'image_disk', 'none'], 'InvalidUsage'),
    SourceDiskType: oneOf(['system', 'data'], 'InvalidSourceDiskType'),
    Encrypted: boolean(),
    ResourceGroupId: text(),
    DryRun: boolean(),
    KMSKeyId: text(),
    Category: oneOf(snapshotCategories, 'InvalidSnapshotCategory.Malformed'),
    Tag: tagFilters(),
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
    const one = { offset: 0, limit: 1 }
    return {
      region: state.regions.find(RegionId),
      filters,
      linkIsKnown:
        SnapshotLinkId === undefined ||
        state.snapshots.links(account.id, RegionId, { ids: [SnapshotLinkId] }, one, now).total > 0,
      filter,
      place: NextToken === undefined ? 'start' : readPageToken<SnapshotPlace>(NextToken, 2),
      dryRun: params.DryRun ?? false,
    }
  },
  rules: [regionExists, filterKeysAreGiven, filterValuesAreGiven, linkExists, tokenIsOurs, isMeant],
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
      // "TotalCount is meaningless with NextToken": to count a million rows is what tokens are there to avoid.
      return { page: { PageNumber: 1, TotalCount: 0, PageSize: limit, NextToken: token }, snapshots }
    }
    const { page, snapshots } = answer()
    state.snapshots.countDescribe(snapshots.filter(endsByDescribes))
    return { ...page, Snapshots: { Snapshot: snapshots.map(snapshot => describeSnapshot(snapshot, now)) } }
  },
})
