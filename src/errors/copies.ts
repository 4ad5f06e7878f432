import type { ErrorRow } from './row.ts'

/** Errors of CopySnapshot alone. */
export const copyErrors = [
  ['InvalidSnapshotCategory.NotSupportCopy', 403, "The specified snapshot's category does not support copy.", { CopySnapshot: '2024' }],
  ['InvalidOperation.NotSupportCopyInSameRegion', 403, 'Copying snapshot in the same region is not supported.', { CopySnapshot: '2024' }],
  ['InvalidOperation.UnfinishedCrossRegionCopy', 403, 'This disk has unfinished cross-region copy snapshots in the target region.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidSnapshotCategory.NotSupportCrossRegionCopy', 403, 'The specified snapshot is not support cross region copy.', { 'CopySnapshot 2025': '2024' }],
  ['OperationDenied.NonCompliantDestinationRegion', 403, 'The copy operation to the destination region is not in compliance with regulations.', { 'CopySnapshot 2025': '2024', CopyImage: '2026' }],
  ['OperationDenied.SnapshotCategoryNotSupportCopy', 403, 'The specified category of snapshot not support copy.', { 'CopySnapshot 2025': '2025' }],
  ['InvalidOperation.Conflict', 409, 'Request was denied due to conflict with a previous request, please try again later.', { 'CopySnapshot 2025': '2025', CopyImage: '2026' }],
  // The page of 2026; the contract of 2025 returns InvalidOperation.UnfinishedCrossRegionCopy.
  ['InvalidOperation.DiskHasUnfinishedSnapshotCopy', 403, 'There is an unfinished snapshot copy "{}" of this disk in the target region. Please change the region or wait for the copy to complete before trying again.', { CopySnapshot: '2026: an undated page' }],
] as const satisfies readonly ErrorRow[]
