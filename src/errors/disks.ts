import type { ErrorRow } from './row.ts'

/** Errors of disks and of the instances that they are attached to. */
export const diskErrors = [
  ['DiskCategory.OperationNotSupported', 400, 'The type of the specified disk does not support creating a snapshot.', { CreateSnapshot: '2024' }],
  ['DiskCategory.OperationNotSupported', 400, 'The operation is not supported to the specified disk due to its disk category.', { ResetDisk: '2024' }],
  ['IncorrectDiskStatus.CreatingSnapshot', 403, 'A previous snapshot creation is in process.', { CreateSnapshot: '2024' }],
  ['IncorrectDiskStatus.CreatingSnapshot', 401, 'The snapshot of the disk is still creating.', { ModifySnapshotAttribute: '2024' }],
  ['InstanceLockedForSecurity', 403, 'The disk attached instance is locked due to security.', { CreateSnapshot: '2024' }],
  ['InstanceLockedForSecurity', 403, 'The instance is locked due to security.', { ResetDisk: '2024' }],
  ['IncorrectDiskStatus.NeverAttached', 403, 'The specified disk has never been attached to any instance.', { CreateSnapshot: '2024' }],
  ['DiskInArrears', 403, 'The specified operation is denied as your disk has expired.', { CreateSnapshot: '2024' }],
  ['IncorrectDiskStatus', 403, 'The current disk status does not support this operation.', { CreateSnapshot: '2024', ResetDisk: '2024' }],
  ['IncorrectInstanceStatus', 403, 'The current status of the resource does not support this operation.', { CreateSnapshot: '2024', ResetDisk: '2024' }],
  ['InvalidDiskId.NotFound', 404, 'The specified DiskId does not exist.', { CreateSnapshot: '2024' }],
  ['InvalidDiskId.NotFound', 404, 'The specified disk does not exist.', { ResetDisk: '2024' }],
  ['InvalidInstanceId.NotFound', 400, 'The specified instanceId is not exists.', { DescribeSnapshotLinks: '2024' }],
  ['InvalidDiskIds', 400, 'The specified diskIds is invalid.', { DescribeSnapshotLinks: '2024' }],
  ['InvalidParameter.Mismatch', 403, 'The specified snapshot is not created from the specified disk.', { ResetDisk: '2024' }],
  ['InstanceExpiredOrInArrears', 403, 'The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode).', { ResetDisk: '2024' }],
  ['IncorrectDiskStatus.HasUnfinishedSnapshot', 403, 'The current disk has unfinished snapshot.', { ResetDisk: '2024' }],
  // A reset ends at once here: only faults return this.
  ['InvalidOperation.DiskResetInProgress', 403, 'The operation cannot be performed because the disk has an ongoing reset task, please try again later.', { ResetDisk: 'documented: its page of March 2025' }],
] as const satisfies readonly ErrorRow[]
