import { casesOf, closed, noBalance, noService, numbered, poor } from './case.ts'

/** The refusals of CopySnapshot under the contract of 2021. */
export const copyCases = casesOf(
  'CopySnapshot',
  { RegionId: 'cn-chengdu', DestinationRegionId: 'us-east-1', SnapshotId: 's-sound' },
  [
    [
      '400 Duplicate.TagKey',
      'The Tag.N.Key contain duplicate key.',
      'a tag key is given twice',
      { 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' },
    ],
    [
      '400 InvalidTagKey.Malformed',
      'The specified Tag.n.Key is not valid.',
      'a tag key is reserved',
      { 'Tag.1.Key': 'acs:a' },
    ],
    [
      '400 InvalidTagValue.Malformed',
      'The specified Tag.n.Value is not valid.',
      'a tag value is reserved',
      { 'Tag.1.Key': 'a', 'Tag.1.Value': 'aliyun' },
    ],
    [
      '400 InvalidTagCount',
      'The specified tags are beyond the permitted range.',
      'there are 21 tags',
      numbered('Tag', 21, '.Key'),
    ],
    [
      '400 InvalidRegionId.MalFormed',
      'The specified RegionId is not valid.',
      'there is no such region',
      { RegionId: 'nowhere' },
    ],
    [
      '403 InvalidRegionId.NotExists',
      'Region not exists.',
      'there is no such destination',
      { DestinationRegionId: 'nowhere' },
    ],
    [
      '403 InvalidOperation.NotSupportCopyInSameRegion',
      'Copying snapshot in the same region is not supported.',
      'the regions are the same',
      { DestinationRegionId: 'cn-chengdu' },
    ],
    [
      '403 InvalidSnapshotId.NotFound',
      'The specified snapshot is not exists.',
      'there is no such snapshot',
      { SnapshotId: 's-none' },
    ],
    [
      '403 InvalidSnapshotId.NotReady',
      'The specified snapshot has not completed yet.',
      'the source has failed',
      { SnapshotId: 's-failed' },
    ],
    [
      '403 InvalidSnapshotCategory.NotSupportCopy',
      "The specified snapshot's category does not support copy.",
      'the source is local',
      { SnapshotId: 's-local' },
    ],
    [
      '403 InvalidSnapshotId.EncryptedNotSupport',
      'The specified snapshot  with encrypted does not support copy.',
      'the source is encrypted',
      { SnapshotId: 's-encrypted' },
    ],
    [
      '403 InvalidUser.NotInWhiteList',
      'The user is not in the white list of copying snapshot.',
      'the account is not on the white list',
      {},
      { key: 'testid-not-whitelisted' },
    ],
    ['403 InvalidAccountStatus.NotEnoughBalance', noBalance, 'the account has no balance', {}, poor],
    ['403 InvalidAccountStatus.SnapshotServiceUnavailable', noService, 'the service is closed', {}, closed],
    [
      '403 InvalidSnapshotName.Malformed',
      'The specified SnapshotName is wrongly formed.',
      'the name begins with a digit',
      { DestinationSnapshotName: '1a' },
    ],
    [
      '403 InvalidDescription.Malformed',
      'The specified description is wrongly formed.',
      'the description is a link',
      { DestinationSnapshotDescription: 'http://a' },
    ],
    [
      '403 InvalidRetentionDays.Malformed',
      'The specified RetentionDays is not valid.',
      'the retention is 0 days',
      { RetentionDays: '0' },
    ],
  ],
)
