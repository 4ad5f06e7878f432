import { broken, casesOf, numbered } from './case.ts'

const resource = { RegionId: 'cn-chengdu', ResourceType: 'snapshot', 'ResourceId.1': 's-sound' }
const noRegion = 'The RegionId provided does not exist in our records.'
const noType = 'The ResourceType provided does not exist in our records.'
const noResource = 'The specified ResourceIds are not found in our records.'
const duplicate = 'The Tag.N.Key contain duplicate key.'
const wrongKey = 'The specified Tag.n.Key is not valid.'
const wrongValue = 'The specified Tag.n.Value is not valid.'
const mismatch = 'The specified Tag.n.Key and Tag.n.Value are not match.'

const tag = casesOf('TagResources', { ...resource, 'Tag.1.Key': 'a', 'Tag.1.Value': '1' }, [
  [
    '404 MissingParameter.RegionId',
    'The parameter - RegionId should not be null.',
    'no region is named',
    { RegionId: '' },
  ],
  [
    '404 MissingParameter.ResourceType',
    'The parameter - ResourceType should not be null.',
    'no type is named',
    { ResourceType: '' },
  ],
  [
    '404 MissingParameter.ResourceIds',
    'The parameter - ResourceIds.N should not be null.',
    'no resource is named',
    { 'ResourceId.1': '' },
  ],
  [
    '400 NumberExceed.ResourceIds',
    "The ResourceIds parameter's number is exceed , Valid : 50.",
    'there are 51 resources',
    numbered('ResourceId', 51),
  ],
  [
    '400 NumberExceed.Tags',
    "The Tags parameter's number is exceed , Valid : 20.",
    'there are 21 tags',
    numbered('Tag', 21, '.Key'),
  ],
  ['400 Duplicate.TagKey', duplicate, 'a key is given twice', { 'Tag.2.Key': 'a' }],
  ['400 InvalidTagKey.Malformed', wrongKey, 'a key is empty', { 'Tag.1.Key': '' }],
  ['400 InvalidTagValue.Malformed', wrongValue, 'a value is a link', { 'Tag.1.Value': 'http://a' }],
  ['400 InvalidTag.Mismatch', mismatch, 'a value has no key', { 'Tag.2.Value': 'x' }],
  ['404 InvalidRegionId.NotFound', noRegion, 'there is no such region', { RegionId: 'nowhere' }],
  ['404 InvalidResourceType.NotFound', noType, 'there is no such type', { ResourceType: 'x' }],
  ['404 InvalidResourceId.NotFound', noResource, 'one of the resources is not there', { 'ResourceId.2': 's-none' }],
  [
    '403 TagKey.Duplication',
    'The TagKey has duplication with others, case-insensitive.',
    'a key differs from one that is there by its case alone',
    { 'ResourceId.1': 's-cased', 'Tag.1.Key': 'ENV' },
  ],
  [
    '400 OperationDenied.QuotaExceed',
    'The quota of tags on resource is beyond permitted range.',
    'it would be the 21st tag',
    { 'ResourceId.1': 's-tagged' },
  ],
])

const noTags = casesOf('TagResources', resource, [
  ['404 MissingParameter.Tags', 'The parameter - Tags should not be null.', 'no tag is given', {}],
])

