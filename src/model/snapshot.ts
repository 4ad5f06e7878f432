import type { Tag } from './tag.ts'

export const snapshotStatuses = ['progressing', 'accomplished', 'failed'] as const
export type SnapshotStatus = (typeof snapshotStatuses)[number]

/** `local` stands for the local snapshots of the 2021 contract. */
export const snapshotCategories = ['standard', 'flash', 'archive', 'local'] as const
export type SnapshotCategory = (typeof snapshotCategories)[number]

/** What a snapshot may be kept from. */
export const copyLimits = ['acrossRegions', 'encrypted'] as const
export type CopyLimit = (typeof copyLimits)[number]

/** The disk a snapshot was taken from; it may be gone by now. */
export interface SourceDisk {
  readonly id: string
  readonly type: 'system' | 'data'
  /** In GiB. */
  readonly size: number
}

/**
 * How a snapshot comes to its end. Nothing is scheduled: status and progress are computed from this and the time of
 * reading.
 */
export interface Completion {
  /** When it ends, in epoch milliseconds; null: it stays in progress for ever. */
  readonly at: number | null
  readonly outcome: 'accomplished' | 'failed'
  /** The per cent reached at the end: 100 unless it fails or never ends. */
  readonly progress: number
  /** For one that ends after being described so often: how often in all, and how often still. Null: by time alone. */
  readonly describes: { readonly all: number; readonly left: number } | null
}

/** A snapshot as it is kept; what changes with time is computed by the functions below. Times in epoch milliseconds. */
export interface Snapshot {
  readonly accountId: string
  readonly id: string
  readonly regionId: string
  readonly name: string
  readonly description: string
  readonly createdAt: number
  readonly modifiedAt: number
  readonly completion: Completion
  /** Days from its creation until it is released by itself; null: never. */
  readonly retentionDays: number | null
  readonly disk: SourceDisk
  readonly category: SnapshotCategory
  readonly encrypted: boolean
  readonly kmsKeyId: string
  readonly type: 'user' | 'auto'
  readonly usage: 'none' | 'image' | 'disk' | 'image_disk'
  readonly linkId: string
  readonly resourceGroupId: string
  /** Days from its creation for which it has instant access; 0: as long as it lives; null: none. */
  readonly instantAccessDays: number | null
  /** Set for copies only, as are the two below. */
  readonly sourceSnapshotId: string | null
  readonly sourceRegionId: string | null
  readonly tags: readonly Tag[]
  /** How it may not be copied, beyond what its category says. */
  readonly copyLimits: readonly CopyLimit[]
  /** Until when another operation holds it, in epoch milliseconds; null: none does. */
  readonly busyUntil: number | null
  /** The place of one's own that it is kept in; empty: the service's. */
  readonly storageLocationArn: string
}

/** What a copy is made of: everything but its tags, which a copy does not take over. */
export type CopySource = Omit<Snapshot, 'tags'>

const dayMs = 86_400_000

/** When a snapshot is released by itself, in epoch milliseconds; null: never. */
export const expiresAt = (snapshot: Pick<Snapshot, 'createdAt' | 'retentionDays'>): number | null =>
  snapshot.retentionDays === null ? null : snapshot.createdAt + snapshot.retentionDays * dayMs

/** The status at a time. */
export const statusAt = ({ completion }: Pick<Snapshot, 'completion'>, now: number): SnapshotStatus =>
  completion.at !== null && completion.at <= now ? completion.outcome : 'progressing'

/** Whether each time that the snapshot is described brings its end nearer. */
export const isCounting = ({ completion }: Pick<Snapshot, 'completion'>): boolean =>
  completion.at === null && completion.describes !== null

/** How much of the way to its end a snapshot has gone, from 0 to 1; undefined when there is no end. */
const shareAt = ({ completion, createdAt }: Pick<Snapshot, 'completion' | 'createdAt'>, now: number) => {
  const { at, describes } = completion
  if (at !== null && at <= now) return 1
  // A world may put the creation after now, and the end before the creation.
  if (at !== null) return now < createdAt ? 0 : (now - createdAt) / (at - createdAt)
  return describes === null ? undefined : 1 - describes.left / describes.all
}

/** Whole per cent: grows evenly from the creation to the end, and never shows the last one before it. */
export const progressAt = (snapshot: Pick<Snapshot, 'completion' | 'createdAt'>, now: number): number => {
  const { progress } = snapshot.completion
  const share = shareAt(snapshot, now) ?? 1
  return share === 1 ? progress : Math.max(0, Math.min(progress - 1, Math.floor(share * progress)))
}

/**
 * Seconds left until a snapshot in progress ends, rounded up; 0 for one that has ended or never will. One that counts
 * how often it is described has a second for each time left.
 */
export const remainingSecondsAt = ({ completion }: Pick<Snapshot, 'completion'>, now: number): number => {
  const { at, describes } = completion
  return at === null ? (describes?.left ?? 0) : Math.max(0, Math.ceil((at - now) / 1000))
}

/** Whether a snapshot has instant access at a time. */
export const hasInstantAccess = (
  { instantAccessDays, createdAt }: Pick<Snapshot, 'instantAccessDays' | 'createdAt'>,
  now: number,
): boolean => instantAccessDays !== null && (instantAccessDays === 0 || createdAt + instantAccessDays * dayMs > now)
