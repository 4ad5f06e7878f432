import type { ErrorRow } from './row.ts'

/** Errors of zones and of their stock. */
export const zoneErrors = [
  ['InvalidZoneId.NotFound#2018', 400, 'The ZoneId provided does not exist.', { DescribeDisks: '2021: its page of 2018' }],
  ['InvalidZoneId.NotFound', 400, 'The zoneId provided does not exist in our records.', { DescribeDisks: '2021' }],
  ['InvalidZoneId.DiskCategoryUnsupported', 400, 'The specified disk category does not support setting the ZoneId.', { CreateDisk: '2026' }],
  ['OperationDenied#zone', 400, 'The specified Zone is not available or not authorized.', { CreateDisk: '2021' }],
  ['Zone.NotOnSale', 403, 'The resource in the specified zone is no longer available for sale. Please try other regions and zones.', { CreateDisk: '2026' }],
  ['Zone.NotOnSale', 400, 'The resource in the specified zone is no longer available for sale. Please try other regions and zones.', { 'CreateDisk 2021': '2021: its table has no text; this one is of 2026' }],
  ['InvalidZoneId.NotFound', 404, 'The specified zone does not exist.', { CreateDisk: '2021' }],
  ['InvalidPerformanceLevel.ValueNotSupported', 400, 'The current ZoneId does not support PL0 of cloud_essd.', { CreateDisk: '2026' }],
  ['InvalidParam.ZoneIdAndInstanceId.Conflict', 403, "The specified parameter 'ZoneId' and 'InstanceId' are not blank at the same time.", { CreateDisk: '2026' }],
  ['OperationDenied.NoStock', 403, 'The requested resource is sold out in the specified zone; try other types of resources or other regions and zones.', { StartInstance: '2021' }],
  ['OperationDenied.SpotPriceLowerThanPublicPrice', 403, 'The spot instance price is lower than public price.', { StartInstance: '2021' }],
  ['QuotaExceed.ElasticQuota#none', 403, 'No additional quota is available for the specified ECS instance type.', { StartInstance: '2021' }],
  ['QuotaExceed.ElasticQuota#either', 403, 'The number of the specified ECS instances has exceeded the quota of the specified instance type, or the number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.', { StartInstance: '2021' }],
  ['QuotaExceed.ElasticQuota', 403, 'The number of the specified ECS instances has exceeded the quota of the specified instance type.', { StartInstance: '2021' }],
  ['QuotaExceed.ElasticQuota#vCPU', 403, 'The number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.', { StartInstance: '2021' }],
  ['InvalidSpotStrategy', 400, 'The specified SpotStrategy is not valid.', { DescribeZones: '2021: its page of 2020' }],
] as const satisfies readonly ErrorRow[]
