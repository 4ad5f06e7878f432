import type { ErrorRow } from './row.ts'

/** Errors of encryption, KMS keys and storage locations. */
export const encryptionErrors = [
  ['InvalidSnapshotId.EncryptedNotSupport', 403, 'The specified snapshot  with encrypted does not support copy.', { CopySnapshot: '2024' }],
  ['InvalidSnapshotId.EncryptedNotSupport', 403, 'The specified snapshot with encrypted does not support copy.', { 'CopySnapshot 2025': '2025' }],
  ['InvalidRegionId.NotSupportedEncryptedSnapshotCopy', 403, 'The specified region not support copy encrypted snapshot.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidRegion.NotSupport', 403, 'The specified region does not support byok.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidEncrypted.NotSupportDecrypt', 403, 'Encrypted snapshot not support copy to decrypt snapshot.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidSnapshotCategory.NotSupportEncryptedCopy', 403, 'The specified snapshot is not support encrypted copy.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameter.KmsNotEnabled', 403, 'The specified operation need enable KMS.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameter.DataEncryptedKeyCreateFailed', 403, 'Create kms data encrypted key fail. If you need further assistance, you can contact the KMS Technical Support.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameter.KMSKeyId.NotFound', 403, 'The specified KMSKeyId does not exist.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameter.KMSKeyId.KMSUnauthorized', 403, 'ECS service have no right to access your KMS.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidKMSKeyId.NotSymmetric', 403, 'The specified parameter KmsKeyId must be symmetric.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidOperation.UnfinishedEncryptedSnapshotCopy', 403, 'This disk has unfinished encrypted copy snapshots in the target region.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameterDestinationStorageLocationArn.Unauthorized', 403, 'The operation has failed due to lack of permission for the specified "DestinationStorageLocationArn". Please use a resource with appropriate permission for the operation.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameterDestinationStorageLocationArn.RegionNotMatch', 403, 'The region information in the specified parameter "DestinationStorageLocationArn" is inconsistent with "DestinationRegionId". Please use the correct information for the operation.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidSnapshot.StorageLocationNotSupported', 403, 'The storage location of the current snapshot does not support this operation.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidSnapshot.EncryptedNotSupported', 403, 'The current operation does not support the use of encrypted snapshots.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidParameterDestinationStorageLocationArn.Malformed', 403, 'The specified DestinationStorageLocationArn is wrongly formed.', { 'CopySnapshot 2025': '2024' }],
  ['InvalidEncrypted.NotMatchKmsKeyId', 403, 'The specified parameter Encrypted must be true when kmsKeyId is not null.', { 'CopySnapshot 2025': '2025' }],
  ['InvalidParameter.KMSKeyId.CMKNotEnabled', 403, 'The CMK (Customer Master Key) must be in an active state.', { 'CopySnapshot 2025': '2025' }],
  ['InvalidParameter.KMSKeyId.CMKUnauthorized', 403, 'The CMK(Customer Master Key) lacks authorization to add tags to the ECS service.', { 'CopySnapshot 2025': '2025' }],
] as const satisfies readonly ErrorRow[]
