import { type Disk, instanceIdAt } from '../model/disk.ts'
import { currentStatus } from '../model/status.ts'
import { formatTimestamp } from '../wire/timestamp.ts'
import type { Answer, MemberTable } from './action.ts'
import { sdkMember as sdk } from './evidence.ts'
import { tagsMember } from './tags.ts'

const attachment: MemberTable = { InstanceId: sdk, Device: sdk, AttachedTime: sdk }

/** The members of a disk, in the order of the answer. */
export const diskMembers: MemberTable = {
  DiskId: sdk,
  RegionId: sdk,
  ZoneId: sdk,
  DiskName: sdk,
  Description: sdk,
  Type: sdk,
  Category: sdk,
  PerformanceLevel: sdk,
  'ProvisionedIops?': `${sdk}; of cloud_auto alone`,
  'BurstingEnabled?': `${sdk}; of cloud_auto alone`,
  Size: sdk,
  Status: sdk,
  ImageId: sdk,
  SourceSnapshotId: sdk,
  ProductCode: sdk,
  Portable: sdk,
  DiskChargeType: sdk,
  ExpiredTime: sdk,
  InstanceId: sdk,
  Device: sdk,
  DeleteWithInstance: sdk,
  DeleteAutoSnapshot: sdk,
  EnableAutoSnapshot: sdk,
  EnableAutomatedSnapshotPolicy: sdk,
  CreationTime: sdk,
  AttachedTime: sdk,
  DetachedTime: sdk,
  Encrypted: sdk,
  KMSKeyId: sdk,
  MultiAttach: sdk,
  MountInstanceNum: sdk,
  MountInstances: { MountInstance: [attachment] },
  Attachments: { Attachment: [attachment] },
  OperationLocks: { OperationLock: [{ LockReason: sdk }] },
  Tags: { Tag: [{ TagKey: sdk, TagValue: sdk }] },
  ResourceGroupId: sdk,
}

const timeText = (at: number | null): string => (at === null ? '' : formatTimestamp(at))

/** Describes a disk at a time, as in DescribeDisks. */
export const describeDisk = (disk: Disk, now: number): Answer => {
  const InstanceId = instanceIdAt(disk, now) ?? ''
  const Device = InstanceId === '' ? '' : disk.device
  const AttachedTime = timeText(disk.attachedAt)
  const attached = InstanceId === '' ? [] : [{ InstanceId, Device, AttachedTime }]
  return {
    DiskId: disk.id,
    RegionId: disk.regionId,
    ZoneId: disk.zoneId,
    DiskName: disk.name,
    Description: disk.description,
    Type: disk.type,
    Category: disk.category,
    PerformanceLevel: disk.performanceLevel,
    ...(disk.category === 'cloud_auto' && {
      ProvisionedIops: disk.provisionedIops,
      BurstingEnabled: disk.burstingEnabled,
    }),
    Size: disk.size,
    Status: currentStatus(disk, now),
    ImageId: '',
    SourceSnapshotId: disk.sourceSnapshotId,
    ProductCode: '',
    Portable: disk.portable,
    DiskChargeType: 'PostPaid',
    ExpiredTime: '',
    InstanceId,
    Device,
    DeleteWithInstance: disk.deleteWithInstance,
    DeleteAutoSnapshot: disk.deleteAutoSnapshot,
    EnableAutoSnapshot: disk.enableAutoSnapshot,
    EnableAutomatedSnapshotPolicy: false,
    CreationTime: formatTimestamp(disk.createdAt),
    AttachedTime,
    DetachedTime: timeText(disk.detachedAt),
    Encrypted: disk.encrypted,
    KMSKeyId: disk.kmsKeyId,
    MultiAttach: 'Disabled',
    MountInstanceNum: attached.length,
    MountInstances: { MountInstance: attached },
    Attachments: { Attachment: attached },
    OperationLocks: { OperationLock: disk.expired ? [{ LockReason: 'financial' }] : [] },
    Tags: tagsMember(disk.tags),
    ResourceGroupId: disk.resourceGroupId,
  }
}
