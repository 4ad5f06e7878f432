import type { ErrorRow } from './error-row.ts'

/** What UntagResources answers: the texts of TagResources, some without their full stop. */
export const untagResourcesErrors = [
  {
    code: 'NumberExceed.ResourceIds',
    status: 400,
    message: "The ResourceIds parameter's number is exceed , Valid : 50",
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'NumberExceed.Tags',
    status: 400,
    message: "The Tags parameter's number is exceed , Valid : 20",
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'Duplicate.TagKey',
    status: 400,
    message: 'The Tag.N.Key contain duplicate key.',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'InvalidTagKey.Malformed',
    status: 400,
    message: 'The specified Tag.n.Key is not valid.',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'Param.Conflict',
    status: 403,
    message: 'The specified all is true, but the specified TagKey.N is not empty.',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'InvalidRegionId.NotFound',
    status: 404,
    message: 'The RegionId provided does not exist in our records.',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'MissingParameter.ResourceIds',
    status: 404,
    message: 'The parameter - ResourceIds.N should not be null',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'MissingParameter.ResourceType',
    status: 404,
    message: 'The parameter - ResourceType should not be null',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'MissingParameter.Tags',
    status: 404,
    message: 'The parameter - Tags should not be null',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'MissingParameter.RegionId',
    status: 404,
    message: 'The parameter - RegionId should not be null',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'InvalidResourceId.NotFound',
    status: 404,
    message: 'The specified ResourceIds are not found in our records.',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
  {
    code: 'InvalidResourceType.NotFound',
    status: 404,
    message: 'The ResourceType provided does not exist in our records.',
    evidence: 'documented 2024',
    action: 'UntagResources',
  },
] as const satisfies readonly ErrorRow[]
