import { earliest, latest } from '../clock.ts'
import { ShapeError } from '../model/shape.ts'
import type { Completion, Snapshot } from '../model/snapshot.ts'
import { type WorldSnapshot, worldTime } from '../model/world.ts'

/**
 * A world's time in epoch milliseconds.
 *
 * @throws {ShapeError} for a day that is in no calendar, and for a time before 1970 or after 9999
 */
export const timeAt = (time: string, start: number, place: string): number => {
  const at = worldTime(time, start)
  if (Number.isNaN(at)) throw new ShapeError(place, 'a time that is in the calendar')
  if (at < earliest || at > latest) throw new ShapeError(place, 'a time from 1970 to 9999')
  return at
}

/** The chain of a disk unless a world says otherwise; of a long id the end, in which ids differ. */
const linkOf = (diskId: string): string => `sl-${diskId.replace(/^d-/, '').slice(-61)}`

const byTime = { describesTotal: null, describesLeft: null }

const completionOf = (world: WorldSnapshot, createdAt: number, readyAt: number | null): Completion => {
  const { status = 'accomplished', progress: reached = 0, describes } = world
  if (describes !== undefined) {
    const end =
      status === 'failed'
        ? { outcome: status, finalProgress: reached }
        : { outcome: 'accomplished' as const, finalProgress: 100 }
    return { ...end, endsAt: null, describesTotal: describes.all, describesLeft: describes.left }
  }
  if (status === 'progressing') {
    const finalProgress = readyAt === null ? reached : 100
    return { endsAt: readyAt, outcome: 'accomplished', finalProgress, ...byTime }
  }
  const finalProgress = status === 'failed' ? reached : 100
  return { endsAt: readyAt ?? createdAt, outcome: status, finalProgress, ...byTime }
}

/**
 * A world's snapshot with everything that it leaves out.
 *
 * @param start what relative times count from, in epoch milliseconds
 * @param place of the snapshot, for errors
 * @throws {ShapeError} for a time that cannot be, or a tag that is there twice
 */
export const toSnapshot = (world: WorldSnapshot, start: number, place: string): Snapshot => {
  const createdAt = timeAt(world.createdAt ?? 'now', start, `${place}.createdAt`)
  const keys = (world.tags ?? []).map(tag => tag.key)
  if (new Set(keys).size < keys.length) throw new ShapeError(`${place}.tags`, 'a list without a key twice')
  const readyAt = world.readyAt === undefined ? null : timeAt(world.readyAt, start, `${place}.readyAt`)
  const disk = { type: 'data', size: 40, id: world.id.replace(/^s-/, 'd-'), ...world.disk } as const
  return {
    accountId: world.account,
    id: world.id,
    regionId: world.region,
    name: world.name ?? '',
    description: world.description ?? '',
    createdAt,
    modifiedAt: world.modifiedAt === undefined ? createdAt : timeAt(world.modifiedAt, start, `${place}.modifiedAt`),
    ...completionOf(world, createdAt, readyAt),
    retentionDays: world.retentionDays ?? null,
    diskId: disk.id,
    diskType: disk.type,
    diskSize: disk.size,
    category: world.category ?? 'standard',
    encrypted: world.encrypted ?? false,
    kmsKeyId: world.kmsKeyId ?? '',
    type: world.type ?? 'user',
    usage: world.usage ?? 'none',
    linkId: world.linkId ?? linkOf(disk.id),
    resourceGroupId: world.resourceGroupId ?? '',
    instantAccessDays: world.instantAccessDays ?? null,
    sourceSnapshotId: world.sourceSnapshotId ?? null,
    sourceRegionId: world.sourceRegionId ?? null,
    tags: world.tags ?? [],
    copyLimits: world.copyLimits ?? [],
    busyUntil: world.busyUntil === undefined ? null : timeAt(world.busyUntil, start, `${place}.busyUntil`),
    storageLocationArn: world.storageLocationArn ?? '',
  }
}
