import { type Completion, completionMembers, hasEnded } from './completion.ts'
import { diskTypes, isEssd } from './disk.ts'
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
  ...completionMembers,
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
  /** Whether disks can be made of it. */
  allowsDisks: withDefault(boolean(), true),
  /** The account's storage location that holds the snapshot; empty: the service's own. */
  storageLocationArn: withDefault(text(), ''),
}

export interface Snapshot extends RecordOf<typeof snapshotMembers> {
  readonly tags: readonly Tag[]
}

/** Default values of a snapshot's members. */
export const snapshotDefaults = { ...defaultsOf(snapshotMembers), tags: [] }

export const dayMs = 86_400_000
export const bytesPerGiB = 2 ** 30

/** Returns the time of automatic release, in epoch milliseconds; null: never. */
export const expiresAt = ({
  createdAt,
  retentionDays,
}: Pick<Snapshot, 'createdAt' | 'retentionDays'>): number | null =>
  retentionDays === null ? null : createdAt + retentionDays * dayMs

/** Returns the status at a time. */
export const statusAt = (snapshot: Completion, now: number): SnapshotStatus =>
  hasEnded(snapshot, now) ? snapshot.outcome : 'progressing'

/**
 * Whether the snapshot can be used at a time: once it is accomplished, and while it is in progress if its own disk is an
 * ESSD.
 */
export const isAvailableAt = (snapshot: Completion & Pick<Snapshot, 'diskCategory'>, now: number): boolean => {
  const status = statusAt(snapshot, now)
  return status === 'accomplished' || (status === 'progressing' && isEssd(snapshot.diskCategory))
}

/** What can be made of a snapshot. */
export type MadeOfSnapshot = 'disk' | 'image'

/** Returns a usage after a disk or an image was made of the snapshot, or after the last one is gone. */
export const usageWith = (usage: Snapshot['usage'], what: MadeOfSnapshot, isUsed: boolean): Snapshot['usage'] => {
  const uses = new Set(usage.split('_')).add(what)
  if (!isUsed) uses.delete(what)
  if (uses.has('image')) return uses.has('disk') ? 'image_disk' : 'image'
  return uses.has('disk') ? 'disk' : 'none'
}

/** Whether a snapshot has instant access at a time. */
export const hasInstantAccess = (
  { instantAccessDays, createdAt }: Pick<Snapshot, 'instantAccessDays' | 'createdAt'>,
  now: number,
): boolean => instantAccessDays !== null && (instantAccessDays === 0 || createdAt + instantAccessDays * dayMs > now)
