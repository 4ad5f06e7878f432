import { diskTypes } from '../model/disk.ts'
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
  ShapeError,
  text,
} from '../model/shape.ts'
import {
  copyLimits,
  type Snapshot,
  snapshotCategories,
  snapshotDefaults,
  snapshotTypes,
  snapshotUsages,
} from '../model/snapshot.ts'
import type { Store } from '../model/store.ts'
import type { Tag } from '../model/tag.ts'
import { completionFields, completionForm, toCompletion } from './completion.ts'
import { checkOwner, filled, time, timeAt, timeOf, withoutNulls } from './fields.ts'

const snapshotDisk = object(
  {
    /** Id of the disk; it need not exist. */
    id,
  },
  {
    /** Kind of the disk; default `data`. */
    type: oneOf(...diskTypes),
    /** Size in GiB; default 40. */
    size: number(1, 1_000_000),
  },
)

/** The disk that a snapshot was made of. */
export interface WorldSnapshotDisk extends Shaped<typeof snapshotDisk> {}

const tag: Shape<Tag> = object({ key: filled, value: text() }, {})

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
    ...completionFields,
    /** When it was created; default: now. */
    createdAt: time,
    /** When it was last modified; default: `createdAt`. */
    modifiedAt: time,
    /** Days from its creation until it is released; default: never. */
    retentionDays: number(1, 65536),
    /** Disk that it was made of; default: 40 GiB of data, with an id like its own. */
    disk: snapshotDisk as Shape<WorldSnapshotDisk>,
    /** Category; default `standard`. `local` stands for local snapshots. */
    category: oneOf(...snapshotCategories),
    /** Whether it is encrypted; default false. */
    encrypted: boolean,
    /** Id of its KMS key; default: empty. */
    kmsKeyId: text(),
    /** Whether a user or a policy made it; default `user`. */
    type: oneOf(...snapshotTypes),
    /** What was made of it; default `none`. */
    usage: oneOf(...snapshotUsages),
    /** Id of its chain; default: derived from the id of its disk. */
    linkId: id,
    /** Id of its resource group; default: empty. */
    resourceGroupId: text(),
    /** Days of instant access from its creation; 0: as long as it exists. Default: none. */
    instantAccessDays: number(0, 65535),
    /** Id of the snapshot that it is a copy of; default: it is no copy. */
    sourceSnapshotId: id,
    /** Region of that snapshot. */
    sourceRegionId: id,
    /** Tags; default: none. */
    tags: listOf(tag),
    /** Ways in which it may not be copied; default: none. */
    copyLimits: listOf(oneOf(...copyLimits)),
    /** Until when another operation holds it; default: none does. */
    busyUntil: time,
    /** ARN of the storage location that it is kept in; default: the service's own. */
    storageLocationArn: text(),
  },
)

/** A snapshot. */
export interface WorldSnapshot extends Shaped<typeof snapshotShape> {}

/** The chain of a disk unless a world says otherwise; of a long id the end, in which ids differ. */
const linkOf = (diskId: string): string => `sl-${diskId.replace(/^d-/, '').slice(-61)}`

/**
 * A world's snapshot with everything that it leaves out.
 *
 * @param start what relative times count from, in epoch milliseconds
 * @param place of the snapshot, for errors
 * @throws {ShapeError} for a time that cannot be, or a tag that is there twice
 */
export const toSnapshot = (world: WorldSnapshot, start: number, place: string): Snapshot => {
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
  const keys = (world.tags ?? []).map(tag => tag.key)
  if (new Set(keys).size < keys.length) throw new ShapeError(`${place}.tags`, 'a list without a key twice')
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
  }
}

/** @throws {ShapeError} for the first snapshot that cannot be added */
export const addSnapshots = (store: Store, added: readonly WorldSnapshot[], start: number): void => {
  for (const [i, world] of added.entries()) {
    const place = `snapshots[${i}]`
    checkOwner(store, world, place)
    if (store.snapshots.has(world.account, world.id)) {
      throw new ConflictError(`${place}.id`, `new; ${world.id} is there already for account ${world.account}`)
    }
    const snapshot = toSnapshot(world, start, place)
    store.snapshots.add(snapshot, start)
    store.ids.notice(snapshot.id)
    store.ids.notice(snapshot.linkId)
  }
}

/** A snapshot as a world describes it: a world with this in it leads to the same snapshot. */
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
    disk: { id: snapshot.diskId, type: snapshot.diskType, size: snapshot.diskSize },
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
    busyUntil: snapshot.busyUntil === null ? null : timeOf(snapshot.busyUntil),
    storageLocationArn: snapshot.storageLocationArn,
  })
