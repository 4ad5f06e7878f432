import type { Contract } from '../errors/index.ts'
import type { Action } from './action.ts'
import { copySnapshot } from './copy-snapshot.ts'
import { copySnapshot2025 } from './copy-snapshot-2025.ts'
import { createSnapshot } from './create-snapshot.ts'
import { deleteDisk } from './delete-disk.ts'
import { deleteSnapshot } from './delete-snapshot.ts'
import { describeDisks } from './describe-disks.ts'
import { describeRegions } from './describe-regions.ts'
import { describeSnapshotLinks } from './describe-snapshot-links.ts'
import { describeSnapshots } from './describe-snapshots.ts'
import { describeSnapshotsUsage } from './describe-snapshots-usage.ts'
import { listTagResources } from './list-tag-resources.ts'
import { modifySnapshotAttribute } from './modify-snapshot-attribute.ts'
import { resetDisk } from './reset-disk.ts'
import { tagResources } from './tag-resources.ts'
import { untagResources } from './untag-resources.ts'

/** All supported actions, under the contract of 2021. */
export const actions: readonly Action[] = [
  copySnapshot,
  describeSnapshots,
  createSnapshot,
  deleteSnapshot,
  modifySnapshotAttribute,
  resetDisk,
  tagResources,
  untagResources,
  listTagResources,
  describeSnapshotsUsage,
  describeSnapshotLinks,
  describeRegions,
  describeDisks,
  deleteDisk,
]

/** Returns all supported actions under a contract. */
export const actionsOf = (contract: Contract): readonly Action[] =>
  contract === '2021' ? actions : actions.map(action => (action === copySnapshot ? copySnapshot2025 : action))