const untag = casesOf('UntagResources', { ...resource, 'TagKey.1': 'a' }, [
  [
    '404 MissingParameter.RegionId',
    'The parameter - RegionId should not be null',
    'no region is named',
    { RegionId: '' },
  ],
  [
    '404 MissingParameter.ResourceType',
    'The parameter - ResourceType should not be null',
    'no type is named',
    { ResourceType: '' },
  ],
  [
    '404 MissingParameter.ResourceIds',
    'The parameter - ResourceIds.N should not be null',
    'no resource is named',
    { 'ResourceId.1': '' },
  ],
  [
    '400 NumberExceed.ResourceIds',
    "The ResourceIds parameter's number is exceed , Valid : 50",
    'there are 51 resources',
    numbered('ResourceId', 51),
  ],
  [
    '400 NumberExceed.Tags',
    "The Tags parameter's number is exceed , Valid : 20",
    'there are 21 keys',
    numbered('TagKey', 21),
  ],
  ['400 Duplicate.TagKey', duplicate, 'a key is given twice', { 'TagKey.2': 'a' }],
  ['400 InvalidTagKey.Malformed', wrongKey, 'a key is reserved', { 'TagKey.1': 'acs:a' }],
  [
    '403 Param.Conflict',
    'The specified all is true, but the specified TagKey.N is not empty.',
    'all keys and one of them are meant',
    { All: 'true' },
  ],
  ['404 InvalidRegionId.NotFound', noRegion, 'there is no such region', { RegionId: 'nowhere' }],
  ['404 InvalidResourceType.NotFound', noType, 'there is no such type', { ResourceType: 'x' }],
  ['404 InvalidResourceId.NotFound', noResource, 'one of the resources is not there', { 'ResourceId.2': 's-none' }],
])

const noKeys = casesOf('UntagResources', resource, [
  ['404 MissingParameter.Tags', 'The parameter - Tags should not be null', 'no key is given', { All: 'false' }],
])

const filters = { 'TagFilter.1.TagKey': 'a' }

const list = casesOf('ListTagResources', resource, [
  [
    '404 MissingParameter.RegionId',
    'The parameter - RegionId should not be null.',
    'no region is named',
    { RegionId: '' },
  ],
  [
    '404 MissingParameter.ResourceType',
    'The parameter - ResourceType should not be null.',
    'no type is named',
    { ResourceType: '' },
  ],
  [
    '400 NumberExceed.ResourceIds',
    "The ResourceIds parameter's number is exceed , Valid : 50.",
    'there are 51 resources',
    numbered('ResourceId', 51),
  ],
  [
    '400 NumberExceed.Tags',
    "The Tags parameter's number is exceed , Valid : 20.",
    'there are 21 tags',
    numbered('Tag', 21, '.Key'),
  ],
  ['400 Duplicate.TagKey', duplicate, 'a key is given twice', { 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' }],
  ['400 InvalidTagKey.Malformed', wrongKey, 'a key is empty', { 'Tag.1.Key': '' }],
  ['400 InvalidTagValue.Malformed', wrongValue, 'a value is a link', { 'Tag.1.Key': 'a', 'Tag.1.Value': 'https://' }],
  ['400 InvalidTag.Mismatch', mismatch, 'a value has no key', { 'Tag.1.Value': 'x' }],
  [
    '400 InvalidTags.MalFormed',
    'The tags must be empty, when the tagFilters is not empty.',
    'there are tags and filters',
    { ...filters, 'Tag.1.Key': 'a' },
  ],
  [
    '403 BothEmpty.TagsAndResources',
    'The specified Tags and ResourcesIds are not allow to both empty.',
    'nothing is asked for',
    { 'ResourceId.1': '' },
  ],
  [
    '403 NumberExceed.TagValues',
    'The number of the specified TagValues is beyond permitted range, the max is 5.',
    'a filter has six values',
    { ...filters, ...numbered('TagFilter.1.TagValues', 6) },
  ],
  [
    '403 InvalidTagFilter.Malformed',
    'The specified TagFilter is not valid.',
    'a filter has no key',
    { 'TagFilter.1.TagValues.1': 'x' },
  ],
  ['403 Invalid.NextToken', 'The specified NextToken is not valid.', 'the token is foreign', { NextToken: 'foreign' }],
  ['404 InvalidRegionId.NotFound', noRegion, 'there is no such region', { RegionId: 'nowhere' }],
  ['404 InvalidResourceType.NotFound', noType, 'there is no such type', { ResourceType: 'x' }],
  ['404 InvalidResourceId.NotFound', noResource, 'one of the resources is not there', { 'ResourceId.2': 's-none' }],
  [
    '500 InternalError',
    'The process of creating snapshot has failed due to some unknown error.',
    'the data are broken',
    {},
    broken,
  ],
])

/** The refusals of the actions on tags. */
export const tagCases = [...tag, ...noTags, ...untag, ...noKeys, ...list]
