import type { Evidence } from '../wire/errors.ts'

/** What a rule stands for, and where that is known from. */
export interface RuleOrigin {
  readonly meaning: string
  readonly evidence: Evidence
}

/** Every rule of every action, by the name of its function. */
export const ruleOrigins: Readonly<Record<string, RuleOrigin>> = {
  snapshotServiceIsOpen: { meaning: 'the snapshot service has been opened', evidence: 'documented 2021' },
  accountMayCopy: { meaning: 'the account is on the white list of copying snapshots', evidence: 'documented 2021' },
  accountCanPay: { meaning: 'the account has a balance', evidence: 'documented 2021' },
  originExists: { meaning: 'RegionId is a region', evidence: 'assumed' },
  destinationExists: { meaning: 'DestinationRegionId is a region', evidence: 'assumed' },
  destinationIsCompliant: {
    meaning: 'copies between the two regions are within regulations',
    evidence: 'documented 2025',
  },
  regionsDiffer: { meaning: 'the destination is another region', evidence: 'documented 2021' },
  regionsDifferUnlessEncrypting: {
    meaning: 'the destination is another region, unless the copy is made to encrypt',
    evidence: 'documented 2025',
  },
  sourceExists: { meaning: 'the source is there, in RegionId, and the caller’s', evidence: 'documented 2021' },
  sourceIsReady: { meaning: 'the source is accomplished', evidence: 'documented 2021' },
  sourceIsNotLocal: { meaning: 'the source is no local snapshot', evidence: 'documented 2021' },
  sourceIsNotEncrypted: { meaning: 'the source is not encrypted', evidence: 'documented 2021' },
  sourceIsFree: { meaning: 'no other operation holds the source', evidence: 'assumed' },
  sourceCategoryMayBeCopied: { meaning: 'the source’s category can be copied', evidence: 'documented 2025' },
  sourceMayBeCopiedSo: {
    meaning: 'the source may be copied across regions, or encrypted',
    evidence: 'documented 2025',
  },
  sourceLocationMayBeCopied: { meaning: 'the source is not kept in a storage location', evidence: 'documented 2025' },
  encryptedGoesWithKey: { meaning: 'Encrypted is true when KMSKeyId is given', evidence: 'documented 2025' },
  encryptionIsKept: { meaning: 'an encrypted source is not copied to a plain one', evidence: 'documented 2025' },
  regionCanEncrypt: { meaning: 'the destination takes encrypted copies', evidence: 'documented 2025' },
  keyManagementIsOpen: { meaning: 'KMS is enabled and open to ECS', evidence: 'documented 2025' },
  keyCanBeUsed: {
    meaning: 'the key is in the destination, authorised, enabled, symmetric and makes data keys',
    evidence: 'documented 2025',
  },
  rolesMayBeAssumed: { meaning: 'the account was invited to name roles', evidence: 'assumed' },
  locationCanBeUsed: {
    meaning: 'the storage location is in the destination and the caller’s',
    evidence: 'documented 2025',
  },
  noCopyIsUnfinished: {
    meaning: 'no copy of the same disk to the same region is unfinished',
    evidence: 'documented 2025',
  },
  quotaIsLeft: { meaning: 'the account’s quota of snapshots is not used up', evidence: 'documented 2025' },
  regionExists: { meaning: 'RegionId is a region', evidence: 'documented' },
}
