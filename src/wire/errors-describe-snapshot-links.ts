import type { ErrorRow } from './error-row.ts'

/** What DescribeSnapshotLinks answers. */
export const describeSnapshotLinksErrors = [
  {
    code: 'InvalidInstanceId.NotFound',
    status: 400,
    message: 'The specified instanceId is not exists.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshotLinks',
  },
  {
    code: 'InvalidRegionId',
    status: 400,
    message: 'The specified regionId is invalid.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshotLinks',
  },
  {
    code: 'InvalidSnapshotLinkIds',
    status: 400,
    message: 'The specified snapshotLinkIds is invalid.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshotLinks',
  },
  {
    code: 'InvalidDiskIds',
    status: 400,
    message: 'The specified diskIds is invalid.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshotLinks',
  },
  {
    code: 'InternalError',
    status: 500,
    message: 'The request processing has failed due to some unknown error.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshotLinks',
  },
] as const satisfies readonly ErrorRow[]
