import type { ErrorRow } from './row.ts'

/** Errors of accounts: balance, services, white list, quotas, roles of other accounts. */
export const accountErrors = [
  ['InvalidUser.NotInWhiteList', 403, 'The user is not in the white list of copying snapshot.', { CopySnapshot: '2021' }],
  ['InvalidAccountStatus.NotEnoughBalance', 403, 'Your account does not have enough balance.', { CopySnapshot: '2021', CreateSnapshot: '2024', ResetDisk: '2024' }],
  ['InvalidAccountStatus.SnapshotServiceUnavailable', 403, 'Snapshot service has not been opened yet.', { CopySnapshot: '2021', CreateSnapshot: '2024', ResetDisk: '2024' }],
  ['InvalidOperation.Unauthorized', 403, 'The specified operation is unauthorized.', { 'CopySnapshot 2025': '2024' }],
  ['QuotaExceed.SnapshotQuota', 403, 'The quota is insufficient, please contact your channel partner to increase the quota.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameter.Arns', 400, 'The specified Arns is not valid.', { 'CopySnapshot 2025': '2025' }],
  ['QuotaExceed.Snapshot', 403, 'The snapshot quota exceeds.', { CreateSnapshot: '2024' }],
  // Which of the two codes a second snapshot at once gets is unknown: only faults return this.
  ['QuotaExceed.ConcurrentSnapshotQuota', 403, 'The number of snapshots being created for the disk {} has exceeded the concurrent quota (1). Please wait for the previous snapshots to complete before trying again.', { CreateSnapshot: 'documented: its page of January 2025; the quota is assumed' }],
] as const satisfies readonly ErrorRow[]
