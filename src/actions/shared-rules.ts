import type { Account } from '../model/account.ts'
import { type Disk, instanceIdAt, isLocalDisk } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import type { State } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { currentStatus } from '../model/status.ts'
import type { Rule } from './action.ts'

export const snapshotServiceIsOpen: Rule<{ readonly account: Account }> = {
  says: 'The account has opened the snapshot service.',
  evidence: '2024',
  refusal: 'InvalidAccountStatus.SnapshotServiceUnavailable',
  holds: ({ account }) => account.snapshotService,
}

export const accountCanPay: Rule<{ readonly account: Account }> = {
  says: 'The account has a balance above zero.',
  evidence: '2024',
  refusal: 'InvalidAccountStatus.NotEnoughBalance',
  holds: ({ account }) => account.balance > 0,
}

export const accountHasNoArrears: Rule<{ readonly account: Account }> = {
  says: 'The account has no outstanding payment.',
  evidence: '2026',
  refusal: 'Account.Arrearage',
  holds: ({ account }) => !account.arrears,
}

/** Every action adds its own code and evidence. */
export const regionExists: Pick<Rule<{ readonly region: Region | undefined }>, 'says' | 'holds'> = {
  says: 'RegionId is a region.',
  holds: ({ region }) => region !== undefined,
}

export const diskExists: Rule<{ readonly disk: Disk | undefined }> = {
  says: 'The disk exists and is the caller’s.',
  evidence: '2024',
  refusal: 'InvalidDiskId.NotFound',
  holds: ({ disk }) => disk !== undefined,
}

/** Local disks do not support snapshots. */
export const diskIsNotLocal: Rule<{ readonly disk: Disk | undefined }> = {
  says: 'The disk is not a local disk.',
  evidence: '2024',
  refusal: 'DiskCategory.OperationNotSupported',
  holds: ({ disk }) => disk !== undefined && !isLocalDisk(disk),
}

/** Returns the instance that a disk is attached to. */
export const instanceOf = (
  disk: Disk | undefined,
  { instances }: Pick<State, 'instances'>,
  now: number,
): Instance | undefined => {
  const id = disk === undefined ? null : instanceIdAt(disk, now)
  return disk === undefined || id === null ? undefined : instances.find(disk.accountId, id)
}

export const instanceExists: Rule<{ readonly instance: Instance | undefined }> = {
  says: 'The instance exists and is the caller’s.',
  evidence: '2021',
  refusal: 'InvalidInstanceId.NotFound',
  holds: ({ instance }) => instance !== undefined,
}

export const instanceHasNotExpired: Rule<{ readonly instance: Instance | undefined }> = {
  says: 'The instance has not expired.',
  evidence: '2024',
  refusal: 'InstanceExpiredOrInArrears',
  holds: ({ instance }) => !instance?.expired,
}

/** Whether an instance is running or stopped, and not on the way. */
export const isRunningOrStopped = (instance: Instance | undefined, now: number): boolean =>
  instance !== undefined && ['Running', 'Stopped'].includes(currentStatus(instance, now))

/** An unattached disk has no instance and passes. */
export const instanceIsNotLocked: Rule<{ readonly instance: Instance | undefined }> = {
  says: 'The instance of the disk is not locked for security.',
  evidence: '2024',
  refusal: 'InstanceLockedForSecurity',
  holds: ({ instance }) => !instance?.locked,
}

/** The snapshot may be in any region. */
export const snapshotExists: Rule<{ readonly snapshot: Snapshot | undefined }> = {
  says: 'The snapshot exists and is the caller’s.',
  evidence: '2024',
  refusal: 'InvalidSnapshotId.NotFound',
  holds: ({ snapshot }) => snapshot !== undefined,
}

/** A failed snapshot never becomes ready. */
export const snapshotIsReady: Rule<{ readonly snapshot: Snapshot | undefined; readonly now: number }> = {
  says: 'The snapshot is accomplished.',
  evidence: '2024',
  refusal: 'InvalidSnapshotId.NotReady',
  holds: ({ snapshot, now }) => snapshot !== undefined && statusAt(snapshot, now) === 'accomplished',
}

/** The last rule of every action that supports a dry run. */
export const isNoDryRun: Rule<{ readonly dryRun: boolean }> = {
  says: 'The call is not a dry run.',
  evidence: '2024',
  refusal: 'DryRunOperation',
  holds: ({ dryRun }) => !dryRun,
}
