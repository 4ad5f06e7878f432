import { serviceKeyId } from '../model/encryption.ts'
import type { Region } from '../model/region.ts'
import { boolean, text } from '../wire/params.ts'
import { roleArns } from '../wire/role-params.ts'
import { defineAction } from './action.ts'
import {
  accountCanPay,
  accountMayCopy,
  destinationExists,
  findCopyFacts,
  makeCopy,
  originExists,
  snapshotServiceIsOpen,
  sourceExists,
  sourceIsReady,
} from './copy-rules.ts'
import {
  copyIsEncrypted,
  destinationIsCompliant,
  encryptedGoesWithKey,
  encryptionIsKept,
  isStorageLocationArn,
  keyCanBeUsed,
  keyManagementIsOpen,
  locationCanBeUsed,
  noCopyIsUnfinished,
  quotaIsLeft,
  regionCanEncrypt,
  regionsDifferUnlessEncrypting,
  rolesMayBeAssumed,
  sourceCategoryMayBeCopied,
  sourceIsFree,
  sourceLocationMayBeCopied,
  sourceMayBeCopiedSo,
} from './copy-rules-2025.ts'
import { copyParams } from './copy-snapshot.ts'
import { isSnapshotName2025 } from './snapshot-texts.ts'

/** Copies a snapshot to another region, or encrypts it in its own. Contract of 2025. */
export const copySnapshot2025 = defineAction({
  name: 'CopySnapshot',
  params: {
    ...copyParams(isSnapshotName2025),
    Encrypted: boolean(),
    KMSKeyId: text({ max: 64 }),
    Arn: roleArns(),
    DestinationStorageLocationArn: text({
      matches: isStorageLocationArn,
      refusal: 'InvalidParameterDestinationStorageLocationArn.Malformed',
    }),
  },
  find: (context, params) => {
    const facts = findCopyFacts(context, params)
    const { account, state, now } = context
    const { Encrypted, KMSKeyId, DestinationRegionId, DestinationStorageLocationArn } = params
    return {
      ...facts,
      encrypted: Encrypted,
      keyId: KMSKeyId,
      key: KMSKeyId === undefined ? undefined : state.encryption.key(account.id, DestinationRegionId, KMSKeyId),
      namesRoles: params.Arn.length > 0,
      locationArn: DestinationStorageLocationArn,
      location: DestinationStorageLocationArn && state.encryption.location(DestinationStorageLocationArn),
      isCompliant: !state.encryption.isNonCompliant(params.RegionId, DestinationRegionId),
      unfinished:
        facts.source && state.snapshots.unfinishedCopy(account.id, DestinationRegionId, facts.source.diskId, now),
      snapshotCount: account.snapshotQuota === null ? 0 : state.snapshots.count(account.id, now),
    }
  },
  rules: [
    snapshotServiceIsOpen,
    accountMayCopy,
    accountCanPay,
    originExists,
    destinationExists,
    destinationIsCompliant,
    regionsDifferUnlessEncrypting,
    sourceExists,
    sourceIsReady,
    sourceIsFree,
    sourceCategoryMayBeCopied,
    sourceMayBeCopiedSo,
    sourceLocationMayBeCopied,
    encryptedGoesWithKey,
    encryptionIsKept,
    regionCanEncrypt,
    keyManagementIsOpen,
    keyCanBeUsed,
    rolesMayBeAssumed,
    locationCanBeUsed,
    noCopyIsUnfinished,
    quotaIsLeft,
  ],
  handle: (context, params, facts) => {
    const { destination } = facts as { destination: Region }
    const encrypted = copyIsEncrypted(facts)
    return makeCopy(context, params, facts, {
      encrypted,
      kmsKeyId: encrypted ? (params.KMSKeyId ?? serviceKeyId(destination.id)) : '',
      storageLocationArn: params.DestinationStorageLocationArn ?? '',
    })
  },
})
