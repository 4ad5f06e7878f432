import type { ErrorRow } from './error-row.ts'

/** What ModifySnapshotAttribute answers. */
export const modifySnapshotAttributeErrors = [
  {
    code: 'InvalidSnapshotName.Malformed',
    status: 400,
    message: 'The specified SnapshotName is wrongly formed.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'NoAttributeToModify',
    status: 400,
    message: 'No attribute to be modified in this request.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'InvalidRetentionDays.Malformed',
    status: 400,
    message: 'The specified RetentionDays is not valid.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'InvalidOperation.DecreaseRetentionDaysUnsupported',
    status: 400,
    message: 'The requested operation to decrease retention days for the snapshot is not supported.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'InvalidSnapshotId.NotReady',
    status: 400,
    message: 'The specified snapshot has not completed yet.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'IncorrectDiskStatus.CreatingSnapshot',
    status: 401,
    message: 'The snapshot of the disk is still creating.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'InvalidDescription.Malformed',
    status: 404,
    message: 'The specified description is wrongly formed.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'InvalidSnapshotId.NotFound',
    status: 404,
    message: 'The specified SnapshotId does not exist.',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
  {
    code: 'InvalidSnapshotDisableInstantAccess.Malformed',
    status: 404,
    message: 'The specified DisableInstantAccess is not valid!',
    evidence: 'documented 2024',
    action: 'ModifySnapshotAttribute',
  },
] as const satisfies readonly ErrorRow[]
