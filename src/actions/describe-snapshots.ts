import type { Region } from '../model/region.ts'
import { progressAt, remainingSecondsAt, type Snapshot, statusAt } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { integer, jsonArray, oneOf, required, text, withDefault } from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { formatTimestamp } from '../wire/timestamp.ts'
import { type Answer, defineAction } from './action.ts'

/** "RegionId: the region of the disk"; the common table of ECS: "The specified RegionId does not exist." */
const regionExists = ({ region }: { readonly region: Region | undefined }): void => {
  if (region === undefined) refuse('InvalidRegionId.NotFound')
}

/** A snapshot as DescribeSnapshots shows it at a time. */
const describe = (snapshot: Snapshot, now: number): Answer => {
  const status = statusAt(snapshot, now)
  return {
    SnapshotId: snapshot.id,
    SnapshotName: snapshot.name,
    Description: snapshot.description,
    RegionId: snapshot.regionId,
    Status: status,
    Progress: `${progressAt(snapshot, now)}%`,
    CreationTime: formatTimestamp(snapshot.createdAt),
    LastModifiedTime: formatTimestamp(snapshot.modifiedAt),
    RemainTime: remainingSecondsAt(snapshot, now),
    SourceDiskId: snapshot.disk.id,
    SourceDiskType: snapshot.disk.type,
    SourceDiskSize: snapshot.disk.size,
    SourceStorageType: 'disk',
    ...(snapshot.retentionDays !== null && { RetentionDays: snapshot.retentionDays }),
    SnapshotType: snapshot.type,
    Usage: snapshot.usage,
    Available: status === 'accomplished',
    InstantAccess: false,
    InstantAccessRetentionDays: 0,
    Encrypted: snapshot.encrypted,
    KMSKeyId: snapshot.kmsKeyId,
    Category: snapshot.category,
    ResourceGroupId: '',
    ProductCode: '',
    SnapshotSN: '',
    SnapshotLinkId: snapshot.linkId,
    ...(snapshot.sourceSnapshotId !== null && { SourceSnapshotId: snapshot.sourceSnapshotId }),
    ...(snapshot.sourceRegionId !== null && { SourceRegionId: snapshot.sourceRegionId }),
    Tags: { Tag: snapshot.tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) },
  }
}

/** Lists the snapshots of a region, newest first. */
export const describeSnapshots = defineAction({
  name: 'DescribeSnapshots',
  params: {
    RegionId: required(text()),
    SnapshotIds: jsonArray({ max: 100, refusal: 'InvalidSnapshotIds.Malformed' }),
    PageNumber: withDefault(integer({ min: 1 }), 1),
    PageSize: withDefault(integer({ min: 1, max: 100 }), 10),
    Status: withDefault(oneOf(['progressing', 'accomplished', 'failed', 'all'], 'InvalidStatus.NotFound'), 'all'),
    Tag: tagFilters(),
  },
  find: ({ state }, { RegionId }) => ({ region: state.region(RegionId) }),
  rules: [regionExists],
  writes: false,
  handle({ account, state, now }, params) {
    const { RegionId, PageNumber, PageSize, Status } = params
    const filter = { ids: params.SnapshotIds, status: Status === 'all' ? undefined : Status, tags: params.Tag }
    const page = { offset: (PageNumber - 1) * PageSize, limit: PageSize }
    const { total, snapshots } = state.snapshots(account.id, RegionId, filter, page, now)
    return {
      PageNumber,
      TotalCount: total,
      PageSize,
      NextToken: '',
      Snapshots: { Snapshot: snapshots.map(snapshot => describe(snapshot, now)) },
    }
  },
})
