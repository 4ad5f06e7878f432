import { noDisk, noImage, noInstance, noSnapshot, type Probe } from '../probe.ts'
import { call, twentyOne } from './call.ts'

const regions = 'Regions of disks and instances'
const order = 'Order of the rules'
const isRegion = (action: string): string[] => [regions, `${action}: RegionId is a region.`, `${action}.RegionId`]
const unknownRegion = { RegionId: 'xx-none-1' }

const disks = call('DescribeDisks', [])
const deleteDisk = call('DeleteDisk', [], { DiskId: noDisk }, { mayBeIgnored: true })
const attach = call('AttachDisk', ['InvalidDiskId.NotFound', 'InvalidInstanceId.NotFound'], {
  DiskId: noDisk,
  InstanceId: noInstance,
})
const detach = call('DetachDisk', ['InvalidDiskId.NotFound', 'InvalidInstanceId.NotFound'], {
  DiskId: noDisk,
  InstanceId: noInstance,
})
const changeDisk = call('ModifyDiskAttribute', ['InvalidDiskId.NotFound'], { DiskId: noDisk })
const instances = call('DescribeInstances', [])
const images = call('DescribeImages', [])
const createImage = call('CreateImage', ['InvalidSnapshotId.NotFound'], { SnapshotId: noSnapshot })
const deleteImage = call('DeleteImage', [], { ImageId: noImage }, { mayBeIgnored: true })
const copyImage = call('CopyImage', ['InvalidImageId.NotFound'], { ImageId: noImage, DestinationRegionId: '$other' })
const tag = call('TagResources', ['InvalidResourceId.NotFound'], {
  ResourceType: 'snapshot',
  'ResourceId.1': noSnapshot,
})
const untag = call('UntagResources', ['InvalidResourceId.NotFound'], {
  ResourceType: 'snapshot',
  'ResourceId.1': noSnapshot,
})
const listTags = call('ListTagResources', [], { ResourceType: 'snapshot' })
const aTag = { 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' }

/** Calls about disks, instances, images and tags. */
export const resourceProbes: readonly Probe[] = [
  disks('all', ['Pages by token', 'Statuses in between']),
  disks('a filter value without a key', ['DescribeDisks: No filter has a value without a key.'], {
    'Filter.1.Value': '2026-01-01T00:00Z',
  }),
  disks('a filter key without a value', ['DescribeDisks: No filter has a key without a value.'], {
    'Filter.1.Key': 'CreationStartTime',
  }),
  disks('a token that is none', ['DescribeDisks: NextToken is a token of an earlier page.'], { NextToken: 'none' }),
  disks('one result a page', ['Pages by token'], { MaxResults: '1' }),
  disks('an unknown zone', ['Zones'], { ZoneId: 'xx-none-1a' }),
  disks('a dry run', ['Dry runs'], { DryRun: 'true' }),
  deleteDisk('an unknown disk', ['Deleting what is not there', 'DeleteDisk: The disk exists and is the caller’s.']),
  deleteDisk('an unknown region', isRegion('DeleteDisk'), unknownRegion),
  attach('unknown disk and instance', ['Attaching and detaching', order]),
  attach('an unknown region', isRegion('AttachDisk'), unknownRegion),
  attach('a device that is none', ['Attaching and detaching'], { Device: '/dev/none' }),
  attach('bootable', ['Attaching and detaching'], { Bootable: 'true' }),
  detach('unknown disk and instance', ['Attaching and detaching', order]),
  detach('an unknown region', isRegion('DetachDisk'), unknownRegion),
  changeDisk('an unknown disk', [order], { DiskName: 'name' }),
  changeDisk('an unknown region', isRegion('ModifyDiskAttribute'), { DiskName: 'name', ...unknownRegion }),
  instances('all', ['Statuses in between', 'Pages by token']),
  instances('a token that is none', ['DescribeInstances: NextToken is a token of an earlier page.'], {
    NextToken: 'none',
  }),
  instances('one result a page', ['Pages by token'], { MaxResults: '1' }),
  instances('an unknown region', ['Regions'], unknownRegion),
  call('DescribeZones', [])('all', ['Zones']),
  call('DescribeZones', [])('of an unknown region', ['Zones', 'Regions'], unknownRegion),
  images('of the caller', ['Disks of images'], { ImageOwnerAlias: 'self' }),
  images('an unknown status', ['DescribeImages: Status is All, or some of the statuses of images.'], {
    Status: 'none',
  }),
  images('a filter value without a key', ['DescribeImages: No filter has a value without a key.'], {
    'Filter.1.Value': '2026-01-01T00:00Z',
  }),
  images('a filter key without a value', ['DescribeImages: No filter has a key without a value.'], {
    'Filter.1.Key': 'CreationStartTime',
  }),
  images('a dry run', ['Dry runs'], { DryRun: 'true' }),
  createImage('an unknown snapshot', ['Disks of images', 'Snapshots that are not ready']),
  createImage('a dry run', ['Dry runs', order], { DryRun: 'true' }),
  deleteImage('an unknown image', [
    'Deleting what is not there',
    'DeleteImage: The image exists in the region and is the caller’s.',
  ]),
  deleteImage('an unknown region', ['Regions', order], unknownRegion),
  deleteImage('a dry run', ['Dry runs'], { DryRun: 'true' }),
  copyImage('an unknown image', ['Copies of images', order]),
  copyImage('the same region', ['Copies of images'], { DestinationRegionId: '$region' }),
  copyImage('no destination', ['Copies of images'], { DestinationRegionId: '' }),
  copyImage('an unknown destination', ['Copies of images', 'Regions'], { DestinationRegionId: 'xx-none-1' }),
  copyImage('the same tag key twice', ['error Duplicate.TagKey CopyImage'], { 'Tag.1.Key': 'k', 'Tag.2.Key': 'k' }),
  copyImage('a tag key that begins with aliyun', ['error InvalidTagKey.Malformed CopyImage'], {
    'Tag.1.Key': 'aliyun-x',
  }),
  copyImage('a tag value with https://', ['error InvalidTagValue.Malformed CopyImage'], {
    'Tag.1.Key': 'k',
    'Tag.1.Value': 'https://x',
  }),
  copyImage('21 tags', ['error QuotaExceed.Tags CopyImage'], twentyOne),
  copyImage('a dry run', ['Dry runs'], { DryRun: 'true' }),
  tag('an unknown snapshot', ['Tags of resources'], aTag),
  tag('an unknown disk', ['Tags of resources'], { ...aTag, ResourceType: 'disk', 'ResourceId.1': noDisk }),
  tag('an unknown image', ['Tags of resources'], { ...aTag, ResourceType: 'image', 'ResourceId.1': noImage }),
  tag('an unknown type', ['Tags of resources'], { ...aTag, ResourceType: 'none' }),
  tag('no tag', ['Tags of resources']),
  tag('a value without a key', ['Tags of resources'], { 'Tag.1.Value': 'v' }),
  untag('neither All nor a key', ['Tags of resources', 'UntagResources: A key is given, or All is true.']),
  untag('an unknown snapshot', ['Tags of resources'], { 'TagKey.1': 'k' }),
  listTags('of all snapshots', ['Tags of resources', 'Pages by token']),
  listTags('of an unknown snapshot', ['Tags of resources'], { 'ResourceId.1': noSnapshot }),
  listTags('a token that is none', ['Pages by token', 'Tags of resources'], { NextToken: 'none' }),
]
