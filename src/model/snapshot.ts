import { diskTypes } from './disk.ts'
import { boolean, defaultsOf, integer, json, oneOf, orNull, type RecordOf, text, withDefault } from './members.ts'
import type { Tag } from './tag.ts'

export const snapshotStatuses = ['progressing', 'accomplished', 'failed'] as const
export type SnapshotStatus = (typeof snapshotStatuses)[number]

/** `local` means the local snapshots of the 2021 contract. */
export const snapshotCategories = ['standard', 'flash', 'archive', 'local'] as const

export const snapshotTypes = ['user', 'auto'] as const
export const snapshotUsages = ['none', 'image', 'disk', 'image_disk'] as const

/** The kinds of copies that a snapshot can forbid. */
export const copyLimits = ['acrossRegions', 'encrypted'] as const
export type CopyLimit = (typeof copyLimits)[number]

/** A snapshot as stored. Times are epoch milliseconds. The functions below compute the values that change with time. */
export const snapshotMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  name: withDefault(text(), ''),
  description: withDefault(text(), ''),
  createdAt: integer(),
  modifiedAt: integer(),
  /** When progress ends, in epoch milliseconds; null: it does not end by time. */
  endsAt: orNull(integer()),
  outcome: withDefault(oneOf('accomplished', 'failed'), 'accomplished'),
  /** Progress at the end, in per cent: 100 unless the snapshot fails or never ends. */
  finalProgress: withDefault(integer(), 100),
  /** Polls (DescribeSnapshots calls that show the snapshot in progress) until the end; null: it ends by time alone. */
  pollsTotal: orNull(integer()),
  /** How many of these polls are left. */
  pollsLeft: orNull(integer()),
  /** Days from creation to automatic release; null: never. */
  retentionDays: orNull(integer()),
  /** The source disk, which may no longer exist. */
  diskId: text(),
  diskType: oneOf(...diskTypes),
  /** In GiB. */
  diskSize: integer(),
  /** The category of the disk at the time, such as `cloud_essd`; empty: unknown, as for copies. */
  diskCategory: withDefault(text(), ''),
  category: withDefault(oneOf(...snapshotCategories), 'standard'),
  encrypted: withDefault(boolean(), false),
  kmsKeyId: withDefault(text(), ''),
  type: withDefault(oneOf(...snapshotTypes), 'user'),
  usage: withDefault(oneOf(...snapshotUsages), 'none'),
  linkId: text(),
  resourceGroupId: withDefault(text(), ''),
  /** Days of instant access from creation; 0: as long as the snapshot exists; null: none. */
  instantAccessDays: orNull(integer()),
  /** Set for copies only, like `sourceRegionId`. */
  sourceSnapshotId: orNull(text()),
  sourceRegionId: orNull(text()),
  /** Copies that the snapshot forbids, in addition to its category's limits. */
  copyLimits: withDefault(json<readonly CopyLimit[]>(), []),
  /** When another operation releases the snapshot, in epoch milliseconds; null: no operation holds it. */
  busyUntil: orNull(integer()),
  /** The account's storage location that holds the snapshot; empty: the service's own. */
  storageLocationArn: withDefault(text(), ''),
}

export interface Snapshot extends RecordOf<typeof snapshotMembers> {
  readonly tags: readonly Tag[]
}

/** Default values of a snapshot's members. */
export const snapshotDefaults = { ...defaultsOf(snapshotMembers), tags: [] }

/** The members that determine status and progress. Both are computed on each read: there are no background jobs. */
export type Completion = Pick<Snapshot, 'endsAt' | 'outcome' | 'finalProgress' | 'pollsTotal' | 'pollsLeft'>

export const dayMs = 86_400_000
export const bytesPerGiB = 2 ** 30

/** Returns the time of automatic release, in epoch milliseconds; null: never. */
export const expiresAt = ({
  createdAt,
  retentionDays,
}: Pick<Snapshot, 'createdAt' | 'retentionDays'>): number | null =>
  retentionDays === null ? null : createdAt + retentionDays * dayMs

/** Returns the status at a time. */
export const statusAt = ({ endsAt, outcome }: Completion, now: number): SnapshotStatus =>
  endsAt !== null && endsAt <= now ? outcome : 'progressing'

/**
 * Whether the snapshot can be used at a time: once it is accomplished, and while it is in progress if its own disk is an
 * ESSD.
 */
export const isAvailableAt = (snapshot: Completion & Pick<Snapshot, 'diskCategory'>, now: number): boolean => {
  const status = statusAt(snapshot, now)
  return status === 'accomplished' || (status === 'progressing' && /^cloud_(?:essd|auto)/.test(snapshot.diskCategory))
}

/** Whether the snapshot ends after a number of polls: DescribeSnapshots calls that show it in progress. */
export const endsByPolls = ({ endsAt, pollsTotal }: Completion): boolean => endsAt === null && pollsTotal !== null

/** Returns the elapsed share of a snapshot's progress, from 0 to 1; undefined when the snapshot never ends. */
const shareAt = (snapshot: Completion & Pick<Snapshot, 'createdAt'>, now: number): number | undefined => {
  const { endsAt, pollsTotal, pollsLeft, createdAt } = snapshot
  if (endsAt !== null && endsAt <= now) return 1
  // A world may set the creation after now, and the end before the creation.
  if (endsAt !== null) return now < createdAt ? 0 : (now - createdAt) / (endsAt - createdAt)
  return pollsTotal === null || pollsLeft === null ? undefined : 1 - pollsLeft / pollsTotal
}

/** Returns progress in whole per cent. It grows evenly and reaches its final value only at the end. */
export const progressAt = (snapshot: Completion & Pick<Snapshot, 'createdAt'>, now: number): number => {
  const { finalProgress } = snapshot
  const share = shareAt(snapshot, now) ?? 1
  return share === 1 ? finalProgress : Math.max(0, Math.floor(share * finalProgress))
}

/**
 * Returns the seconds until a snapshot in progress ends, rounded up; 0 when it has ended or never ends. Each remaining
 * poll counts as one second.
 */
export const remainingSecondsAt = ({ endsAt, pollsLeft }: Completion, now: number): number =>
  endsAt === null ? (pollsLeft ?? 0) : Math.max(0, Math.ceil((endsAt - now) / 1000))

/** Whether a snapshot has instant access at a time. */
export const hasInstantAccess = (
  { instantAccessDays, createdAt }: Pick<Snapshot, 'instantAccessDays' | 'createdAt'>,
  now: number,
): boolean => instantAccessDays !== null && (instantAccessDays === 0 || createdAt + instantAccessDays * dayMs > now)
