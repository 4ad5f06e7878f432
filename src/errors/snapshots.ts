import type { ErrorRow } from './row.ts'

/** Errors of snapshots, their searches and their chains. */
export const snapshotErrors = [
  ['InvalidSnapshotId.NotFound', 403, 'The specified snapshot is not exists.', { CopySnapshot: '2021' }],
  ['InvalidSnapshotId.NotFound', 404, 'The specified snapshot is not found.', { DeleteSnapshot: '2024' }],
  ['InvalidSnapshotId.NotFound', 404, 'The specified SnapshotId does not exist.', { ModifySnapshotAttribute: '2024', ResetDisk: '2024' }],
  ['InvalidSnapshotId.NotReady', 403, 'The specified snapshot has not completed yet.', { CopySnapshot: '2021', ResetDisk: '2024' }],
  ['InvalidSnapshotId.NotReady', 400, 'The specified snapshot has not completed yet.', { ModifySnapshotAttribute: '2024' }],
  ['InvalidSnapshotName.Malformed', 403, 'The specified SnapshotName is wrongly formed.', { CopySnapshot: '2024' }],
  ['InvalidSnapshotName.Malformed', 400, 'The specified SnapshotName is wrongly formed.', { CreateSnapshot: '2024', ModifySnapshotAttribute: '2024' }],
  ['InvalidSnapshotCategory.Malformed', 403, 'The specified Category is not valid.', { CreateSnapshot: '2024', DescribeSnapshots: '2024' }],
  ['SnapshotCreatedImage', 403, 'The snapshot has been used to create user defined image(s).', { DeleteSnapshot: '2024' }],
  ['SnapshotCreatedDisk', 403, 'The snapshot has been used to create disk(s).', { DeleteSnapshot: '2024' }],
  ['InvalidSnapshotIds.Malformed', 403, 'The amount of specified specified snapshot Ids exceeds the limit.', { DescribeSnapshots: '2024' }],
  ['InvalidFilterKey.NotFound', 404, 'The specified FilterKey is not found.', { DescribeSnapshots: '2024' }],
  ['InvalidFilterValue', 404, 'The specified FilterValue  exceeds the limit.', { DescribeSnapshots: '2024' }],
  ['InvalidUsage', 404, 'The specifed Usage is not valid.', { DescribeSnapshots: '2024' }],
  ['InvalidSourceDiskType', 404, 'The specifed SourceDiskType is not valid.', { DescribeSnapshots: '2024' }],
  ['InvalidStatus.NotFound', 404, 'The specified Status is not found.', { DescribeSnapshots: '2024' }],
  ['InvalidSnapshotType.NotFound', 404, 'The specfied SnapshotType is not found.', { DescribeSnapshots: '2024' }],
  ['InvalidSnapshotLinkId.NotFound', 404, 'The specified snapshot link is not found.', { DescribeSnapshots: '2024' }],
  ['InvalidOperation.DecreaseRetentionDaysUnsupported', 400, 'The requested operation to decrease retention days for the snapshot is not supported.', { ModifySnapshotAttribute: '2024' }],
  ['InvalidSnapshotDisableInstantAccess.Malformed', 404, 'The specified DisableInstantAccess is not valid!', { ModifySnapshotAttribute: '2024' }],
  ['InvalidSnapshotLinkIds', 400, 'The specified snapshotLinkIds is invalid.', { DescribeSnapshotLinks: '2024' }],
  ['InvalidSnapshot.TooOld', 403, 'The snapshotId is created before 2013-07-15, it cannot be restored since the first time the disk detached.', { ResetDisk: '2024' }],
  ['OperationDenied', 403, 'The specified snapshot dees not support ResetDisk.', { ResetDisk: '2024' }],
] as const satisfies readonly ErrorRow[]
