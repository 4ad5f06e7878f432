import { progressAt, remainingSecondsAt } from '../model/completion.ts'
import { bytesPerGiB, hasInstantAccess, isAvailableAt, type Snapshot, statusAt } from '../model/snapshot.ts'
import { formatTimestamp } from '../wire/timestamp.ts'
import type { Answer, MemberTable } from './action.ts'
import { tagsMember } from './tags.ts'

/** The members of a snapshot, in the order of the answer. */
export const describedMembers: MemberTable = {
  SnapshotId: '2024',
  SnapshotName: '2024',
  Description: '2024',
  RegionId: '2024',
  FullSnapshotSizeInBytes: 'sdk: a member of @alicloud/ecs20140526; a snapshot has the size of its disk here',
  Status: '2024',
  Progress: '2024',
  CreationTime: '2024',
  LastModifiedTime: '2024',
  RemainTime: '2024',
  SourceDiskId: '2024',
  SourceDiskType: '2024',
  SourceDiskSize: '2024: a number, as seen on ECS in aliyun-cli#81; the metadata says text',
  SourceStorageType: '2024',
  'RetentionDays?': '2024',
  SnapshotType: '2024',
  Usage: '2024',
  Available:
    '2024: at once for a snapshot of an ESSD, as seen in terraform-provider-alicloud PR#9119 and PR#10425; of others and of copies when accomplished, decision “What a copy looks like”',
  InstantAccess: '2024',
  InstantAccessRetentionDays: '2024',
  Encrypted: '2024',
  KMSKeyId: '2024: an empty text without a key, as seen on ECS in alibaba-cloud-sdk-go#374',
  Category: '2024',
  ResourceGroupId: '2024',
  ProductCode: '2024: an empty text, as seen on ECS in aliyun-cli#81',
  SnapshotSN: '2024',
  SnapshotLinkId: '2024',
  'SourceSnapshotId?': '2024: of copies alone',
  'SourceRegionId?': '2024: of copies alone',
  Tags: { Tag: [{ TagKey: '2024', TagValue: '2024' }] },
}

/** Describes a snapshot at a time, as in DescribeSnapshots. */
export const describeSnapshot = (snapshot: Snapshot, now: number): Answer => {
  const status = statusAt(snapshot, now)
  return {
    SnapshotId: snapshot.id,
    SnapshotName: snapshot.name,
    Description: snapshot.description,
    RegionId: snapshot.regionId,
    FullSnapshotSizeInBytes: snapshot.diskSize * bytesPerGiB,
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
    Available: isAvailableAt(snapshot, now),
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
    Tags: tagsMember(snapshot.tags),
  }
}
