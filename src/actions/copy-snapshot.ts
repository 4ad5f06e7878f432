import type { Account } from '../model/account.ts'
import type { Region } from '../model/region.ts'
import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { integer, required, requiredIfNamed, text } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { isSnapshotDescription, isSnapshotName } from './snapshot-texts.ts'

/** What the rules of a copy speak of. */
interface Facts {
  readonly account: Account
  /** The source's region and the copy's. */
  readonly origin: Region | undefined
  readonly destination: Region | undefined
  readonly source: Snapshot | undefined
  readonly now: number
}

/** "Snapshot service has not been opened yet." */
const snapshotServiceIsOpen = ({ account }: Facts): void => {
  if (!account.snapshotService) refuse('InvalidAccountStatus.SnapshotServiceUnavailable')
}

/** "The user is not in the white list of copying snapshot." */
const accountMayCopy = ({ account }: Facts): void => {
  if (!account.copyWhitelisted) refuse('InvalidUser.NotInWhiteList')
}

/** "Your account does not have enough balance." */
const accountCanPay = ({ account }: Facts): void => {
  if (account.balance <= 0) refuse('InvalidAccountStatus.NotEnoughBalance')
}

/** "RegionId: the region of the source snapshot." The later documentation on this code: "the region does not exist". */
const originExists = ({ origin }: Facts): void => {
  if (origin === undefined) refuse('InvalidRegionId.MalFormed')
}

/** "DestinationRegionId: the target region of the new snapshot." */
const destinationExists = ({ destination }: Facts): void => {
  if (destination === undefined) refuse('InvalidRegionId.NotExists')
}

/** "Copies a snapshot from one region to another region." */
const regionsDiffer = ({ origin, destination }: Facts): void => {
  if (origin?.id === destination?.id) refuse('InvalidOperation.NotSupportCopyInSameRegion')
}

/** "The specified source snapshot does not exist": in that region, for that account. */
const sourceExists = ({ source }: Facts): void => {
  if (source === undefined) refuse('InvalidSnapshotId.NotFound')
}

/** "The specified snapshot has not completed yet." One that failed never will. */
const sourceIsReady = ({ source, now }: Facts): void => {
  if (source !== undefined && statusAt(source, now) !== 'accomplished') refuse('InvalidSnapshotId.NotReady')
}

/** "Local snapshots cannot be copied", nor those of any other special category. */
const sourceIsNotLocal = ({ source }: Facts): void => {
  if (source?.category !== 'standard') refuse('InvalidSnapshotCategory.NotSupportCopy')
}

/** "Snapshots that are encrypted cannot be copied." */
const sourceIsNotEncrypted = ({ source }: Facts): void => {
  if (source?.encrypted) refuse('InvalidSnapshotId.EncryptedNotSupport')
}

/** Copies a snapshot to another region; the answer comes at once, the copy is ready later. */
export const copySnapshot = defineAction({
  name: 'CopySnapshot',
  params: {
    SnapshotId: required(text()),
    RegionId: required(text()),
    DestinationRegionId: required(text()),
    DestinationSnapshotName: requiredIfNamed(
      text({ min: 2, max: 128, matches: isSnapshotName, refusal: 'InvalidSnapshotName.Malformed' }),
    ),
    DestinationSnapshotDescription: requiredIfNamed(
      text({ min: 2, max: 256, matches: isSnapshotDescription, refusal: 'InvalidDescription.Malformed' }),
    ),
    RetentionDays: integer({ min: 1, max: 65536, refusal: 'InvalidRetentionDays.Malformed' }),
    Tag: newTags({
      tooMany: 'InvalidTagCount',
      key: 'InvalidTagKey.Malformed',
      value: 'InvalidTagValue.Malformed',
      duplicate: 'Duplicate.TagKey',
    }),
  },
  find: ({ account, state, now }, { RegionId, DestinationRegionId, SnapshotId }): Facts => ({
    account,
    origin: state.region(RegionId),
    destination: state.region(DestinationRegionId),
    source: state.snapshot(account.id, RegionId, SnapshotId, now),
    now,
  }),
  rules: [
    snapshotServiceIsOpen,
    accountMayCopy,
    accountCanPay,
    originExists,
    destinationExists,
    regionsDiffer,
    sourceExists,
    sourceIsReady,
    sourceIsNotLocal,
    sourceIsNotEncrypted,
  ],
  writes: true,
  handle({ account, state, now, settings }, params, facts) {
    const { source, destination } = facts as Required<Facts> & { source: Snapshot; destination: Region }
    const id = state.newId('s-', destination)
    state.addSnapshot({
      accountId: account.id,
      id,
      regionId: destination.id,
      name: params.DestinationSnapshotName,
      description: params.DestinationSnapshotDescription,
      createdAt: now,
      modifiedAt: now,
      completion: { at: now + settings.copySeconds * 1000, outcome: 'accomplished', progress: 100 },
      retentionDays: params.RetentionDays ?? null,
      disk: source.disk,
      category: 'standard',
      encrypted: false,
      kmsKeyId: '',
      type: 'user',
      usage: 'none',
      linkId: state.newId('sl-', destination),
      sourceSnapshotId: source.id,
      sourceRegionId: source.regionId,
      tags: params.Tag,
    })
    return { SnapshotId: id }
  },
})
