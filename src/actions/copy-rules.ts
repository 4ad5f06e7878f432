import type { Account } from '../model/account.ts'
import type { ActionContext } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { type Snapshot, snapshotDefaults, statusAt } from '../model/snapshot.ts'
import { plannedCompletion } from '../model/transition.ts'
import { refuse } from '../wire/errors.ts'

/** What the rules of a copy speak of. */
export interface CopyFacts {
  readonly account: Account
  /** The source's region and the copy's. */
  readonly origin: Region | undefined
  readonly destination: Region | undefined
  readonly source: Snapshot | undefined
  readonly now: number
}

/** "Snapshot service has not been opened yet." */
export const snapshotServiceIsOpen = ({ account }: Pick<CopyFacts, 'account'>): void => {
  if (!account.snapshotService) refuse('InvalidAccountStatus.SnapshotServiceUnavailable')
}

/** "The user is not in the white list of copying snapshot." */
export const accountMayCopy = ({ account }: CopyFacts): void => {
  if (!account.copyWhitelisted) refuse('InvalidUser.NotInWhiteList')
}

/** "Your account does not have enough balance." */
export const accountCanPay = ({ account }: Pick<CopyFacts, 'account'>): void => {
  if (account.balance <= 0) refuse('InvalidAccountStatus.NotEnoughBalance')
}

/** "RegionId: the region of the source snapshot." The later documentation on this code: "the region does not exist". */
export const originExists = ({ origin }: CopyFacts): void => {
  if (origin === undefined) refuse('InvalidRegionId.MalFormed')
}

/** "DestinationRegionId: the target region of the new snapshot." */
export const destinationExists = ({ destination }: CopyFacts): void => {
  if (destination === undefined) refuse('InvalidRegionId.NotExists')
}

/** "Copies a snapshot from one region to another region." */
export const regionsDiffer = ({ origin, destination }: CopyFacts): void => {
  if (origin?.id === destination?.id) refuse('InvalidOperation.NotSupportCopyInSameRegion')
}

/** "The specified source snapshot does not exist": in that region, for that account. */
export const sourceExists = ({ source }: CopyFacts): void => {
  if (source === undefined) refuse('InvalidSnapshotId.NotFound')
}

/** "The specified snapshot has not completed yet." One that failed never will. */
export const sourceIsReady = ({ source, now }: CopyFacts): void => {
  if (source !== undefined && statusAt(source, now) !== 'accomplished') refuse('InvalidSnapshotId.NotReady')
}

/** "Local snapshots cannot be copied", nor those of any other special category. */
export const sourceIsNotLocal = ({ source }: CopyFacts): void => {
  if (source?.category !== 'standard') refuse('InvalidSnapshotCategory.NotSupportCopy')
}

/** "Snapshots that are encrypted cannot be copied." */
export const sourceIsNotEncrypted = ({ source }: CopyFacts): void => {
  if (source?.encrypted) refuse('InvalidSnapshotId.EncryptedNotSupport')
}

/** What both contracts look up. */
export const findCopyFacts = (
  { account, state, now }: ActionContext,
  params: { readonly RegionId: string; readonly DestinationRegionId: string; readonly SnapshotId: string },
): CopyFacts => ({
  account,
  origin: state.regions.find(params.RegionId),
  destination: state.regions.find(params.DestinationRegionId),
  source: state.snapshots.find(account.id, params.RegionId, params.SnapshotId, now),
  now,
})

/** What a copy gets from its call, whatever the contract. */
interface CopyTexts {
  readonly DestinationSnapshotName: string
  readonly DestinationSnapshotDescription: string
  readonly RetentionDays: number | undefined
  readonly Tag: Snapshot['tags']
}

/** What else is kept of a copy. */
type Keeping = Partial<Snapshot>

/** Stores the copy; it is ready later. */
export const makeCopy = (
  { account, state, now, settings }: ActionContext,
  params: CopyTexts,
  facts: CopyFacts,
  keeping: Keeping,
): { SnapshotId: string } => {
  const { source, destination } = facts as CopyFacts & { source: Snapshot; destination: Region }
  const id = state.newId('s-', destination)
  const scope = { accountId: account.id, from: source.regionId, to: destination.id, snapshotId: source.id }
  const copy: Snapshot = {
    ...snapshotDefaults,
    ...plannedCompletion(state.transitions.matching(scope), settings.transition, now, source.diskSize),
    ...keeping,
    accountId: account.id,
    id,
    regionId: destination.id,
    name: params.DestinationSnapshotName,
    description: params.DestinationSnapshotDescription,
    createdAt: now,
    modifiedAt: now,
    retentionDays: params.RetentionDays ?? null,
    diskId: source.diskId,
    diskType: source.diskType,
    diskSize: source.diskSize,
    linkId: state.newId('sl-', destination),
    sourceSnapshotId: source.id,
    sourceRegionId: source.regionId,
    tags: params.Tag,
  }
  state.snapshots.add(copy, now)
  return { SnapshotId: id }
}
