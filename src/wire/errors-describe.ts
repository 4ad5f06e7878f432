import type { ErrorRow } from './errors.ts'

/** What the two describing actions answer. */
export const describeErrors = [
  {
    code: 'InvalidTagCount',
    status: 400,
    message: 'The specified tags are beyond the permitted range.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshots',
  },
  {
    code: 'InvalidTag.Mismatch',
    status: 400,
    message: 'The specified Tag.n.Key and Tag.n.Value are not match.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshots',
  },
  {
    code: 'InvalidSnapshotIds.Malformed',
    status: 403,
    message: 'The amount of specified specified snapshot Ids exceeds the limit.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshots',
  },
  {
    code: 'InvalidStatus.NotFound',
    status: 404,
    message: 'The specified Status is not found.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshots',
  },
  {
    code: 'InvalidRegionId.NotFound',
    status: 404,
    message: 'The specified RegionId does not exist.',
    evidence: 'documented',
    action: 'DescribeSnapshots',
  },
  {
    code: 'InternalError',
    status: 500,
    message: 'The request processing has failed due to some unknown error.',
    evidence: 'documented 2024',
    action: 'DescribeSnapshots',
  },
  {
    code: 'InvalidAcceptLanguage.NotFound',
    status: 404,
    message: 'Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.',
    evidence: 'documented 2024',
    action: 'DescribeRegions',
  },
  {
    code: 'Invalid.InstanceChargeType',
    status: 403,
    message: 'The specified instanceChargeType is not valid.',
    evidence: 'documented 2024',
    action: 'DescribeRegions',
  },
  {
    code: 'InvalidResourceType.NotFound',
    status: 404,
    message: 'The ResourceType provided does not exist in our records.',
    evidence: 'documented 2024',
    action: 'DescribeRegions',
  },
] as const satisfies readonly ErrorRow[]
