import type { ErrorRow } from './row.ts'

/** Errors of regions. */
export const regionErrors = [
  ['InvalidRegionId.MalFormed', 400, 'The specified RegionId is not valid.', { CopySnapshot: '2024' }],
  ['InvalidRegionId.NotExists', 403, 'Region not exists.', { CopySnapshot: '2024' }],
  ['InvalidRegionId.NotFound', 404, 'The specified RegionId does not exist.', { DescribeSnapshots: 'documented: the table of common errors of ECS' }],
  ['InvalidRegionId.NotFound', 404, 'The RegionId provided does not exist in our records.', { TagResources: '2024', UntagResources: '2024', ListTagResources: '2024' }],
  ['InvalidParam.RegionId', 403, 'The specified region is not exist.', { DescribeSnapshotsUsage: '2024' }],
  ['InvalidRegionId', 400, 'The specified regionId is invalid.', { DescribeSnapshotLinks: '2024' }],
] as const satisfies readonly ErrorRow[]
