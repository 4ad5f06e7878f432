import type { ErrorRow } from './row.ts'

/** Errors of disks that are attached to several instances. Only faults return them. */
export const multiAttachErrors = [
  ['InvalidParameter.MultiAttach', 403, 'The specified param MultiAttach is not valid.', { DescribeDisks: '2021', CreateDisk: '2021' }],
  ['InvalidParameter.MultiAttachAndEnableSharedNotMatch', 403, 'The parameter MultiAttach and EnableShared are not match.', { DescribeDisks: '2021' }],
  ['InvalidParameter.DiskCategoryAndMultiAttachConflict', 403, 'The specified disk category does not support multi attach set.', { CreateDisk: '2021' }],
  ['InvalidParameter.DiskCategoryAndMultiAttachNotMatch', 403, 'The specified disk category does not support multi attach enabled.', { CreateDisk: '2021' }],
  ['InvalidParameter.MultiAttachAndInstanceIdConflict', 403, 'The parameter MultiAttach and InstanceId are conflict.', { CreateDisk: '2021' }],
  ['OperationDenied.ZoneNotSupportMultiAttachDisk', 403, 'The specified zone does support multi attach disk.', { CreateDisk: '2021' }],
  ['DeleteWithInstance.Conflict', 403, 'Multi attach disk cannot be set to DeleteWithInstance attribute.', { AttachDisk: '2021', DetachDisk: '2021', ModifyDiskAttribute: '2021' }],
  ['InvalidInstanceType.NotSupportMultiAttachDisk', 403, 'The instanceType of the specified instance does not support multi attach disk.', { AttachDisk: '2021' }],
  ['InvalidOperation.CanNotAttachMultiAttachDiskAsSystemDisk', 403, 'Multi attach disk can not be attached as system disk.', { AttachDisk: '2021' }],
] as const satisfies readonly ErrorRow[]
