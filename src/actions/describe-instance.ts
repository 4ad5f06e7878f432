import type { Instance } from '../model/instance.ts'
import { currentStatus } from '../model/status.ts'
import { formatTimestamp } from '../wire/timestamp.ts'
import type { Answer, MemberTable } from './action.ts'
import { sdkMember as sdk } from './evidence.ts'
import { tagsMember } from './tags.ts'

/** The members of an instance, in the order of the answer. */
export const instanceMembers: MemberTable = {
  InstanceId: sdk,
  RegionId: sdk,
  ZoneId: sdk,
  InstanceName: sdk,
  HostName: sdk,
  Description: sdk,
  Status: sdk,
  StoppedMode: sdk,
  ImageId: sdk,
  InstanceType: sdk,
  InstanceTypeFamily: sdk,
  Cpu: sdk,
  Memory: sdk,
  OSName: sdk,
  OSNameEn: sdk,
  OSType: sdk,
  CreationTime: sdk,
  StartTime: sdk,
  ExpiredTime: sdk,
  AutoReleaseTime: sdk,
  InstanceChargeType: sdk,
  InstanceNetworkType: sdk,
  InternetChargeType: sdk,
  IoOptimized: sdk,
  DeletionProtection: sdk,
  Recyclable: sdk,
  DeviceAvailable: sdk,
  SerialNumber: sdk,
  ResourceGroupId: sdk,
  KeyPairName: sdk,
  SecurityGroupIds: { SecurityGroupId: sdk },
  PublicIpAddress: { IpAddress: sdk },
  InnerIpAddress: { IpAddress: sdk },
  VpcAttributes: { VpcId: sdk, VSwitchId: sdk, NatIpAddress: sdk, PrivateIpAddress: { IpAddress: sdk } },
  OperationLocks: { LockReason: [{ LockReason: sdk, LockMsg: sdk }] },
  Tags: { Tag: [{ TagKey: sdk, TagValue: sdk }] },
}

/** Returns the family of an instance type: `ecs.g6` of `ecs.g6.large`. */
export const familyOf = ({ type }: Pick<Instance, 'type'>): string => type.split('.').slice(0, 2).join('.')

/** Returns the reasons for which an instance is locked. */
export const locksOf = ({ locked, expired }: Instance): string[] => [
  ...(locked ? ['security'] : []),
  ...(expired ? ['financial'] : []),
]

/** What every instance is, whatever its type: memory in MiB. */
const system = { Cpu: 2, Memory: 8192, OSName: 'Others Linux', OSNameEn: 'Others Linux', OSType: 'linux' }

/** Describes an instance at a time, as in DescribeInstances. Its members that are not emulated have empty values. */
export const describeInstance = (instance: Instance, now: number): Answer => ({
  InstanceId: instance.id,
  RegionId: instance.regionId,
  ZoneId: instance.zoneId,
  InstanceName: instance.name,
  HostName: instance.id,
  Description: '',
  Status: currentStatus(instance, now),
  StoppedMode: instance.stoppedMode,
  ImageId: instance.imageId,
  InstanceType: instance.type,
  InstanceTypeFamily: familyOf(instance),
  ...system,
  CreationTime: formatTimestamp(instance.createdAt),
  StartTime: formatTimestamp(instance.createdAt),
  ExpiredTime: '',
  AutoReleaseTime: '',
  InstanceChargeType: instance.prepaid ? 'PrePaid' : 'PostPaid',
  InstanceNetworkType: 'vpc',
  InternetChargeType: 'PayByTraffic',
  IoOptimized: true,
  DeletionProtection: false,
  Recyclable: false,
  DeviceAvailable: true,
  SerialNumber: '',
  ResourceGroupId: '',
  KeyPairName: '',
  SecurityGroupIds: { SecurityGroupId: [] },
  PublicIpAddress: { IpAddress: [] },
  InnerIpAddress: { IpAddress: [] },
  VpcAttributes: { VpcId: '', VSwitchId: '', NatIpAddress: '', PrivateIpAddress: { IpAddress: [] } },
  OperationLocks: { LockReason: locksOf(instance).map(LockReason => ({ LockReason, LockMsg: '' })) },
  Tags: tagsMember(instance.tags),
})
