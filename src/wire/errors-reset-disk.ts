import type { ErrorRow } from './error-row.ts'

/** What ResetDisk answers. */
export const resetDiskErrors = [
  {
    code: 'DiskCategory.OperationNotSupported',
    status: 400,
    message: 'The operation is not supported to the specified disk due to its disk category.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'DryRunOperation',
    status: 400,
    message: 'Request validation has been passed with DryRun flag set.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'IncorrectDiskStatus',
    status: 403,
    message: 'The current disk status does not support this operation.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'IncorrectInstanceStatus',
    status: 403,
    message: 'The current status of the resource does not support this operation.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InstanceLockedForSecurity',
    status: 403,
    message: 'The instance is locked due to security.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidParameter.Mismatch',
    status: 403,
    message: 'The specified snapshot is not created from the specified disk.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidSnapshot.TooOld',
    status: 403,
    message:
      'The snapshotId is created before 2013-07-15, it cannot be restored since the first time the disk detached.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InstanceExpiredOrInArrears',
    status: 403,
    message:
      'The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode).',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'OperationDenied',
    status: 403,
    message: 'The specified snapshot dees not support ResetDisk.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidSnapshotId.NotReady',
    status: 403,
    message: 'The specified snapshot has not completed yet.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidAccountStatus.NotEnoughBalance',
    status: 403,
    message: 'Your account does not have enough balance.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidAccountStatus.SnapshotServiceUnavailable',
    status: 403,
    message: 'Snapshot service has not been opened yet.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'IncorrectDiskStatus.HasUnfinishedSnapshot',
    status: 403,
    message: 'The current disk has unfinished snapshot.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidDiskId.NotFound',
    status: 404,
    message: 'The specified disk does not exist.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InvalidSnapshotId.NotFound',
    status: 404,
    message: 'The specified SnapshotId does not exist.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
  {
    code: 'InternalError',
    status: 500,
    message: 'The request processing has failed due to some unknown error.',
    evidence: 'documented 2024',
    action: 'ResetDisk',
  },
] as const satisfies readonly ErrorRow[]
