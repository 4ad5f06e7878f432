import { noDisk, noSnapshot, type Probe } from '../probe.ts'
import { call, twentyOne } from './call.ts'

const unknown = 'InvalidSnapshotId.NotFound'

/** A copy of a snapshot that does not exist. */
const copy = (name: string, settles: readonly string[], params: Probe['params']): Probe => ({
  name: `copy: ${name}`,
  action: 'CopySnapshot',
  params: { SnapshotId: noSnapshot, DestinationRegionId: '$other', ...params },
  settles,
  class: 'free',
  guards: [unknown],
})

const order = 'Order of the rules'
const list = call('DescribeSnapshots', [], {})
const links = call('DescribeSnapshotLinks', [], {})
const create = call('CreateSnapshot', ['InvalidDiskId.NotFound'], { DiskId: noDisk })
const change = call('ModifySnapshotAttribute', [unknown], { SnapshotId: noSnapshot })
const remove = call('DeleteSnapshot', [], { SnapshotId: noSnapshot }, { mayBeIgnored: true })
const reset = call('ResetDisk', ['InvalidDiskId.NotFound'], { DiskId: noDisk, SnapshotId: noSnapshot })

/** Calls about snapshots. */
export const snapshotProbes: readonly Probe[] = [
  copy('an unknown snapshot', [order], {}),
  copy('an unknown destination', ['Regions', 'CopySnapshot: DestinationRegionId is a region.', order], {
    DestinationRegionId: 'xx-none-1',
  }),
  copy('an unknown region', ['Regions', order], { RegionId: 'xx-none-1' }),
  copy('both regions unknown', ['Regions'], { RegionId: 'xx-none-1', DestinationRegionId: 'xx-none-2' }),
  copy('the same region', [order], { DestinationRegionId: '$region' }),
  copy('the same region, encrypted', ['Encryption in 2025', order], {
    DestinationRegionId: '$region',
    Encrypted: 'true',
  }),
  copy('no destination', ['Empty parameters'], { DestinationRegionId: '' }),
  copy('an empty snapshot', ['Empty parameters'], { SnapshotId: '' }),
  copy('neither name nor description', ['Required name and description'], {}),
  copy('a name that begins with a digit', ['Names', order], { DestinationSnapshotName: '1name' }),
  copy('a name with an accented letter', ['Names'], { DestinationSnapshotName: 'éclair' }),
  copy('a name with a full stop', ['Names'], { DestinationSnapshotName: 'a.b' }),
  copy('a name that begins with auto', ['Names'], { DestinationSnapshotName: 'auto-name' }),
  copy('a name that begins with AUTO', ['Names'], { DestinationSnapshotName: 'AUTO-name' }),
  copy('a name of one letter', ['Names'], { DestinationSnapshotName: 'a' }),
  copy('a name of 128 letters beyond the basic plane', ['Names'], { DestinationSnapshotName: `a${'𠀀'.repeat(127)}` }),
  copy('a description that begins with http://', [order], { DestinationSnapshotDescription: 'http://x' }),
  copy('retention of no day', [order], { RetentionDays: '0' }),
  copy('retention in words', [order], { RetentionDays: 'one' }),
  copy('21 tags', ['Tags', 'error InvalidTagCount CopySnapshot'], twentyOne),
  copy('a tag numbered 21', ['Tags'], { 'Tag.21.Key': 'k', 'Tag.21.Value': 'v' }),
  copy('a tag numbered 01', ['Numbered lists'], { 'Tag.01.Key': 'aliyun' }),
  copy('a tag without a number', ['Numbered lists'], { 'Tag.Key': 'aliyun' }),
  copy('a bare tag', ['Numbered lists'], { 'Tag.1': 'aliyun' }),
  copy('tags with a gap', ['Tags'], { 'Tag.1.Key': 'a', 'Tag.3.Key': 'b' }),
  copy('a tag value without a key', ['Tags'], { 'Tag.1.Value': 'v' }),
  copy('an empty tag key', ['Tags', 'Empty parameters'], { 'Tag.1.Key': '', 'Tag.1.Value': 'v' }),
  copy('the same tag key twice', [order], { 'Tag.1.Key': 'k', 'Tag.2.Key': 'k' }),
  copy('a tag key that begins with aliyun', [order], { 'Tag.1.Key': 'aliyun-x' }),
  copy('a client token of 65 characters', ['Client tokens', 'Newer parameters under the contract of 2021'], {
    ClientToken: 'x'.repeat(65),
  }),
  copy('a client token beyond ASCII', ['Client tokens'], { ClientToken: '令牌' }),
  copy('Encrypted in words', ['Encryption in 2025', 'Newer parameters under the contract of 2021'], {
    Encrypted: 'maybe',
  }),
  copy('a key without Encrypted', ['Encryption in 2025'], { KMSKeyId: 'none' }),
  copy(
    'a storage location and encryption',
    ['Encryption in 2025', 'CopySnapshot 2025: A copy to a storage location is not encrypted.'],
    {
      DestinationStorageLocationArn: 'acs:ecs:none',
      Encrypted: 'true',
    },
  ),
  copy('a role', ['CopySnapshot 2025: The account was invited to name roles, when Arn is given.'], {
    'Arn.1.Rolearn': 'acs:ram::1:role/none',
    'Arn.1.RoleType': 'none',
  }),
  copy('a wrong name and an unknown region', [order], { DestinationSnapshotName: '1', RegionId: 'xx-none-1' }),
  copy('a wrong name and 21 tags', [order], { ...twentyOne, DestinationSnapshotName: '1' }),
  copy('an unknown destination that is the region itself', [order, 'Regions'], {
    RegionId: 'xx-none-1',
    DestinationRegionId: 'xx-none-1',
  }),

  list('all', ['Pages by token']),
  list('of an unknown id', ['Ids'], { SnapshotIds: `["${noSnapshot}"]` }),
  list('ids that are no list', [order], { SnapshotIds: noSnapshot }),
  list('a filter value without a key', ['DescribeSnapshots: No filter has a value without a key.'], {
    'Filter.1.Value': '2026-01-01T00:00Z',
  }),
  list('a filter key without a value', ['DescribeSnapshots: No filter has a key without a value.'], {
    'Filter.1.Key': 'CreationStartTime',
  }),
  list('a filter of another name', [order], { 'Filter.1.Key': 'none', 'Filter.1.Value': 'x' }),
  list('a token that is none', ['Pages by token', 'DescribeSnapshots: NextToken is a token of an earlier page.'], {
    NextToken: 'none',
  }),
  list('one result a page', ['Pages by token'], { MaxResults: '1' }),
  list('101 results a page', ['Pages by token'], { MaxResults: '101' }),
  list('a page by number and by token', ['Pages by token'], { MaxResults: '10', PageNumber: '2' }),
  list('page 0', [order], { PageNumber: '0' }),
  list('101 a page', [order], { PageSize: '101' }),
  list('a dry run', ['Dry runs', 'error DryRunOperation DescribeSnapshots'], { DryRun: 'true' }),
  list('a tag with an empty value', ['Tags'], { 'Tag.1.Key': 'compare', 'Tag.1.Value': '' }),
  list('a tag value without a key', ['Tags'], { 'Tag.1.Value': 'x' }),
  list('an unknown region', ['Regions'], { RegionId: 'xx-none-1' }),
  list('an unknown status', [order], { Status: 'none' }),
  list('XML of an unknown id', ['XML'], { Format: 'XML', SnapshotIds: `["${noSnapshot}"]` }),

  links('all', ['Pages by token']),
  links('a token that is none', ['Pages by token', 'DescribeSnapshotLinks: NextToken is a token of an earlier page.'], {
    NextToken: 'none',
  }),
  { ...links('the usage', [order]), action: 'DescribeSnapshotsUsage', name: 'DescribeSnapshotsUsage: the usage' },

  create('an unknown disk', ['Snapshots of disks', 'Deleting what is not there']),
  create('21 tags', ['Snapshots of disks'], twentyOne),
  create('a name with a full stop', ['Names'], { SnapshotName: 'a.b' }),
  create('a client token of 65 characters', ['Client tokens'], { ClientToken: 'x'.repeat(65) }),
  change('an unknown snapshot', ['Deleting what is not there', 'Changing what is not ready']),
  change('an unknown snapshot with a name', ['Changing what is not ready'], { SnapshotName: 'name' }),
  remove('an unknown snapshot', ['Deleting what is not there', 'Snapshots that were used']),
  reset('unknown disk and snapshot', ['Snapshots of disks', order]),
]
