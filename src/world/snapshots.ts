import { diskTypes } from '../model/disk.ts'
import { boolean, ConflictError, listOf, number, object, oneOf, type Shaped, ShapeError, text } from '../model/shape.ts'
import {
  type Completion,
  copyLimits,
  type Snapshot,
  snapshotCategories,
  snapshotDefaults,
  snapshotStatuses,
  snapshotTypes,
  snapshotUsages,
} from '../model/snapshot.ts'
import type { Store } from '../model/store.ts'
import { checkOwner, filled, id, time, timeAt, timeOf, withoutNulls } from './terms.ts'

export const snapshotShape = object(
  { id, account: id, region: id },
  {
    name: text(),
    description: text(),
    status: oneOf(...snapshotStatuses),
    progress: number(0, 100),
    createdAt: time,
    modifiedAt: time,
    readyAt: time,
    // How often it must be described until it ends, and how often still.
    describes: object({ all: number(1, 1_000_000), left: number(1, 1_000_000) }, {}),
    retentionDays: number(1, 65536),
    disk: object({ id }, { type: oneOf(...diskTypes), size: number(1, 1_000_000) }),
    category: oneOf(...snapshotCategories),
    encrypted: boolean,
    kmsKeyId: text(),
    type: oneOf(...snapshotTypes),
    usage: oneOf(...snapshotUsages),
    linkId: id,
    resourceGroupId: text(),
    instantAccessDays: number(0, 65535),
    sourceSnapshotId: id,
    sourceRegionId: id,
    tags: listOf(object({ key: filled, value: text() }, {})),
    copyLimits: listOf(oneOf(...copyLimits)),
    busyUntil: time,
    storageLocationArn: text(),
  },
)

export type WorldSnapshot = Shaped<typeof snapshotShape>

/** How a snapshot that a world describes comes to its end. */
const toCompletion = (world: WorldSnapshot, createdAt: number, readyAt: number | null): Completion => {
  const { status = 'accomplished', progress = 0, describes } = world
  const outcome = status === 'failed' ? status : 'accomplished'
  const endsAt = describes ? null : status === 'progressing' ? readyAt : (readyAt ?? createdAt)
  const staysWhereItIs = status === 'progressing' && endsAt === null && describes === undefined
  return {
    outcome,
    finalProgress: status === 'failed' || staysWhereItIs ? progress : 100,
    endsAt,
    describesTotal: describes?.all ?? null,
    describesLeft: describes?.left ?? null,
  }
}

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
  const at = (name: 'createdAt' | 'modifiedAt' | 'readyAt' | 'busyUntil'): number | null => {
    const given = world[name]
    return given === undefined ? null : timeAt(given, start, `${place}.${name}`)
  }
  const createdAt = at('createdAt') ?? start
  const keys = (world.tags ?? []).map(tag => tag.key)
  if (new Set(keys).size < keys.length) throw new ShapeError(`${place}.tags`, 'a list without a key twice')
  const disk = { type: 'data', size: 40, id: world.id.replace(/^s-/, 'd-'), ...world.disk } as const
  const otherwise = snapshotDefaults
  return {
    accountId: world.account,
    id: world.id,
    regionId: world.region,
    name: world.name ?? otherwise.name,
    description: world.description ?? otherwise.description,
    createdAt,
    modifiedAt: at('modifiedAt') ?? createdAt,
    ...toCompletion(world, createdAt, at('readyAt')),
    retentionDays: world.retentionDays ?? otherwise.retentionDays,
    diskId: disk.id,
    diskType: disk.type,
    diskSize: disk.size,
    category: world.category ?? otherwise.category,
    encrypted: world.encrypted ?? otherwise.encrypted,
    kmsKeyId: world.kmsKeyId ?? otherwise.kmsKeyId,
    type: world.type ?? otherwise.type,
    usage: world.usage ?? otherwise.usage,
    linkId: world.linkId ?? linkOf(disk.id),
    resourceGroupId: world.resourceGroupId ?? otherwise.resourceGroupId,
    instantAccessDays: world.instantAccessDays ?? otherwise.instantAccessDays,
    sourceSnapshotId: world.sourceSnapshotId ?? otherwise.sourceSnapshotId,
    sourceRegionId: world.sourceRegionId ?? otherwise.sourceRegionId,
    tags: world.tags ?? otherwise.tags,
    copyLimits: world.copyLimits ?? otherwise.copyLimits,
    busyUntil: at('busyUntil'),
    storageLocationArn: world.storageLocationArn ?? otherwise.storageLocationArn,
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

/** How a snapshot comes to its end, in such words that the same completion is read from them. */
const completionForm = (snapshot: Snapshot): Pick<WorldSnapshot, 'status' | 'progress' | 'readyAt' | 'describes'> => {
  const { endsAt: at, outcome, finalProgress: progress, createdAt } = snapshot
  const { describesTotal: all, describesLeft: left } = snapshot
  const describes = all === null || left === null ? null : { all, left }
  if (at === null && describes !== null) {
    return outcome === 'failed' ? { status: outcome, progress, describes } : { status: 'progressing', describes }
  }
  if (at === null) return { status: 'progressing', progress }
  const readyAt = at === createdAt ? {} : { readyAt: timeOf(at) }
  if (outcome === 'failed') return { status: outcome, progress, ...readyAt }
  return at > createdAt ? { status: 'progressing', ...readyAt } : { status: outcome, ...readyAt }
}

/** A snapshot as a world describes it: a world with this in it leads to the same row. */
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
