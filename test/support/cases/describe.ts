import { broken, casesOf, numbered, unknownError } from './case.ts'

const tooManyIds = JSON.stringify(Array(101).fill('x'))

const snapshots = casesOf('DescribeSnapshots', { RegionId: 'cn-chengdu' }, [
  [
    '404 InvalidRegionId.NotFound',
    'The specified RegionId does not exist.',
    'there is no such region',
    { RegionId: 'nowhere' },
  ],
  [
    '400 InvalidTag.Mismatch',
    'The specified Tag.n.Key and Tag.n.Value are not match.',
    'a tag value has no key',
    { 'Tag.1.Value': 'x' },
  ],
  [
    '400 InvalidTagCount',
    'The specified tags are beyond the permitted range.',
    'there are 21 tags',
    numbered('Tag', 21, '.Key'),
  ],
  [
    '403 InvalidSnapshotIds.Malformed',
    'The amount of specified specified snapshot Ids exceeds the limit.',
    'there are 101 ids',
    { SnapshotIds: tooManyIds },
  ],
  [
    '403 InvalidSnapshotCategory.Malformed',
    'The specified Category is not valid.',
    'there is no such category',
    { Category: 'x' },
  ],
  [
    '404 InvalidFilterKey.NotFound',
    'The specified FilterKey is not found.',
    'there is no such filter',
    { 'Filter.1.Key': 'CreationTime', 'Filter.1.Value': '2019-12-13T17:00Z' },
  ],
  [
    '404 InvalidFilterValue',
    'The specified FilterValue  exceeds the limit.',
    'a filter is no time',
    { 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': 'yesterday' },
  ],
  ['404 InvalidUsage', 'The specifed Usage is not valid.', 'there is no such usage', { Usage: 'x' }],
  [
    '404 InvalidSourceDiskType',
    'The specifed SourceDiskType is not valid.',
    'there is no such type of disk',
    { SourceDiskType: 'x' },
  ],
  ['404 InvalidStatus.NotFound', 'The specified Status is not found.', 'there is no such status', { Status: 'x' }],
  [
    '404 InvalidSnapshotType.NotFound',
    'The specfied SnapshotType is not found.',
    'there is no such type of snapshot',
    { SnapshotType: 'x' },
  ],
  [
    '404 InvalidSnapshotLinkId.NotFound',
    'The specified snapshot link is not found.',
    'there is no such chain',
    { SnapshotLinkId: 'sl-none' },
  ],
  [
    '400 DryRunOperation',
    'Request validation has been passed with DryRun flag set.',
    'it is only a test',
    { DryRun: 'true' },
  ],
  ['500 InternalError', unknownError, 'the data are broken', {}, broken],
])

const regions = casesOf('DescribeRegions', {}, [
  [
    '403 Invalid.InstanceChargeType',
    'The specified instanceChargeType is not valid.',
    'there is no such way to pay',
    { InstanceChargeType: 'x' },
  ],
  [
    '404 InvalidAcceptLanguage.NotFound',
    'Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.',
    'the language is not known',
    { AcceptLanguage: 'x' },
  ],
  [
    '404 InvalidResourceType.NotFound',
    'The ResourceType provided does not exist in our records.',
    'there is no such type of resource',
    { ResourceType: 'x' },
  ],
])

const usage = casesOf('DescribeSnapshotsUsage', {}, [
  [
    '403 InvalidParam.RegionId',
    'The specified region is not exist.',
    'there is no such region',
    { RegionId: 'nowhere' },
  ],
])

const links = casesOf('DescribeSnapshotLinks', { RegionId: 'cn-chengdu' }, [
  ['400 InvalidRegionId', 'The specified regionId is invalid.', 'there is no such region', { RegionId: 'nowhere' }],
  [
    '400 InvalidInstanceId.NotFound',
    'The specified instanceId is not exists.',
    'there is no such instance',
    { InstanceId: 'i-none' },
  ],
  ['400 InvalidDiskIds', 'The specified diskIds is invalid.', 'the disks are no list', { DiskIds: 'd-sound' }],
  [
    '400 InvalidSnapshotLinkIds',
    'The specified snapshotLinkIds is invalid.',
    'there are 101 chains',
    { SnapshotLinkIds: tooManyIds },
  ],
  ['500 InternalError', unknownError, 'the data are broken', {}, broken],
])

/** The refusals of the actions that describe. */
export const describeCases = [...snapshots, ...regions, ...usage, ...links]
