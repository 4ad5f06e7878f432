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
  allOrSome: { meaning: 'All and TagKey are not both given', evidence: 'documented 2024' },
  categoryOrInstantAccess: {
    meaning: 'a category and instant access are not both asked for',
    evidence: 'documented 2024',
  },
  diskExists: { meaning: 'the disk is there, and the caller’s', evidence: 'documented 2024' },
  diskIsAtRest: { meaning: 'the disk is in use or available', evidence: 'documented 2024' },
  diskIsInUse: { meaning: 'the disk is in use', evidence: 'documented 2024' },
  diskIsNotBeingRead: { meaning: 'no snapshot of a disk itself that is in progress is changed', evidence: 'assumed' },
  diskIsNotLocal: { meaning: 'the disk is no local one', evidence: 'documented 2024' },
  diskIsPaidFor: { meaning: 'the disk has not expired', evidence: 'documented 2024' },
  diskQuotaIsLeft: { meaning: 'the disk has fewer than 256 snapshots made by hand', evidence: 'documented 2024' },
  diskWasAttached: { meaning: 'the disk has been attached to an instance', evidence: 'documented 2024' },
  filterKeysAreGiven: { meaning: 'no filter has a value without a key', evidence: 'assumed' },
  filterValuesAreGiven: { meaning: 'no filter has a key without a value', evidence: 'assumed' },
  instanceExists: { meaning: 'the instance has a disk in the region', evidence: 'documented 2024' },
  instanceIsAtRest: { meaning: 'the instance is running or stopped', evidence: 'documented 2024' },
  instanceIsNotLocked: { meaning: 'the instance is not locked for security', evidence: 'documented 2024' },
  instanceIsPaidFor: { meaning: 'the instance has not expired', evidence: 'documented 2024' },
  instanceIsStopped: { meaning: 'the instance is stopped', evidence: 'documented 2024' },
  isMeant: { meaning: 'it is no dry run', evidence: 'documented 2024' },
  keysDifferByMoreThanCase: {
    meaning: 'no two keys of a resource differ in their case alone',
    evidence: 'documented 2024',
  },
  linkExists: { meaning: 'the chain is there', evidence: 'documented 2024' },
  noDiskIsMadeOfIt: { meaning: 'no disk was made of the snapshot, or Force is true', evidence: 'documented 2024' },
  noImageIsMadeOfIt: { meaning: 'no image was made of the snapshot', evidence: 'documented 2024' },
  noOtherIsInProgress: { meaning: 'no other snapshot of the disk is in progress', evidence: 'documented 2024' },
  noneIsInProgress: { meaning: 'no snapshot of the disk is in progress', evidence: 'documented 2024' },
  resourcesExist: { meaning: 'every resource is there, in RegionId, and the caller’s', evidence: 'documented 2024' },
  retentionGrows: {
    meaning: 'the retention is no shorter than before; for ever is the longest',
    evidence: 'documented 2024',
  },
  snapshotExists: { meaning: 'the snapshot is there, and the caller’s', evidence: 'documented 2024' },
  snapshotIsNotArchived: { meaning: 'the snapshot is not archived', evidence: 'assumed' },
  snapshotIsNotTooOld: { meaning: 'the snapshot was made on 15 July 2013 or later', evidence: 'documented 2024' },
  snapshotIsReady: { meaning: 'the snapshot is accomplished', evidence: 'documented 2024' },
  snapshotIsTheDisks: {
    meaning: 'the snapshot was made of the disk itself: a copy was not',
    evidence: 'documented 2021',
  },
  somethingChanges: { meaning: 'an attribute is given', evidence: 'documented 2024' },
  somethingIsAskedFor: { meaning: 'a resource, a tag or a filter is given', evidence: 'documented 2024' },
  somethingIsTaken: { meaning: 'a key is given, or All is true', evidence: 'assumed' },
  tagQuotaIsLeft: { meaning: 'no resource would have more than 20 tags', evidence: 'documented 2024' },
  tagsOrFilters: { meaning: 'tags and filters are not both given', evidence: 'documented 2024' },
  tokenIsOurs: { meaning: 'NextToken is a token that was given here', evidence: 'assumed' },
}
