import type { Contract } from '../errors/index.ts'
import type { Action } from './action.ts'
import { attachDisk } from './attach-disk.ts'
import { copyImage } from './copy-image.ts'
import { copySnapshot } from './copy-snapshot.ts'
import { copySnapshot2025 } from './copy-snapshot-2025.ts'
import { createDisk } from './create-disk.ts'
import { createImage } from './create-image.ts'
import { createSnapshot } from './create-snapshot.ts'
import { deleteDisk } from './delete-disk.ts'
import { deleteImage } from './delete-image.ts'
import { deleteSnapshot } from './delete-snapshot.ts'
import { describeDisks } from './describe-disks.ts'
import { describeImages } from './describe-images.ts'
import { describeInstances } from './describe-instances.ts'
import { describeRegions } from './describe-regions.ts'
import { describeSnapshotLinks } from './describe-snapshot-links.ts'
import { describeSnapshots } from './describe-snapshots.ts'
import { describeSnapshotsUsage } from './describe-snapshots-usage.ts'
import { describeZones } from './describe-zones.ts'
import { detachDisk } from './detach-disk.ts'
import { listTagResources } from './list-tag-resources.ts'
import { modifyDiskAttribute } from './modify-disk-attribute.ts'
import { modifySnapshotAttribute } from './modify-snapshot-attribute.ts'
import { resetDisk } from './reset-disk.ts'
import { startInstance } from './start-instance.ts'
import { stopInstance } from './stop-instance.ts'
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
  createDisk,
  deleteDisk,
  attachDisk,
  detachDisk,
  modifyDiskAttribute,
  describeInstances,
  stopInstance,
  startInstance,
  createImage,
  describeImages,
  deleteImage,
  copyImage,
  describeZones,
]

/** Returns all supported actions under a contract. */
export const actionsOf = (contract: Contract): readonly Action[] =>
  contract === '2021' ? actions : actions.map(action => (action === copySnapshot ? copySnapshot2025 : action))
