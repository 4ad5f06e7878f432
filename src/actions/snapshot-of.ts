import type { Completion } from '../model/completion.ts'
import type { Disk } from '../model/disk.ts'
import type { Region } from '../model/region.ts'
import { type Snapshot, snapshotDefaults } from '../model/snapshot.ts'
import type { ActionContext } from './context.ts'

/** "A disk can have up to 256 manual snapshots." */
export const manualSnapshotQuota = 256

/**
 * Stores a copy of a snapshot in a region, in a chain of its own.
 *
 * @param given members in addition to those of every copy
 * @returns its id
 */
export const copyOf = (
  { account, state, now }: ActionContext,
  source: Snapshot,
  destination: Region,
  given: Partial<Snapshot>,
): string => {
  const id = state.newId('s-', destination)
  const copy: Snapshot = {
    ...snapshotDefaults,
    ...given,
    accountId: account.id,
    id,
    regionId: destination.id,
    createdAt: now,
    modifiedAt: now,
    diskId: source.diskId,
    diskType: source.diskType,
    diskSize: source.diskSize,
    linkId: state.newId('sl-', destination),
    sourceSnapshotId: source.id,
    sourceRegionId: source.regionId,
  }
  state.snapshots.add(copy, now)
  return id
}

/**
 * Stores a new snapshot of a disk, in the chain of its earlier ones.
 *
 * @param given members in addition to those of every snapshot
 * @returns its id
 */
export const snapshotOf = (
  { account, state, now }: ActionContext,
  disk: Disk,
  completion: Completion,
  given: Partial<Snapshot> = {},
): string => {
  const region = state.regions.find(disk.regionId) as Region
  const id = state.newId('s-', region)
  const snapshot: Snapshot = {
    ...snapshotDefaults,
    ...completion,
    accountId: account.id,
    id,
    regionId: region.id,
    createdAt: now,
    modifiedAt: now,
    diskId: disk.id,
    diskType: disk.type,
    diskSize: disk.size,
    diskCategory: disk.category,
    linkId: state.snapshots.ofDisk(disk, now).linkId ?? state.newId('sl-', region),
    ...given,
  }
  state.snapshots.add(snapshot, now)
  return id
}
