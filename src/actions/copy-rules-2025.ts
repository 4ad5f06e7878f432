import type { KmsKey, StorageLocation } from '../model/encryption.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import type { CopyFacts } from './copy-rules.ts'

/** What the rules of 2025 speak of beside those of 2021. */
export interface CopyFacts2025 extends CopyFacts {
  /** What the call says of encryption; undefined: nothing. */
  readonly encrypted: boolean | undefined
  readonly keyId: string | undefined
  readonly key: KmsKey | undefined
  readonly namesRoles: boolean
  readonly locationArn: string | undefined
  readonly location: StorageLocation | '' | undefined
  readonly isCompliant: boolean
  /** Another copy of the same disk to the same region that has not ended. */
  readonly unfinished: Snapshot | undefined
  readonly snapshotCount: number
}

/** "An encrypted snapshot is copied encrypted: with the destination's service key unless another is named." */
export const copyIsEncrypted = ({ encrypted, source }: CopyFacts2025): boolean =>
  encrypted ?? source?.encrypted === true

/** "The copy operation to the destination region is not in compliance with regulations." */
export const destinationIsCompliant = ({ isCompliant }: CopyFacts2025): void => {
  if (!isCompliant) refuse('OperationDenied.NonCompliantDestinationRegion')
}

/** "Copying snapshot in the same region is not supported", except to encrypt it or to change its key. */
export const regionsDifferUnlessEncrypting = ({ origin, destination, encrypted }: CopyFacts2025): void => {
  if (origin?.id === destination?.id && !encrypted) refuse('InvalidOperation.NotSupportCopyInSameRegion')
}

/** "Request was denied due to conflict with a previous request." */
export const sourceIsFree = ({ source, now }: CopyFacts2025): void => {
  if ((source?.busyUntil ?? 0) > now) refuse('InvalidOperation.Conflict')
}

/** "The specified snapshot's category does not support copy"; for archived ones the code is the newer one. */
export const sourceCategoryMayBeCopied = ({ source }: CopyFacts2025): void => {
  if (source?.category === 'archive') refuse('OperationDenied.SnapshotCategoryNotSupportCopy')
  if (source?.category !== 'standard') refuse('InvalidSnapshotCategory.NotSupportCopy')
}

/** "The specified snapshot is not support cross region copy", or "encrypted copy". */
export const sourceMayBeCopiedSo = (facts: CopyFacts2025): void => {
  const { copyLimits: limits } = facts.source as Snapshot
  const isAcross = facts.origin?.id !== facts.destination?.id
  if (isAcross && limits.includes('acrossRegions')) refuse('InvalidSnapshotCategory.NotSupportCrossRegionCopy')
  if (copyIsEncrypted(facts) && limits.includes('encrypted')) refuse('InvalidSnapshotCategory.NotSupportEncryptedCopy')
}

/** "The storage location of the current snapshot does not support this operation." */
export const sourceLocationMayBeCopied = ({ source }: CopyFacts2025): void => {
  if (source?.storageLocationArn) refuse('InvalidSnapshot.StorageLocationNotSupported')
}

/** "The specified parameter Encrypted must be true when kmsKeyId is not null." */
export const encryptedGoesWithKey = ({ encrypted, keyId }: CopyFacts2025): void => {
  if (keyId !== undefined && !encrypted) refuse('InvalidEncrypted.NotMatchKmsKeyId')
}

/** "Encrypted snapshot not support copy to decrypt snapshot." */
export const encryptionIsKept = ({ source, encrypted }: CopyFacts2025): void => {
  if (source?.encrypted && encrypted === false) refuse('InvalidEncrypted.NotSupportDecrypt')
}

/** "The specified region not support copy encrypted snapshot." */
export const regionCanEncrypt = (facts: CopyFacts2025): void => {
  if (copyIsEncrypted(facts) && !facts.destination?.encryptedCopies) {
    refuse('InvalidRegionId.NotSupportedEncryptedSnapshotCopy')
  }
}

/** "The specified operation need enable KMS"; "ECS service have no right to access your KMS." */
export const keyManagementIsOpen = (facts: CopyFacts2025): void => {
  if (!copyIsEncrypted(facts)) return
  if (facts.account.kms === 'disabled') refuse('InvalidParameter.KmsNotEnabled')
  if (facts.account.kms === 'unauthorized') refuse('InvalidParameter.KMSKeyId.KMSUnauthorized')
}

/** The key of the call: in the destination, open to ECS, active, symmetric, and able to make a data key. */
export const keyCanBeUsed = ({ keyId, key, destination }: CopyFacts2025): void => {
  if (keyId === undefined) return
  if (!destination?.byok) refuse('InvalidRegion.NotSupport')
  const { authorized, enabled, symmetric, makesDataKeys } = key ?? refuse('InvalidParameter.KMSKeyId.NotFound')
  if (!authorized) refuse('InvalidParameter.KMSKeyId.CMKUnauthorized')
  if (!enabled) refuse('InvalidParameter.KMSKeyId.CMKNotEnabled')
  if (!symmetric) refuse('InvalidKMSKeyId.NotSymmetric')
  if (!makesDataKeys) refuse('InvalidParameter.DataEncryptedKeyCreateFailed')
}

/** "The specified operation is unauthorized": roles of others are by invitation. */
export const rolesMayBeAssumed = ({ account, namesRoles }: CopyFacts2025): void => {
  if (namesRoles && !account.mayAssumeRoles) refuse('InvalidOperation.Unauthorized')
}

const arnShape = /^acs:[a-z0-9-]+:([a-z0-9-]+):\d*:[\w./-]+$/

/** `acs:service:region:account:resource`. */
export const isStorageLocationArn = (arn: string): boolean => arnShape.test(arn)

/** The storage location of the call: in the destination, the caller's own and open to it; it takes nothing encrypted. */
export const locationCanBeUsed = (facts: CopyFacts2025): void => {
  const { locationArn, location, destination, account } = facts
  if (locationArn === undefined) return
  if (arnShape.exec(locationArn)?.[1] !== destination?.id) {
    refuse('InvalidParameterDestinationStorageLocationArn.RegionNotMatch')
  }
  if (!location || location.accountId !== account.id || !location.authorized) {
    refuse('InvalidParameterDestinationStorageLocationArn.Unauthorized')
  }
  if (copyIsEncrypted(facts)) refuse('InvalidSnapshot.EncryptedNotSupported')
}

/** "This disk has unfinished cross-region copy snapshots in the target region", or encrypted ones. */
export const noCopyIsUnfinished = ({ unfinished }: CopyFacts2025): void => {
  if (unfinished?.encrypted) refuse('InvalidOperation.UnfinishedEncryptedSnapshotCopy')
  if (unfinished !== undefined) refuse('InvalidOperation.UnfinishedCrossRegionCopy')
}

/** "The quota is insufficient." */
export const quotaIsLeft = ({ account, snapshotCount }: CopyFacts2025): void => {
  if (account.snapshotQuota !== null && snapshotCount >= account.snapshotQuota) refuse('QuotaExceed.SnapshotQuota')
}
