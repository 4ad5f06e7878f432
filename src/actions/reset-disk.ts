import type { Account } from '../model/account.ts'
import type { Disk } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import {
  accountCanPay,
  diskExists,
  diskIsNotLocal,
  instanceHasNotExpired,
  instanceIsNotLocked,
  instanceOf,
  isNoDryRun,
  snapshotExists,
  snapshotIsReady,
  snapshotServiceIsOpen,
} from './shared-rules.ts'
import { oldestUsable } from './snapshot-kinds.ts'

/** Facts for the rules of a rollback. */
interface Facts {
  readonly account: Account
  readonly disk: Disk | undefined
  /** The instance that the disk is attached to. */
  readonly instance: Instance | undefined
  readonly snapshot: Snapshot | undefined
  /** Whether a snapshot of the disk is in progress. */
  readonly unfinished: boolean
  readonly now: number
  readonly dryRun: boolean
}

/** Rolls a disk back to one of its own snapshots. Disks have no content here, so only the rules have an effect. */
export const resetDisk = defineAction({
  name: 'ResetDisk',
  params: {
    DiskId: required(text(), '2024'),
    SnapshotId: required(text(), '2024'),
    DryRun: withDefault(boolean(), '2024', false),
  },
  members: {},
  find: ({ account, state, now }, { DiskId, SnapshotId, DryRun }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    return {
      account,
      disk,
      instance: instanceOf(disk, state, now),
      snapshot: state.snapshots.find(account.id, undefined, SnapshotId, now),
      unfinished: disk !== undefined && state.snapshots.ofDisk(disk, now).unfinished,
      now,
      dryRun: DryRun,
    }
  },
  rules: [
    snapshotServiceIsOpen,
    accountCanPay,
    diskExists,
    snapshotExists,
    {
      says: 'The snapshot was made of the disk itself and is not a copy.',
      evidence: '2024: that a copy cannot be used is in the document of 2021',
      refusal: 'InvalidParameter.Mismatch',
      holds: ({ disk, snapshot }) => snapshot?.diskId === disk?.id && snapshot?.sourceSnapshotId === null,
    },
    {
      says: 'The snapshot was made on 15 July 2013 or later.',
      evidence: '2024',
      refusal: 'InvalidSnapshot.TooOld',
      holds: ({ snapshot }) => snapshot !== undefined && snapshot.createdAt >= oldestUsable,
    },
    {
      says: 'The snapshot is not archived.',
      evidence: 'assumed: decision “Snapshots of disks”; the metadata of 2024 lists the code',
      refusal: 'OperationDenied',
      holds: ({ snapshot }) => snapshot?.category !== 'archive',
    },
    snapshotIsReady,
    diskIsNotLocal,
    {
      says: 'The disk is in use.',
      evidence: '2024',
      refusal: 'IncorrectDiskStatus',
      holds: ({ disk, now }) => disk !== undefined && currentStatus(disk, now) === 'In_use',
    },
    instanceHasNotExpired,
    instanceIsNotLocked,
    {
      says: 'The instance of the disk is stopped.',
      evidence: '2024',
      refusal: 'IncorrectInstanceStatus',
      holds: ({ instance, now }) => instance !== undefined && currentStatus(instance, now) === 'Stopped',
    },
    {
      says: 'No snapshot of the disk is in progress.',
      evidence: '2024',
      refusal: 'IncorrectDiskStatus.HasUnfinishedSnapshot',
      holds: ({ unfinished }) => !unfinished,
    },
    isNoDryRun,
  ],
  handle: () => ({}),
})
