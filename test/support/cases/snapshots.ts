import { broken, casesOf, closed, noBalance, noService, numbered, poor, unknownError } from './case.ts'

const wrongName = 'The specified SnapshotName is wrongly formed.'
const wrongDescription = 'The specified description is wrongly formed.'
const wrongRetention = 'The specified RetentionDays is not valid.'
const duplicateKey = 'The Tag.N.Key contain duplicate key.'
const wrongKey = 'The specified Tag.n.Key is not valid.'
const wrongValue = 'The specified Tag.n.Value is not valid.'
const tooManyTags = 'The specified tags are beyond the permitted range.'
const noSnapshot = 'The specified SnapshotId does not exist.'
const notCompleted = 'The specified snapshot has not completed yet.'
const wrongDisk = 'The current disk status does not support this operation.'
const wrongInstance = 'The current status of the resource does not support this operation.'

const create = casesOf('CreateSnapshot', { DiskId: 'd-sound' }, [
  ['404 InvalidDiskId.NotFound', 'The specified DiskId does not exist.', 'there is no such disk', { DiskId: 'd-none' }],
  ['400 InvalidSnapshotName.Malformed', wrongName, 'the name begins with auto', { SnapshotName: 'auto-1' }],
  ['404 InvalidDescription.Malformed', wrongDescription, 'the description is a link', { Description: 'http://a' }],
  ['400 InvalidRetentionDays.Malformed', wrongRetention, 'the retention is 0 days', { RetentionDays: '0' }],
  [
    '403 InvalidSnapshotCategory.Malformed',
    'The specified Category is not valid.',
    'there is no such category',
    { Category: 'archive' },
  ],
  [
    '403 InvalidInstantAccessRetentionDays.Malformed',
    'The specified InstantAccessRetentionDays is not valid.',
    'instant access lasts 0 days',
    { InstantAccessRetentionDays: '0' },
  ],
  [
    '403 InvalidCategoryAndInstantAccess.Malformed',
    "The snapshot Category and InstantAccess can't be used together.",
    'a category and instant access are asked for',
    { Category: 'standard', InstantAccess: 'true' },
  ],
  ['400 Duplicate.TagKey', duplicateKey, 'a tag key is given twice', { 'Tag.1.Key': 'a', 'Tag.2.key': 'a' }],
  ['400 InvalidTagKey.Malformed', wrongKey, 'a tag key is reserved', { 'Tag.1.Key': 'acs:a' }],
  ['400 InvalidTagValue.Malformed', wrongValue, 'a tag value is', { 'Tag.1.Key': 'a', 'Tag.1.Value': 'acs:a' }],
  ['403 QuotaExceed.Tags', tooManyTags, 'there are 21 tags', numbered('Tag', 21, '.Key')],
  ['403 InvalidAccountStatus.SnapshotServiceUnavailable', noService, 'the service is closed', {}, closed],
  ['403 InvalidAccountStatus.NotEnoughBalance', noBalance, 'the account has no balance', {}, poor],
  [
    '400 DiskCategory.OperationNotSupported',
    'The type of the specified disk does not support creating a snapshot.',
    'the disk is local',
    { DiskId: 'd-local' },
  ],
  [
    '403 IncorrectDiskStatus.NeverAttached',
    'The specified disk has never been attached to any instance.',
    'the disk is new',
    { DiskId: 'd-new' },
  ],
  ['403 IncorrectDiskStatus', wrongDisk, 'the disk is being detached', { DiskId: 'd-detaching' }],
  [
    '403 DiskInArrears',
    'The specified operation is denied as your disk has expired.',
    'the disk has expired',
    { DiskId: 'd-expired' },
  ],
  [
    '403 InstanceLockedForSecurity',
    'The disk attached instance is locked due to security.',
    'the instance is locked',
    { DiskId: 'd-locked' },
  ],
  ['403 IncorrectInstanceStatus', wrongInstance, 'the instance is starting', { DiskId: 'd-starting' }],
  [
    '403 IncorrectDiskStatus.CreatingSnapshot',
    'A previous snapshot creation is in process.',
    'another snapshot of the disk is in progress',
    { DiskId: 'd-busy' },
  ],
  [
    '403 IdempotentParameterMismatch',
    'The specified clientToken is used.',
    'the token came with another disk before',
    { ClientToken: 'used' },
    { before: { DiskId: 'd-running', ClientToken: 'used' } },
  ],
  ['403 QuotaExceed.Snapshot', 'The snapshot quota exceeds.', 'the disk has 256 snapshots', { DiskId: 'd-full' }],
  ['500 InternalError', unknownError, 'the data are broken', {}, broken],
])

const remove = casesOf('DeleteSnapshot', { SnapshotId: 's-sound' }, [
  [
    '400 MissingParameter',
    'The input parameter SnapshotId that is mandatory for processing this request is not supplied.',
    'no snapshot is named',
    { SnapshotId: '' },
  ],
  [
    '404 InvalidSnapshotId.NotFound',
    'The specified snapshot is not found.',
    'there is no such snapshot',
    { SnapshotId: 's-none' },
  ],
  [
    '403 SnapshotCreatedImage',
    'The snapshot has been used to create user defined image(s).',
    'an image was made of it',
    { SnapshotId: 's-image' },
  ],
  [
    '403 SnapshotCreatedDisk',
    'The snapshot has been used to create disk(s).',
    'a disk was made of it',
    { SnapshotId: 's-disk' },
  ],
  ['500 InternalError', unknownError, 'the data are broken', {}, broken],
])

