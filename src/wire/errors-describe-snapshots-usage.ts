import type { ErrorRow } from './error-row.ts'

/** What DescribeSnapshotsUsage answers. */
export const describeSnapshotsUsageErrors = [
  {
    code: 'InvalidParam.RegionId',
    status: 403,
    message: 'The specified region is not exist.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshotsUsage',
  },
] as const satisfies readonly ErrorRow[]
