import { serviceKeyId } from '../model/encryption.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { boolean, optional, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import {
  copyIsEncrypted,
  type EncryptionFacts,
  encryptionRules,
  isStorageLocationArn,
  keyRules,
  locationRules,
  roleArns,
} from './copy-encryption.ts'
import {
  accountAndRegionRules,
  copyParams,
  findCopyFacts,
  makeCopy,
  resourceGroup,
  sourceRules,
} from './copy-snapshot.ts'
import { snapshotName2025 } from './snapshot-kinds.ts'

/** Facts for the rules. */
interface Facts extends EncryptionFacts {
  readonly isCompliant: boolean
  /** An unfinished copy of the same disk to the same region. */
  readonly unfinished: Snapshot | undefined
  readonly snapshotCount: number
}

/** Whether the copy goes to another region than its source's. */
const isAcross = ({ sourceRegion, destinationRegion }: Facts): boolean => sourceRegion?.id !== destinationRegion?.id

/** Copies a snapshot to another region, or within its region to encrypt it. Contract of 2025. */
export const copySnapshot2025 = defineAction({
  name: 'CopySnapshot',
  params: {
    ...copyParams(snapshotName2025),
    Encrypted: optional(boolean(), '2024'),
    KMSKeyId: optional(text({ max: 64 }), '2024: its length is in the metadata of December 2025'),
    Arn: withDefault(roleArns, '2024', []),
    DestinationStorageLocationArn: optional(
      text({
        matches: isStorageLocationArn,
        refusal: 'InvalidParameterDestinationStorageLocationArn.Malformed',
      }),
      '2024',
    ),
  },
  ignored: { ResourceGroupId: resourceGroup },
  members: { SnapshotId: '2021' },
  find: (context, params): Facts => {
    const facts = findCopyFacts(context, params)
    const { account, state, now } = context
    const { Encrypted, KMSKeyId, DestinationRegionId, DestinationStorageLocationArn: locationArn } = params
    return {
      ...facts,
      encrypted: Encrypted,
      keyId: KMSKeyId,
      key: KMSKeyId === undefined ? undefined : state.encryption.key(account.id, DestinationRegionId, KMSKeyId),
      namesRoles: params.Arn.length > 0,
      locationArn,
      location: locationArn === undefined ? undefined : state.encryption.location(locationArn),
      isCompliant: !state.encryption.isNonCompliant(params.RegionId, DestinationRegionId),
      unfinished:
        facts.source && state.snapshots.unfinishedCopy(account.id, DestinationRegionId, facts.source.diskId, now),
      snapshotCount: account.snapshotQuota === null ? 0 : state.snapshots.count(account.id, now),
    }
  },
  rules: [
    ...accountAndRegionRules,
    {
      says: 'Copies between the two regions comply with regulations.',
      evidence: '2024',
      refusal: 'OperationDenied.NonCompliantDestinationRegion',
      holds: ({ isCompliant }) => isCompliant,
    },
    {
      says: 'The destination is another region, unless the copy is made to encrypt.',
      evidence: 'documented: the user guide; in the same region a copy is for encrypting',
      refusal: 'InvalidOperation.NotSupportCopyInSameRegion',
      holds: facts => isAcross(facts) || facts.encrypted === true,
    },
    ...sourceRules,
    {
      says: 'No other operation holds the source.',
      evidence: 'assumed: the page of 2025 lists the code without its condition',
      refusal: 'InvalidOperation.Conflict',
      holds: ({ source, now }) => (source?.busyUntil ?? 0) <= now,
    },
    {
      says: 'The source is not archived.',
      evidence: 'assumed: decision “Categories in 2025”; the page of 2025 lists two codes for it',
      refusal: 'OperationDenied.SnapshotCategoryNotSupportCopy',
      holds: ({ source }) => source?.category !== 'archive',
    },
    {
      says: 'The source is a standard snapshot, not a local or flash one.',
      evidence: '2024: decision “Categories in 2025” says which code it is',
      refusal: 'InvalidSnapshotCategory.NotSupportCopy',
      holds: ({ source }) => source?.category === 'standard',
    },
    {
      says: 'The source may be copied across regions, when the destination is another.',
      evidence: '2024',
      refusal: 'InvalidSnapshotCategory.NotSupportCrossRegionCopy',
      holds: facts => !isAcross(facts) || !facts.source?.copyLimits.includes('acrossRegions'),
    },
    {
      says: 'The source may be copied encrypted, when the copy is encrypted.',
      evidence: '2024',
      refusal: 'InvalidSnapshotCategory.NotSupportEncryptedCopy',
      holds: facts => !copyIsEncrypted(facts) || !facts.source?.copyLimits.includes('encrypted'),
    },
    {
      says: 'The source is not kept in a storage location.',
      evidence: '2024',
      refusal: 'InvalidSnapshot.StorageLocationNotSupported',
      holds: ({ source }) => !source?.storageLocationArn,
    },
    ...encryptionRules,
    ...keyRules,
    {
      says: 'The account was invited to name roles, when Arn is given.',
      evidence: 'assumed: the page of 2025 calls Arn invitation-only and lists the code without its condition',
      refusal: 'InvalidOperation.Unauthorized',
      holds: ({ account, namesRoles }) => !namesRoles || account.mayAssumeRoles,
    },
    ...locationRules,
    {
      says: 'No encrypted copy of the same disk to the same region is unfinished.',
      evidence: '2024: decision “Encryption in 2025” says which code it is',
      refusal: 'InvalidOperation.UnfinishedEncryptedSnapshotCopy',
      holds: ({ unfinished }) => !unfinished?.encrypted,
    },
    {
      says: 'No other copy of the same disk to the same region is unfinished.',
      evidence: '2024: decision “Encryption in 2025” says which code it is',
      refusal: 'InvalidOperation.UnfinishedCrossRegionCopy',
      holds: ({ unfinished }) => unfinished === undefined,
    },
    {
      says: 'The account has fewer snapshots than its quota.',
      evidence: '2024',
      refusal: 'QuotaExceed.SnapshotQuota',
      holds: ({ account, snapshotCount }) => account.snapshotQuota === null || snapshotCount < account.snapshotQuota,
    },
  ],
  handle: (context, params, facts) => {
    const { destinationRegion } = facts as { destinationRegion: Region }
    const encrypted = copyIsEncrypted(facts)
    return makeCopy(context, params, facts, {
      encrypted,
      kmsKeyId: encrypted ? (params.KMSKeyId ?? serviceKeyId(destinationRegion.id)) : '',
      storageLocationArn: params.DestinationStorageLocationArn ?? '',
    })
  },
})
