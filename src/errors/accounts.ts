import type { ErrorRow } from './row.ts'

/** Errors of accounts: balance, services, white list, quotas, roles of other accounts. */
export const accountErrors = [
  ['InvalidUser.NotInWhiteList', 403, 'The user is not in the white list of copying snapshot.', { CopySnapshot: '2021' }],
  ['InvalidAccountStatus.NotEnoughBalance', 403, 'Your account does not have enough balance.', { CopySnapshot: '2021', CreateSnapshot: '2024', ResetDisk: '2024', CreateDisk: '2021', CreateImage: '2021' }],
  ['InvalidAccountStatus.SnapshotServiceUnavailable', 403, 'Snapshot service has not been opened yet.', { CopySnapshot: '2021', CreateSnapshot: '2024', ResetDisk: '2024', CreateDisk: '2021', CreateImage: '2021' }],
  ['InvalidOperation.Unauthorized', 403, 'The specified operation is unauthorized.', { 'CopySnapshot 2025': '2024' }],
  ['QuotaExceed.SnapshotQuota', 403, 'The quota is insufficient, please contact your channel partner to increase the quota.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameter.Arns', 400, 'The specified Arns is not valid.', { 'CopySnapshot 2025': '2025' }],
  ['QuotaExceed.Snapshot', 403, 'The snapshot quota exceeds.', { CreateSnapshot: '2024', ModifyDiskAttribute: '2021', CreateImage: '2021', CopyImage: '2021' }],
  // Which of the two codes a second snapshot at once gets is unknown: only faults return this.
  [
    'QuotaExceed.ConcurrentSnapshotQuota',
    403,
    'The number of snapshots being created for the disk {} has exceeded the concurrent quota (1). Please wait for the previous snapshots to complete before trying again.',
    { CreateSnapshot: 'documented: its page of January 2025; the quota is assumed', CreateImage: '2026: the quota is assumed' },
  ],
  ['UserNotInTheWhiteList', 403, 'The user is not in volume white list.', { DescribeDisks: '2021' }],
  ['Account.Arrearage', 400, 'Your account has an outstanding payment.', { CreateDisk: '2021', CopyImage: '2026' }],
  ['OperationDenied.RiskIssue', 400, 'Your action is denied by risk issue, please contact customer service.', { CreateDisk: '2026' }],
  ['QuotaExceed.DiskCapacity', 400, 'The used capacity of disk type has exceeded the quota in the zone, {}.', { CreateDisk: '2026' }],
  ['InvalidAccountStatus.CouponAmountNotEnough', 403, 'Your coupon balance is insufficient or has expired.', { CreateDisk: '2026' }],
  ['QuotaExceed.PostPaidDisk', 403, 'Living postPaid disks quota exceeded.', { CreateDisk: '2021' }],
  ['QuotaExceeded.PostpaidDataDiskCapacity', 403, 'The quota of postpaid data disk capacity exceeds.', { CreateDisk: '2026' }],
  ['InvalidPayMethod', 403, 'The specified pay method is not valid.', { CreateDisk: '2021' }],
  ['QuotaExceed.PortableCloudDisk', 403, 'The quota of portable cloud disk exceeds.', { CreateDisk: '2021' }],
  ['SecurityRisk.3DVerification', 403, 'We have detected a security risk with your default credit or debit card. Please proceed with verification via the link in your email.', { CreateDisk: '2021' }],
  ['UserNotInTheWhiteList#byok', 403, 'The user is not in byok white list.', { CreateDisk: '2021' }],
  ['UserNotInTheWhiteList', 403, 'The user is not in disk white list.', { CreateDisk: '2021', DeleteDisk: '2021: its page of 2019', AttachDisk: '2021', DetachDisk: '2021', ModifyDiskAttribute: '2021' }],
  ['InvalidResourceGroup.NotFound', 404, 'The ResourceGroup provided does not exist in our records.', { CreateDisk: '2021', CreateImage: '2021' }],
  ['InsufficientBalance', 403, 'Your account does not have enough balance.', { StartInstance: '2021' }],
  ['UserNotInTheWhiteList', 403, 'The user is not in the white list of create image by data disk snapshot.', { CreateImage: '2021' }],
  ['Forbbiden', 403, 'User not authorized to operate on the specified resource.', { CopyImage: '2021' }],
  ['Forbidden', 403, 'User not authorized to operate on the specified resource.', { CopyImage: '2021: its page of 2018' }],
  ['QuotaExceed.Snapshot#2018', 403, 'The maximum number of snapshots is exceeded.', { CopyImage: '2021: its page of 2018' }],
  ['InvalidAliUid.IsNull', 401, 'The aliUid must not be null', { CopyImage: '2021' }],
  ['UserNotInTheWhiteList', 403, 'The user is not in byok white list.', { CopyImage: '2021' }],
] as const satisfies readonly ErrorRow[]
