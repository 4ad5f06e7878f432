import type { ErrorRow } from './row.ts'

/** Errors of regions. */
export const regionErrors = [
  ['InvalidRegionId.MalFormed', 400, 'The specified RegionId is not valid.', { CopySnapshot: '2024', AttachDisk: '2026', DetachDisk: '2024', ModifyDiskAttribute: '2025' }],
  ['InvalidRegionId.NotExists', 403, 'Region not exists.', { CopySnapshot: '2024' }],
  ['InvalidRegionId.NotFound', 404, 'The specified RegionId does not exist.', { '*': 'documented: the table of common errors of ECS', DescribeInstances: 'seen: cloud-provider-alibaba-cloud#81', CreateDisk: '2021', CreateImage: '2021: its page of 2018', DescribeZones: '2021: its page of 2020' }],
  ['InvalidRegionId.NotFound', 404, 'The RegionId provided does not exist in our records.', { TagResources: '2024', UntagResources: '2024', ListTagResources: '2024' }],
  ['InvalidParam.RegionId', 403, 'The specified region is not exist.', { DescribeSnapshotsUsage: '2024' }],
  ['InvalidRegionId', 400, 'The specified regionId is invalid.', { DescribeSnapshotLinks: '2024' }],
  ['InvalidRegion.NotFound', 400, 'The specified parameter RegionId is not valid.', { DescribeDisks: '2021' }],
  ['RegionUnauthorized', 403, 'You are not authorized to perform the operation in the specified region.', { CreateDisk: '2026' }],
  ['RegionUnauthorized', 400, 'You are not authorized to perform the operation in the specified region.', { 'CreateDisk 2021': '2021: its table has no text; this one is of 2026' }],
  ['InvalidRegionId.NotFound#records', 404, 'The RegionId provided does not exist in our records.', { CreateDisk: '2026' }],
  ['InvalidRegionId.MalFormed', 400, 'The specified parameter RegionId is not valid.', { DeleteDisk: '2021: its page of 2019' }],
  ['InvalidRegionId.NotFound', 404, 'The specified region does not exist.', { DeleteImage: '2021: its page of 2018' }],
  ['DestinationRegion.NotFound', 400, 'The destination region not found.', { CopyImage: '2026' }],
  ['SourceRegion.NotFound', 400, 'The source region not found.', { CopyImage: '2026' }],
  ['IncorrectDestinationRegion', 403, 'The destination region is not equal the target region.', { CopyImage: '2021' }],
  ['RegionNotSupportCopy', 403, 'The region not support copy.', { CopyImage: '2021' }],
  ['InvalidRegion.NotFound', 404, 'The specified parameter RegionId is not valid.', { DescribeZones: '2025' }],
] as const satisfies readonly ErrorRow[]
