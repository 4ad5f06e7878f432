import type { ErrorRow } from './row.ts'

/** Errors of missing, malformed or contradictory parameters. */
export const parameterErrors = [
  ['MissingParameter', 400, 'The input parameter "{}" that is mandatory for processing this request is not supplied.', { '*': 'seen: ECS 2023, teamssix/cf#211' }],
  ['MissingParameter', 400, 'The input parameter {} that is mandatory for processing this request is not supplied.', { DeleteSnapshot: '2024' }],
  ['InvalidParameter', 400, 'The specified parameter "{}" is not valid.', { '*': 'seen: ECS 2018 and 2023, aliyun-cli#81, alibaba-cloud-csi-driver#767' }],
  ['InvalidParameter.Format', 400, 'Specified parameter format is not valid.', { '*': 'documented: the table of common errors' }],
  ['InvalidDescription.Malformed', 403, 'The specified description is wrongly formed.', { CopySnapshot: '2024' }],
  ['InvalidDescription.Malformed', 404, 'The specified description is wrongly formed.', { CreateSnapshot: '2024', ModifySnapshotAttribute: '2024' }],
  ['InvalidRetentionDays.Malformed', 403, 'The specified RetentionDays is not valid.', { CopySnapshot: '2024' }],
  ['InvalidRetentionDays.Malformed', 400, 'The specified RetentionDays is not valid.', { CreateSnapshot: '2024', ModifySnapshotAttribute: '2024' }],
  ['IdempotentParameterMismatch', 400, 'The request is retried with updated parameters.', { '*': 'documented: the table of common errors' }],
  // A failed call leaves its token free here: only faults return this.
  ['IdempotentFailed', 400, 'The previous idempotent request(s) has failed due to some unknown error, exception or failure.', { '*': 'seen: ECS 2019, CreateInstance, bosh-alicloud-cpi-release#105' }],
  ['InvalidClientToken.Malformed', 403, 'The specified clientToken is improperly formatted. It must contain only ASCII characters and must not exceed 64 characters in length.', { CreateSnapshot: 'documented: its page of January 2025' }],
  ['IdempotentParameterMismatch', 403, 'The specified clientToken is used.', { CreateSnapshot: '2024' }],
  ['InvalidCategoryAndInstantAccess.Malformed', 403, "The snapshot Category and InstantAccess can't be used together.", { CreateSnapshot: '2024' }],
  ['InvalidInstantAccessRetentionDays.Malformed', 403, 'The specified InstantAccessRetentionDays is not valid.', { CreateSnapshot: '2024' }],
  ['DryRunOperation', 400, 'Request validation has been passed with DryRun flag set.', { DescribeSnapshots: 'assumed: its page names the code, ResetDisk has the text', ResetDisk: '2024' }],
  ['NoAttributeToModify', 400, 'No attribute to be modified in this request.', { ModifySnapshotAttribute: '2024' }],
  ['Invalid.InstanceChargeType', 403, 'The specified instanceChargeType is not valid.', { DescribeRegions: '2024' }],
  ['InvalidAcceptLanguage.NotFound', 404, 'Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.', { DescribeRegions: '2024' }],
  ['InvalidResourceType.NotFound', 404, 'The ResourceType provided does not exist in our records.', { DescribeRegions: '2024', TagResources: '2024', UntagResources: '2024', ListTagResources: '2024' }],
  ['Invalid.NextToken', 403, 'The specified NextToken is not valid.', { ListTagResources: '2024' }],
] as const satisfies readonly ErrorRow[]
