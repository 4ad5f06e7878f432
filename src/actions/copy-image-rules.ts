import type { Account } from '../model/account.ts'
import { hasEnded } from '../model/completion.ts'
import { type Image, imageStatusAt } from '../model/image.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Rule } from './action.ts'
import { accountHasNoArrears, isNoDryRun } from './shared-rules.ts'
import { oldestUsable } from './snapshot-kinds.ts'

/** Facts for the rules of an image's copy. */
export interface CopyImageFacts {
  readonly account: Account
  /** The regions of the source and of the copy. */
  readonly region: Region | undefined
  readonly destination: Region | undefined
  readonly isCompliant: boolean
  readonly image: Image | undefined
  /** The snapshots of the image; undefined: it does not exist. */
  readonly snapshots: readonly (Snapshot | undefined)[]
  readonly encrypted: boolean
  readonly keyId: string | undefined
  /** The copies of the image that the destination has. */
  readonly copies: readonly Image[]
  readonly isNameTaken: boolean
  /** The images of the destination, and the snapshots of the account. */
  readonly images: number
  readonly snapshotCount: number
  readonly dryRun: boolean
  readonly now: number
}

const table = '2021: the table of CopyImage'
const later = '2026: the table of CopyImage'

const isAcross = ({ region, destination }: CopyImageFacts): boolean => region?.id !== destination?.id
const isEncrypted = ({ image }: CopyImageFacts): boolean => image?.disks.some(({ encrypted }) => encrypted) === true

/** The rules of CopyImage, in order of precedence. */
export const copyImageRules: readonly Rule<CopyImageFacts>[] = [
  {
    says: 'Encrypted is true when KMSKeyId is given.',
    evidence: table,
    refusal: 'InvalidParameter.EncryptedIllegal',
    holds: ({ keyId, encrypted }) => keyId === undefined || encrypted,
  },
  accountHasNoArrears,
  {
    says: 'RegionId is a region.',
    evidence: later,
    refusal: 'SourceRegion.NotFound',
    holds: ({ region }) => region !== undefined,
  },
  {
    says: 'DestinationRegionId is a region.',
    evidence: later,
    refusal: 'DestinationRegion.NotFound',
    holds: ({ destination }) => destination !== undefined,
  },
  {
    says: 'Copies between the two regions comply with regulations.',
    evidence: later,
    refusal: 'OperationDenied.NonCompliantDestinationRegion',
    holds: ({ isCompliant }) => isCompliant,
  },
  {
    says: 'The destination is another region, unless the copy is made to encrypt.',
    evidence: '2021: decision “Copies of images” says which code it is',
    refusal: 'IncorrectDestinationRegion',
    holds: facts => isAcross(facts) || facts.encrypted,
  },
  {
    says: 'The image exists in RegionId and is the caller’s.',
    evidence: table,
    refusal: 'InvalidImageId.NotFound',
    holds: ({ image }) => image !== undefined,
  },
  {
    says: 'The image is available.',
    evidence: table,
    refusal: 'IncorrectImageStatus',
    holds: ({ image, now }) => image !== undefined && imageStatusAt(image, now) === 'Available',
  },
  {
    says: 'The image does not have the format VHD.',
    evidence: later,
    refusal: 'InvalidOperation.VhdImageUnsupported',
    holds: ({ image }) => !image?.vhd,
  },
  {
    says: 'The snapshots of the image exist.',
    evidence: table,
    refusal: 'InvalidSnapshotId.NotFound',
    holds: ({ snapshots }) => !snapshots.includes(undefined),
  },
  {
    says: 'The snapshots of the image were made on 15 July 2013 or later.',
    evidence: table,
    refusal: 'InvalidSnapshot.TooOld',
    holds: ({ snapshots }) => snapshots.every(snapshot => snapshot !== undefined && snapshot.createdAt >= oldestUsable),
  },
  {
    says: 'An encrypted image is copied encrypted.',
    evidence: table,
    refusal: 'OperationDeined.EncryptedSnapshot',
    holds: facts => !isEncrypted(facts) || facts.encrypted,
  },
  {
    says: 'An unencrypted image is encrypted within its region alone.',
    evidence: later,
    refusal: 'OperationDenied.EncryptSnapshotAcrossRegion',
    holds: facts => isEncrypted(facts) || !facts.encrypted || !isAcross(facts),
  },
  {
    says: 'Encrypted is true when the account encrypts every copied image.',
    evidence: later,
    refusal: 'InvalidEncrypted.NotMatchDiskDefaultEncryption',
    holds: ({ account, encrypted }) => !account.encryptsDisks || encrypted,
  },
  {
    says: 'No other copy of the image to the same region is unfinished.',
    evidence: '2021: that it is about the same region is assumed',
    refusal: 'OperationDenied.ImageCopying',
    holds: ({ copies, now }) => copies.every(copy => hasEnded(copy, now)),
  },
  {
    says: 'No other image of the destination has the name.',
    evidence: table,
    refusal: 'InvalidImageName.Duplicated',
    holds: ({ isNameTaken }) => !isNameTaken,
  },
  {
    says: 'The account has fewer images in the destination than its quota.',
    evidence: table,
    refusal: 'QuotaExceed.Image',
    detailOf: ({ account }) => String(account.imageQuota),
    holds: ({ account: { imageQuota }, images }) => imageQuota === null || images < imageQuota,
  },
  {
    says: 'The snapshots of the copy stay within the account’s quota.',
    evidence: table,
    refusal: 'QuotaExceed.Snapshot',
    holds: ({ account: { snapshotQuota }, snapshots, snapshotCount }) =>
      snapshotQuota === null || snapshotCount + snapshots.length <= snapshotQuota,
  },
  { ...isNoDryRun, evidence: 'assumed: its page has the parameter without the code' },
]
