import { diskTypes } from './disk.ts'
import { boolean, defaultsOf, integer, json, oneOf, orNull, type RecordOf, text, withDefault } from './members.ts'
import type { Tag } from './tag.ts'

export const snapshotStatuses = ['progressing', 'accomplished', 'failed'] as const
export type SnapshotStatus = (typeof snapshotStatuses)[number]

/** `local` stands for the local snapshots of the 2021 contract. */
export const snapshotCategories = ['standard', 'flash', 'archive', 'local'] as const

export const snapshotTypes = ['user', 'auto'] as const
export const snapshotUsages = ['none', 'image', 'disk', 'image_disk'] as const

/** What a snapshot may be kept from. */
export const copyLimits = ['acrossRegions', 'encrypted'] as const
export type CopyLimit = (typeof copyLimits)[number]

/** A snapshot as it is kept; what changes with time is computed by the functions below. Times in epoch milliseconds. */
export const snapshotMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  name: withDefault(text(), ''),
  description: withDefault(text(), ''),
  createdAt: integer(),
  modifiedAt: integer(),
  /** When it ends, in epoch milliseconds; null: not by time. */
  endsAt: orNull(integer()),
  outcome: withDefault(oneOf('accomplished', 'failed'), 'accomplished'),
  /** The per cent reached at the end: 100 unless it fails or never ends. */
  finalProgress: withDefault(integer(), 100),
  /** How many polls (DescribeSnapshots calls that show it in progress) it takes to end; null: it ends by time alone. */
  pollsTotal: orNull(integer()),
  /** How many of these are still to come. */
  pollsLeft: orNull(integer()),
  /** Days from its creation until it is released by itself; null: never. */
  retentionDays: orNull(integer()),
  /** The disk that it was taken from, which may be gone by now. */
  diskId: text(),
  diskType: oneOf(...diskTypes),
  /** In GiB. */
  diskSize: integer(),
  category: withDefault(oneOf(...snapshotCategories), 'standard'),
  encrypted: withDefault(boolean(), false),
  kmsKeyId: withDefault(text(), ''),
  type: withDefault(oneOf(...snapshotTypes), 'user'),
  usage: withDefault(oneOf(...snapshotUsages), 'none'),
  linkId: text(),
  resourceGroupId: withDefault(text(), ''),
  /** Days from its creation for which it has instant access; 0: as long as it lives; null: none. */
  instantAccessDays: orNull(integer()),
  /** Set for copies only, as is the one below. */
  sourceSnapshotId: orNull(text()),
  sourceRegionId: orNull(text()),
  /** How it may not be copied, beyond what its category says. */
  copyLimits: withDefault(json<readonly CopyLimit[]>(), []),
  /** Until when another operation holds it, in epoch milliseconds; null: none does. */
  busyUntil: orNull(integer()),
  /** The place of one's own that it is kept in; empty: the service's. */
  storageLocationArn: withDefault(text(), ''),
}

export interface Snapshot extends RecordOf<typeof snapshotMembers> {
  readonly tags: readonly Tag[]
}

/** What a snapshot is where nothing says otherwise. */
export const snapshotDefaults = { ...defaultsOf(snapshotMembers), tags: [] }

/** The members from which status and progress are computed at the time of reading: nothing is scheduled. */
export type Completion = Pick<Snapshot, 'endsAt' | 'outcome' | 'finalProgress' | 'pollsTotal' | 'pollsLeft'>

export const dayMs = 86_400_000

/** When a snapshot is released by itself, in epoch milliseconds; null: never. */
export const expiresAt = ({
  createdAt,
  retentionDays,
}: Pick<Snapshot, 'createdAt' | 'retentionDays'>): number | null =>
  retentionDays === null ? null : createdAt + retentionDays * dayMs

/** The status at a time. */
export const statusAt = ({ endsAt, outcome }: Completion, now: number): SnapshotStatus =>
  endsAt !== null && endsAt <= now ? outcome : 'progressing'

/** Whether each DescribeSnapshots call that shows the snapshot brings its end nearer. */
export const endsByPolls = ({ endsAt, pollsTotal }: Completion): boolean => endsAt === null && pollsTotal !== null

/** How much of the way to its end a snapshot has gone, from 0 to 1; undefined when there is no end. */
const shareAt = (snapshot: Completion & Pick<Snapshot, 'createdAt'>, now: number): number | undefined => {
  const { endsAt, pollsTotal, pollsLeft, createdAt } = snapshot
  if (endsAt !== null && endsAt <= now) return 1
  // A world may put the creation after now, and the end before the creation.
  if (endsAt !== null) return now < createdAt ? 0 : (now - createdAt) / (endsAt - createdAt)
  return pollsTotal === null || pollsLeft === null ? undefined : 1 - pollsLeft / pollsTotal
}

/** Whole per cent: grows evenly from the creation to the end, and never shows the last one before it. */
export const progressAt = (snapshot: Completion & Pick<Snapshot, 'createdAt'>, now: number): number => {
  const { finalProgress } = snapshot
  const share = shareAt(snapshot, now) ?? 1
  return share === 1 ? finalProgress : Math.max(0, Math.floor(share * finalProgress))
}

/**
 * Seconds left until a snapshot in progress ends, rounded up; 0 for one that has ended or never will. One that ends by
 * polls has a second for each that is left.
 */
export const remainingSecondsAt = ({ endsAt, pollsLeft }: Completion, now: number): number =>
  endsAt === null ? (pollsLeft ?? 0) : Math.max(0, Math.ceil((endsAt - now) / 1000))

/** Whether a snapshot has instant access at a time. */
export const hasInstantAccess = (
  { instantAccessDays, createdAt }: Pick<Snapshot, 'instantAccessDays' | 'createdAt'>,
  now: number,
): boolean => instantAccessDays !== null && (instantAccessDays === 0 || createdAt + instantAccessDays * dayMs > now)