const modify = casesOf('ModifySnapshotAttribute', { SnapshotId: 's-sound', SnapshotName: 'name' }, [
  ['400 InvalidSnapshotName.Malformed', wrongName, 'the name begins with auto', { SnapshotName: 'auto-1' }],
  ['404 InvalidDescription.Malformed', wrongDescription, 'the description is a link', { Description: 'https://a' }],
  [
    '404 InvalidSnapshotDisableInstantAccess.Malformed',
    'The specified DisableInstantAccess is not valid!',
    'DisableInstantAccess is no boolean',
    { DisableInstantAccess: '1' },
  ],
  ['400 InvalidRetentionDays.Malformed', wrongRetention, 'the retention is too long', { RetentionDays: '65537' }],
  [
    '400 NoAttributeToModify',
    'No attribute to be modified in this request.',
    'nothing is to change',
    { SnapshotName: '' },
  ],
  ['404 InvalidSnapshotId.NotFound', noSnapshot, 'there is no such snapshot', { SnapshotId: 's-none' }],
  [
    '401 IncorrectDiskStatus.CreatingSnapshot',
    'The snapshot of the disk is still creating.',
    'the snapshot of a disk is in progress',
    { SnapshotId: 's-busy' },
  ],
  ['400 InvalidSnapshotId.NotReady', notCompleted, 'a copy is in progress', { SnapshotId: 's-copying' }],
  [
    '400 InvalidOperation.DecreaseRetentionDaysUnsupported',
    'The requested operation to decrease retention days for the snapshot is not supported.',
    'the retention is shorter than before',
    { RetentionDays: '29' },
  ],
])

const reset = casesOf('ResetDisk', { DiskId: 'd-sound', SnapshotId: 's-sound' }, [
  ['403 InvalidAccountStatus.SnapshotServiceUnavailable', noService, 'the service is closed', {}, closed],
  ['403 InvalidAccountStatus.NotEnoughBalance', noBalance, 'the account has no balance', {}, poor],
  ['404 InvalidDiskId.NotFound', 'The specified disk does not exist.', 'there is no such disk', { DiskId: 'd-none' }],
  ['404 InvalidSnapshotId.NotFound', noSnapshot, 'there is no such snapshot', { SnapshotId: 's-none' }],
  [
    '403 InvalidParameter.Mismatch',
    'The specified snapshot is not created from the specified disk.',
    'the snapshot is a copy',
    { SnapshotId: 's-copy' },
  ],
  [
    '403 InvalidSnapshot.TooOld',
    'The snapshotId is created before 2013-07-15, it cannot be restored since the first time the disk detached.',
    'the snapshot is too old',
    { SnapshotId: 's-old' },
  ],
  [
    '403 OperationDenied',
    'The specified snapshot dees not support ResetDisk.',
    'the snapshot is archived',
    { SnapshotId: 's-archive' },
  ],
  [
    '403 InvalidSnapshotId.NotReady',
    notCompleted,
    'the snapshot is in progress',
    { DiskId: 'd-busy', SnapshotId: 's-busy' },
  ],
  [
    '400 DiskCategory.OperationNotSupported',
    'The operation is not supported to the specified disk due to its disk category.',
    'the disk is local',
    { DiskId: 'd-local', SnapshotId: 's-of-local' },
  ],
  [
    '403 IncorrectDiskStatus',
    wrongDisk,
    'the disk is attached to nothing',
    { DiskId: 'd-loose', SnapshotId: 's-of-loose' },
  ],
  [
    '403 InstanceExpiredOrInArrears',
    'The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode).',
    'the instance has expired',
    { DiskId: 'd-expired', SnapshotId: 's-of-expired' },
  ],
  [
    '403 InstanceLockedForSecurity',
    'The instance is locked due to security.',
    'the instance is locked',
    { DiskId: 'd-locked', SnapshotId: 's-of-locked' },
  ],
  [
    '403 IncorrectInstanceStatus',
    wrongInstance,
    'the instance is running',
    { DiskId: 'd-running', SnapshotId: 's-of-running' },
  ],
  [
    '403 IncorrectDiskStatus.HasUnfinishedSnapshot',
    'The current disk has unfinished snapshot.',
    'another snapshot of the disk is in progress',
    { DiskId: 'd-busy', SnapshotId: 's-done' },
  ],
  [
    '400 DryRunOperation',
    'Request validation has been passed with DryRun flag set.',
    'it is only a test',
    { DryRun: 'true' },
  ],
  ['500 InternalError', unknownError, 'the data are broken', {}, broken],
])

/** The refusals of the actions that make, change, delete and use snapshots. */
export const snapshotCases = [...create, ...remove, ...modify, ...reset]
