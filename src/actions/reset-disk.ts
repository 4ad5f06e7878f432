import type { Account } from '../model/account.ts'
import { type Disk, isLocalDisk } from '../model/disk.ts'
import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { boolean, required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { accountCanPay, snapshotServiceIsOpen } from './copy-rules.ts'

/** What the rules of a roll-back speak of. */
interface Facts {
  readonly account: Account
  readonly disk: Disk | undefined
  readonly snapshot: Snapshot | undefined
  /** Whether a snapshot of the disk is in progress. */
  readonly unfinished: boolean
  readonly now: number
  readonly dryRun: boolean
}

const oldest = Date.parse('2013-07-15T00:00:00Z')

/** "The specified disk does not exist." */
const diskExists = ({ disk }: Facts): void => {
  if (disk === undefined) refuse('InvalidDiskId.NotFound')
}

/** "The specified SnapshotId does not exist." */
const snapshotExists = ({ snapshot }: Facts): void => {
  if (snapshot === undefined) refuse('InvalidSnapshotId.NotFound')
}

/** "A copied snapshot cannot be used to roll back the source disk": only one that was made of the disk itself can. */
const snapshotIsTheDisks = ({ disk, snapshot }: Facts): void => {
  if (snapshot?.diskId !== disk?.id || snapshot?.sourceSnapshotId !== null) refuse('InvalidParameter.Mismatch')
}

/** "Created before 2013-07-15, it cannot be restored since the first time the disk detached." */
const snapshotIsNotTooOld = ({ snapshot }: Facts): void => {
  if (snapshot !== undefined && snapshot.createdAt < oldest) refuse('InvalidSnapshot.TooOld')
}

/** "Archived snapshots cannot be used to roll back disks." */
const snapshotIsNotArchived = ({ snapshot }: Facts): void => {
  if (snapshot?.category === 'archive') refuse('OperationDenied')
}

/** "The specified snapshot has not completed yet." */
const snapshotIsReady = ({ snapshot, now }: Facts): void => {
  if (snapshot !== undefined && statusAt(snapshot, now) !== 'accomplished') refuse('InvalidSnapshotId.NotReady')
}

/** "The operation is not supported to the specified disk due to its disk category." */
const diskIsNotLocal = ({ disk }: Facts): void => {
  if (disk !== undefined && isLocalDisk(disk)) refuse('DiskCategory.OperationNotSupported')
}

/** "The disk must be in the In Use state." */
const diskIsInUse = ({ disk }: Facts): void => {
  if (disk?.status !== 'In_use') refuse('IncorrectDiskStatus')
}

/** "Your prepay instance is expired (prepay mode) or in arrears (afterpay mode)." */
const instanceIsPaidFor = ({ disk }: Facts): void => {
  if (disk?.expired) refuse('InstanceExpiredOrInArrears')
}

/** "The instance is locked due to security." */
const instanceIsNotLocked = ({ disk }: Facts): void => {
  if (disk?.instanceId && disk.instanceLocked) refuse('InstanceLockedForSecurity')
}

/** "The instance to which the disk is attached must be in the Stopped state." */
const instanceIsStopped = ({ disk }: Facts): void => {
  if (!disk?.instanceId || disk.instanceStatus !== 'Stopped') refuse('IncorrectInstanceStatus')
}

/** "The current disk has unfinished snapshot." */
const noneIsInProgress = ({ unfinished }: Facts): void => {
  if (unfinished) refuse('IncorrectDiskStatus.HasUnfinishedSnapshot')
}

/** "Request validation has been passed with DryRun flag set." */
const isMeant = ({ dryRun }: Facts): void => {
  if (dryRun) refuse('DryRunOperation')
}

/** Rolls a disk back to one of its own snapshots. Disks have no content here: what can be seen is whether it may be. */
export const resetDisk = defineAction({
  name: 'ResetDisk',
  params: { DiskId: required(text()), SnapshotId: required(text()), DryRun: boolean() },
  find: ({ account, state, now }, { DiskId, SnapshotId, DryRun }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    return {
      account,
      disk,
      snapshot: state.snapshots.find(account.id, undefined, SnapshotId, now),
      unfinished: disk !== undefined && state.snapshots.ofDisk(disk, now).unfinished,
      now,
      dryRun: DryRun ?? false,
    }
  },
  rules: [
    snapshotServiceIsOpen,
    accountCanPay,
    diskExists,
    snapshotExists,
    snapshotIsTheDisks,
    snapshotIsNotTooOld,
    snapshotIsNotArchived,
    snapshotIsReady,
    diskIsNotLocal,
    diskIsInUse,
    instanceIsPaidFor,
    instanceIsNotLocked,
    instanceIsStopped,
    noneIsInProgress,
    isMeant,
  ],
  handle: () => ({}),
})
