import {
  boolean,
  ConflictError,
  id,
  listOf,
  number,
  object,
  oneOf,
  type Shape,
  type Shaped,
  text,
} from '../model/shape.ts'
import {
  copyLimits,
  type Snapshot,
  snapshotCategories,
  snapshotDefaults,
  snapshotStatuses,
  snapshotTypes,
  snapshotUsages,
} from '../model/snapshot.ts'
import type { Store } from '../model/store.ts'
import { completionFields, completionForm, toCompletion } from './completion.ts'
import { time, timeAt, timeOf, withoutNulls } from './fields.ts'
import { checkOwner, checkRegion } from './references.ts'
import { snapshotDiskShape, type WorldSnapshotDisk } from './snapshot-disk.ts'
import { checkTags, tagShape } from './tags.ts'

export const snapshotShape = object(
  {
    /** Id of the snapshot, such as `s-golden`. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region, such as `cn-hangzhou`. */
    region: id,
  },
  {
    /** Name; default: empty. */
    name: text(),
    /** Description; default: empty. */
    description: text(),
    /** Status; default `accomplished`. */
    status: oneOf(...snapshotStatuses),
    ...completionFields,
    /** When it was created; default: now. */
    createdAt: time,
    /** When it was last modified; default: `createdAt`. */
    modifiedAt: time,
    /** Days from creation to release; default: never. */
    retentionDays: number(1, 65536),
    /** Source disk; default: a data disk of 40 GiB with an id like the snapshot's. */
    disk: snapshotDiskShape as Shape<WorldSnapshotDisk>,
    /** Category; default `standard`. `local` means local snapshots. */
    category: oneOf(...snapshotCategories),
    /** Whether it is encrypted; default false. */
    encrypted: boolean,
    /** Id of its KMS key; default: empty. */
    kmsKeyId: text(),
    /** Whether a user or a policy created it; default `user`. */
    type: oneOf(...snapshotTypes),
    /** Resources created from it; default `none`. */
    usage: oneOf(...snapshotUsages),
    /** Id of its chain; default: derived from the id of its disk. */
    linkId: id,
    /** Id of its resource group; default: empty. */
    resourceGroupId: text(),
    /** Days of instant access from creation; 0: as long as it exists. Default: none. */
    instantAccessDays: number(0, 65535),
    /** Id of the source of a copy; default: it is not a copy. */
    sourceSnapshotId: id,
    /** Region of the source of a copy. */
    sourceRegionId: id,
    /** Tags; default: none. */
    tags: listOf(tagShape),
    /** Copies that it forbids; default: none. */
    copyLimits: listOf(oneOf(...copyLimits)),
    /** Whether disks can be made of it; default true. */
    allowsDisks: boolean,
    /** When another operation releases it; default: no operation holds it. */
    busyUntil: time,
    /** ARN of its storage location; default: the service's own. */
    storageLocationArn: text(),
  },
)

/** A snapshot. */
export interface WorldSnapshot extends Shaped<typeof snapshotShape> {}

/** Returns the default chain of a disk. Of a long disk id it keeps the end, where ids differ. */
const linkOf = (diskId: string): string => `sl-${diskId.replace(/^d-/, '').slice(-61)}`

/**
 * Converts a snapshot from its world form, with defaults.
 *
 * @param start base of relative times, in epoch milliseconds
 * @param place place of the snapshot in the world, for errors
 * @throws {ShapeError} for an unknown source region, an invalid time, a duplicate tag key or too many tags
 */
export const toSnapshot = (store: Store, world: WorldSnapshot, start: number, place: string): Snapshot => {
  const {
    account,
    region,
    disk,
    status: _,
    progress: __,
    readyAt,
    polls: ___,
    createdAt,
    modifiedAt,
    busyUntil,
    ...rest
  } = world
  const at = (name: string, time: string | undefined): number | null =>
    time === undefined ? null : timeAt(time, start, `${place}.${name}`)
  const created = at('createdAt', createdAt) ?? start
  checkRegion(store, world.sourceRegionId, `${place}.sourceRegionId`)
  checkTags(world.tags ?? [], `${place}.tags`)
  const diskId = disk?.id ?? world.id.replace(/^s-/, 'd-')
  return {
    ...snapshotDefaults,
    linkId: linkOf(diskId),
    ...rest,
    ...toCompletion(world, created, at('readyAt', readyAt)),
    accountId: account,
    regionId: region,
    createdAt: created,
    modifiedAt: at('modifiedAt', modifiedAt) ?? created,
    busyUntil: at('busyUntil', busyUntil),
    diskId,
    diskType: disk?.type ?? 'data',
    diskSize: disk?.size ?? 40,
    diskCategory: disk?.category ?? '',
  }
}

/** @throws {ShapeError} for the first snapshot that cannot be added */
export const addSnapshots = (store: Store, added: readonly WorldSnapshot[], start: number): void => {
  for (const [i, world] of added.entries()) {
    const place = `snapshots[${i}]`
    checkOwner(store, world, place)
    if (store.snapshots.has(world.account, world.id)) {
      throw new ConflictError(`${place}.id`, `new; ${world.id} already exists for account ${world.account}`)
    }
    const snapshot = toSnapshot(store, world, start, place)
    store.snapshots.add(snapshot, start)
    store.ids.notice(snapshot.id)
    store.ids.notice(snapshot.linkId)
  }
}

/** Converts a snapshot to its world form, which loads as the same snapshot. */
export const snapshotForm = (snapshot: Snapshot): WorldSnapshot =>
  withoutNulls({
    id: snapshot.id,
    account: snapshot.accountId,
    region: snapshot.regionId,
    name: snapshot.name,
    description: snapshot.description,
    ...completionForm(snapshot),
    createdAt: timeOf(snapshot.createdAt),
    modifiedAt: timeOf(snapshot.modifiedAt),
    retentionDays: snapshot.retentionDays,
    disk: {
      id: snapshot.diskId,
      type: snapshot.diskType,
      size: snapshot.diskSize,
      ...(snapshot.diskCategory !== '' && { category: snapshot.diskCategory }),
    },
    category: snapshot.category,
    encrypted: snapshot.encrypted,
    kmsKeyId: snapshot.kmsKeyId,
    type: snapshot.type,
    usage: snapshot.usage,
    linkId: snapshot.linkId,
    resourceGroupId: snapshot.resourceGroupId,
    instantAccessDays: snapshot.instantAccessDays,
    sourceSnapshotId: snapshot.sourceSnapshotId,
    sourceRegionId: snapshot.sourceRegionId,
    tags: snapshot.tags,
    copyLimits: snapshot.copyLimits,
    allowsDisks: snapshot.allowsDisks,
    busyUntil: snapshot.busyUntil === null ? null : timeOf(snapshot.busyUntil),
    storageLocationArn: snapshot.storageLocationArn,
  })
