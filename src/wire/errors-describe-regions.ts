import type { ErrorRow } from './error-row.ts'

/** What DescribeRegions answers. */
export const describeRegionsErrors = [
  {
    code: 'Invalid.InstanceChargeType',
    status: 403,
    message: 'The specified instanceChargeType is not valid.',
    evidence: 'documented 2024',
    action: 'DescribeRegions',
  },
  {
    code: 'InvalidAcceptLanguage.NotFound',
    status: 404,
    message: 'Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.',
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
