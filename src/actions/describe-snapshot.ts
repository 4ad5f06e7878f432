import { hasInstantAccess, progressAt, remainingSecondsAt, type Snapshot, statusAt } from '../model/snapshot.ts'
import { formatTimestamp } from '../wire/timestamp.ts'
import type { Answer } from './action.ts'

/** A snapshot as DescribeSnapshots shows it at a time. */
export const describeSnapshot = (snapshot: Snapshot, now: number): Answer => {
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
    SourceDiskId: snapshot.diskId,
    SourceDiskType: snapshot.diskType,
    SourceDiskSize: snapshot.diskSize,
    SourceStorageType: 'disk',
    ...(snapshot.retentionDays !== null && { RetentionDays: snapshot.retentionDays }),
    SnapshotType: snapshot.type,
    Usage: snapshot.usage,
    Available: status === 'accomplished',
    InstantAccess: hasInstantAccess(snapshot, now),
    InstantAccessRetentionDays: snapshot.instantAccessDays ?? 0,
    Encrypted: snapshot.encrypted,
    KMSKeyId: snapshot.kmsKeyId,
    Category: snapshot.category,
    ResourceGroupId: snapshot.resourceGroupId,
    ProductCode: '',
    SnapshotSN: '',
    SnapshotLinkId: snapshot.linkId,
    ...(snapshot.sourceSnapshotId !== null && { SourceSnapshotId: snapshot.sourceSnapshotId }),
    ...(snapshot.sourceRegionId !== null && { SourceRegionId: snapshot.sourceRegionId }),
    Tags: { Tag: snapshot.tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) },
  }
}
