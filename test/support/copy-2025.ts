import type { Credentials, Params } from './oracle.ts'

/** The call that the cases change: it works in the world `2025`. */
export const copy2025: Params = {
  SnapshotId: 's-2vc2025standard',
  RegionId: 'cn-chengdu',
  DestinationRegionId: 'us-east-1',
}

const key = (id: string): { as: Credentials } => ({ as: { id, secret: 'testsecret' } })
const snapshot = (name: string): Params => ({ SnapshotId: `s-2vc2025${name}` })
const location = (name: string): Params => ({
  DestinationStorageLocationArn: `acs:ecs:us-east-1:1000000000000001:storagelocation/${name}`,
})
const encryptedWith = (KMSKeyId: string): Params => ({ Encrypted: 'true', KMSKeyId })

/** A row of the documentation of 2025, and the change to the call that reaches it. */
export interface Case2025 {
  readonly code: string
  readonly status: number
  readonly message: string
  readonly change: Params
  readonly as?: Credentials
}

const row = (
  status: number,
  code: string,
  message: string,
  change: Params,
  who: { as?: Credentials } = {},
): Case2025 => ({
  status,
  code,
  message,
  change,
  ...who,
})

/** Every row that a state or a parameter reaches, in the order of the documentation. */
export const cases2025: readonly Case2025[] = [
  row(400, 'Duplicate.TagKey', 'The Tag.N.Key contain duplicate key.', { 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' }),
  row(400, 'InvalidTagKey.Malformed', 'The specified Tag.n.Key is not valid.', { 'Tag.1.Key': 'acs:a' }),
  row(400, 'InvalidTagValue.Malformed', 'The specified Tag.n.Value is not valid.', {
    'Tag.1.Key': 'a',
    'Tag.1.Value': 'acs:',
  }),
  row(400, 'InvalidRegionId.MalFormed', 'The specified RegionId is not valid.', { RegionId: 'nowhere' }),
  row(403, 'InvalidSnapshotId.NotFound', 'The specified snapshot is not exists.', snapshot('none')),
  row(
    403,
    'InvalidSnapshotCategory.NotSupportCopy',
    "The specified snapshot's category does not support copy.",
    snapshot('local'),
  ),
  row(
    403,
    'InvalidUser.NotInWhiteList',
    'The user is not in the white list of copying snapshot.',
    {},
    key('testid-not-whitelisted'),
  ),
  row(
    403,
    'InvalidAccountStatus.NotEnoughBalance',
    'Your account does not have enough balance.',
    {},
    key('testid-no-balance'),
  ),
  row(
    403,
    'InvalidAccountStatus.SnapshotServiceUnavailable',
    'Snapshot service has not been opened yet.',
    {},
    key('testid-service-closed'),
  ),
  row(403, 'InvalidSnapshotId.NotReady', 'The specified snapshot has not completed yet.', snapshot('progressing')),
  row(
    403,
    'InvalidOperation.UnfinishedCrossRegionCopy',
    'This disk has unfinished cross-region copy snapshots in the target region.',
    snapshot('copied'),
  ),
  row(403, 'InvalidOperation.NotSupportCopyInSameRegion', 'Copying snapshot in the same region is not supported.', {
    DestinationRegionId: 'cn-chengdu',
  }),
  row(403, 'InvalidSnapshotName.Malformed', 'The specified SnapshotName is wrongly formed.', {
    DestinationSnapshotName: '1a',
  }),
  row(403, 'InvalidDescription.Malformed', 'The specified description is wrongly formed.', {
    DestinationSnapshotDescription: 'http://a',
  }),
  row(403, 'InvalidRetentionDays.Malformed', 'The specified RetentionDays is not valid.', { RetentionDays: '0' }),
  row(
    403,
    'InvalidRegionId.NotSupportedEncryptedSnapshotCopy',
    'The specified region not support copy encrypted snapshot.',
    { Encrypted: 'true', DestinationRegionId: 'cn-wuhan-lr' },
  ),
  row(403, 'InvalidRegion.NotSupport', 'The specified region does not support byok.', {
    ...encryptedWith('key-good'),
    DestinationRegionId: 'ap-south-1',
  }),
  row(403, 'InvalidRegionId.NotExists', 'Region not exists.', { DestinationRegionId: 'nowhere' }),
  row(
    403,
    'InvalidEncrypted.NotMatchKmsKeyId',
    'The specified parameter Encrypted must be true when kmsKeyId is not null.',
    { KMSKeyId: 'key-good' },
  ),
  row(403, 'InvalidEncrypted.NotSupportDecrypt', 'Encrypted snapshot not support copy to decrypt snapshot.', {
    ...snapshot('encrypted'),
    Encrypted: 'false',
  }),
  row(
    403,
    'InvalidSnapshotCategory.NotSupportCrossRegionCopy',
    'The specified snapshot is not support cross region copy.',
    snapshot('athome'),
  ),
  row(403, 'InvalidSnapshotCategory.NotSupportEncryptedCopy', 'The specified snapshot is not support encrypted copy.', {
    ...snapshot('plain'),
    Encrypted: 'true',
  }),
  row(
    403,
    'InvalidParameter.KmsNotEnabled',
    'The specified operation need enable KMS.',
    snapshot('nokms'),
    key('testid-no-kms'),
  ),
  row(
    403,
    'InvalidParameter.DataEncryptedKeyCreateFailed',
    'Create kms data encrypted key fail. If you need further assistance, you can contact the KMS Technical Support.',
    encryptedWith('key-broken'),
  ),
  row(
    403,
    'InvalidParameter.KMSKeyId.NotFound',
    'The specified KMSKeyId does not exist.',
    encryptedWith('key-chengdu'),
  ),
  row(
    403,
    'InvalidParameter.KMSKeyId.KMSUnauthorized',
    'ECS service have no right to access your KMS.',
    snapshot('kmsclosed'),
    key('testid-kms-closed'),
  ),
  row(
    403,
    'InvalidKMSKeyId.NotSymmetric',
    'The specified parameter KmsKeyId must be symmetric.',
    encryptedWith('key-asymmetric'),
  ),
  row(
    403,
    'QuotaExceed.SnapshotQuota',
    'The quota is insufficient, please contact your channel partner to increase the quota.',
    snapshot('full'),
    key('testid-no-quota'),
  ),
  row(
    403,
    'InvalidOperation.UnfinishedEncryptedSnapshotCopy',
    'This disk has unfinished encrypted copy snapshots in the target region.',
    snapshot('copiedsafe'),
  ),
  row(
    403,
    'InvalidParameterDestinationStorageLocationArn.Unauthorized',
    'The operation has failed due to lack of permission for the specified "DestinationStorageLocationArn". Please use a resource with appropriate permission for the operation.',
    location('closed'),
  ),
  row(
    403,
    'InvalidParameterDestinationStorageLocationArn.RegionNotMatch',
    'The region information in the specified parameter "DestinationStorageLocationArn" is inconsistent with "DestinationRegionId". Please use the correct information for the operation.',
    { ...location('open'), DestinationRegionId: 'eu-central-1' },
  ),
  row(
    403,
    'InvalidSnapshot.StorageLocationNotSupported',
    'The storage location of the current snapshot does not support this operation.',
    snapshot('elsewhere'),
  ),
  row(
    403,
    'InvalidSnapshot.EncryptedNotSupported',
    'The current operation does not support the use of encrypted snapshots.',
    { ...location('open'), Encrypted: 'true' },
  ),
  row(
    403,
    'InvalidParameterDestinationStorageLocationArn.Malformed',
    'The specified DestinationStorageLocationArn is wrongly formed.',
    { DestinationStorageLocationArn: 'somewhere' },
  ),
  row(
    403,
    'OperationDenied.NonCompliantDestinationRegion',
    'The copy operation to the destination region is not in compliance with regulations.',
    { DestinationRegionId: 'me-central-1' },
  ),
  row(400, 'InvalidParameter.Arns', 'The specified Arns is not valid.', { 'Arn.1.RoleType': 'service' }),
  row(
    403,
    'OperationDenied.SnapshotCategoryNotSupportCopy',
    'The specified category of snapshot not support copy.',
    snapshot('archive'),
  ),
  row(
    403,
    'InvalidParameter.KMSKeyId.CMKNotEnabled',
    'The CMK (Customer Master Key) must be in an active state.',
    encryptedWith('key-disabled'),
  ),
  row(
    403,
    'InvalidParameter.KMSKeyId.CMKUnauthorized',
    'The CMK(Customer Master Key) lacks authorization to add tags to the ECS service.',
    encryptedWith('key-unauthorized'),
  ),
  row(
    403,
    'InvalidOperation.Unauthorized',
    'The specified operation is unauthorized.',
    { ...snapshot('full'), 'Arn.1.Rolearn': 'acs:ram::1:role/a' },
    key('testid-no-quota'),
  ),
  row(
    409,
    'InvalidOperation.Conflict',
    'Request was denied due to conflict with a previous request, please try again later.',
    snapshot('busy'),
  ),
]
