import { progressAt, remainingSecondsAt } from '../model/completion.ts'
import { type Image, imageStatusAt } from '../model/image.ts'
import { formatTimestamp } from '../wire/timestamp.ts'
import type { Answer, MemberTable } from './action.ts'
import { sdkMember as sdk } from './evidence.ts'
import { tagsMember } from './tags.ts'

const diskMembers: MemberTable = {
  SnapshotId: sdk,
  Device: sdk,
  Size: `${sdk}: a text`,
  Type: sdk,
  Format: sdk,
  Progress: sdk,
  RemainTime: sdk,
  Encrypted: sdk,
  ImportOSSBucket: sdk,
  ImportOSSObject: sdk,
}

/** The members of an image, in the order of the answer. */
export const imageMembers: MemberTable = {
  ImageId: sdk,
  ImageName: sdk,
  Description: sdk,
  ImageFamily: sdk,
  ImageVersion: sdk,
  ImageOwnerAlias: sdk,
  ImageOwnerId: `${sdk}: a number; 0 if the id of the account is none`,
  Status: sdk,
  Progress: sdk,
  Size: sdk,
  CreationTime: sdk,
  Architecture: sdk,
  Platform: sdk,
  OSName: sdk,
  OSNameEn: sdk,
  OSType: sdk,
  BootMode: sdk,
  Usage: sdk,
  IsCopied: sdk,
  IsPublic: sdk,
  IsSelfShared: `${sdk}: a text`,
  IsSubscribed: sdk,
  IsSupportCloudinit: sdk,
  IsSupportIoOptimized: sdk,
  LoginAsNonRootSupported: sdk,
  LicenseType: sdk,
  SupplierName: sdk,
  Usable: sdk,
  ProductCode: sdk,
  ResourceGroupId: sdk,
  DiskDeviceMappings: { DiskDeviceMapping: [diskMembers] },
  Tags: { Tag: [{ TagKey: sdk, TagValue: sdk }] },
}

/** Returns the number of an account; 0 if its id is none. */
export const accountNumber = (id: string): number => (Number.isSafeInteger(Number(id)) ? Number(id) : 0)

/** Describes an image at a time, as in DescribeImages. */
export const describeImage = (image: Image, isUsed: boolean, now: number): Answer => {
  const status = imageStatusAt(image, now)
  const Progress = `${progressAt(image, now)}%`
  return {
    ImageId: image.id,
    ImageName: image.name,
    Description: image.description,
    ImageFamily: image.family,
    ImageVersion: image.version,
    ImageOwnerAlias: 'self',
    ImageOwnerId: accountNumber(image.accountId),
    Status: status,
    Progress,
    Size: Math.max(0, ...image.disks.filter(({ type }) => type === 'system').map(({ size }) => size)),
    CreationTime: formatTimestamp(image.createdAt),
    Architecture: image.architecture,
    Platform: image.platform,
    OSName: image.platform,
    OSNameEn: image.platform,
    OSType: image.osType,
    BootMode: image.bootMode,
    Usage: isUsed ? 'instance' : 'none',
    IsCopied: image.sourceImageId !== null,
    IsPublic: image.public,
    IsSelfShared: String(image.shared),
    IsSubscribed: false,
    IsSupportCloudinit: true,
    IsSupportIoOptimized: true,
    LoginAsNonRootSupported: false,
    LicenseType: 'Auto',
    SupplierName: '',
    Usable: status === 'Available',
    ProductCode: '',
    ResourceGroupId: image.resourceGroupId,
    DiskDeviceMappings: {
      DiskDeviceMapping: image.disks.map(disk => ({
        SnapshotId: disk.snapshotId,
        Device: disk.device,
        Size: String(disk.size),
        Type: disk.type,
        Format: image.vhd ? 'VHD' : 'RAW',
        Progress,
        RemainTime: remainingSecondsAt(image, now),
        Encrypted: disk.encrypted,
        ImportOSSBucket: '',
        ImportOSSObject: '',
      })),
    },
    Tags: tagsMember(image.tags),
  }
}
