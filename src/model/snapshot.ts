import type { Tag } from './tag.ts'

export const snapshotStatuses = ['progressing', 'accomplished', 'failed'] as const
export type SnapshotStatus = (typeof snapshotStatuses)[number]

/** `local` stands for the local snapshots of the 2021 contract. */
export const snapshotCategories = ['standard', 'flash', 'archive', 'local'] as const
export type SnapshotCategory = (typeof snapshotCategories)[number]

/** What a snapshot may be kept from. */
export const copyLimits = ['acrossRegions', 'encrypted'] as const
export type CopyLimit = (typeof copyLimits)[number]

/** A snapshot as it is kept; what changes with time is computed by the functions below. Times in epoch milliseconds. */
export interface Snapshot {
  readonly accountId: string
  readonly id: string
  readonly regionId: string
  readonly name: string
  readonly description: string
  readonly createdAt: number
  readonly modifiedAt: number
  /** When it ends, in epoch milliseconds; null: not by time. */
  readonly endsAt: number | null
  readonly outcome: 'accomplished' | 'failed'
  /** The per cent reached at the end: 100 unless it fails or never ends. */
  readonly finalProgress: number
  /** How many DescribeSnapshots calls show it in progress before it ends; null: it ends by time alone. */
  readonly describesTotal: number | null
  /** How many of these are still to come. */
  readonly describesLeft: number | null
  /** Days from its creation until it is released by itself; null: never. */
  readonly retentionDays: number | null
  /** The disk that it was taken from, which may be gone by now. */
  readonly diskId: string
  readonly diskType: 'system' | 'data'
  /** In GiB. */
  readonly diskSize: number
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

/** The members from which status and progress are computed at the time of reading: nothing is scheduled. */
export type Completion = Pick<Snapshot, 'endsAt' | 'outcome' | 'finalProgress' | 'describesTotal' | 'describesLeft'>

/** What a snapshot is where nothing says otherwise. */
export const snapshotDefaults = {
  name: '',
  description: '',
  endsAt: null,
  outcome: 'accomplished',
  finalProgress: 100,
  describesTotal: null,
  describesLeft: null,
  retentionDays: null,
  category: 'standard',
  encrypted: false,
  kmsKeyId: '',
  type: 'user',
  usage: 'none',
  resourceGroupId: '',
  instantAccessDays: null,
  sourceSnapshotId: null,
  sourceRegionId: null,
  tags: [],
  copyLimits: [],
  busyUntil: null,
  storageLocationArn: '',
} as const satisfies Partial<Snapshot>

const dayMs = 86_400_000

/** When a snapshot is released by itself, in epoch milliseconds; null: never. */
export const expiresAt = (snapshot: Pick<Snapshot, 'createdAt' | 'retentionDays'>): number | null =>
  snapshot.retentionDays === null ? null : snapshot.createdAt + snapshot.retentionDays * dayMs

/** The status at a time. */
export const statusAt = ({ endsAt, outcome }: Completion, now: number): SnapshotStatus =>
  endsAt !== null && endsAt <= now ? outcome : 'progressing'

/** Whether each DescribeSnapshots call that shows the snapshot brings its end nearer. */
export const endsByDescribes = ({ endsAt, describesTotal }: Completion): boolean =>
  endsAt === null && describesTotal !== null

/** How much of the way to its end a snapshot has gone, from 0 to 1; undefined when there is no end. */
const shareAt = (snapshot: Completion & Pick<Snapshot, 'createdAt'>, now: number): number | undefined => {
  const { endsAt, describesTotal, describesLeft, createdAt } = snapshot
  if (endsAt !== null && endsAt <= now) return 1
  // A world may put the creation after now, and the end before the creation.
  if (endsAt !== null) return now < createdAt ? 0 : (now - createdAt) / (endsAt - createdAt)
  return describesTotal === null ? undefined : 1 - (describesLeft ?? 0) / describesTotal
}

/** Whole per cent: grows evenly from the creation to the end, and never shows the last one before it. */
export const progressAt = (snapshot: Completion & Pick<Snapshot, 'createdAt'>, now: number): number => {
  const { finalProgress } = snapshot
  const share = shareAt(snapshot, now) ?? 1
  return share === 1 ? finalProgress : Math.max(0, Math.min(finalProgress - 1, Math.floor(share * finalProgress)))
}

/**
 * Seconds left until a snapshot in progress ends, rounded up; 0 for one that has ended or never will. One that ends by
 * describes has a second for each that is left.
 */
export const remainingSecondsAt = ({ endsAt, describesLeft }: Completion, now: number): number =>
  endsAt === null ? (describesLeft ?? 0) : Math.max(0, Math.ceil((endsAt - now) / 1000))

/** Whether a snapshot has instant access at a time. */
export const hasInstantAccess = (
  { instantAccessDays, createdAt }: Pick<Snapshot, 'instantAccessDays' | 'createdAt'>,
  now: number,
): boolean => instantAccessDays !== null && (instantAccessDays === 0 || createdAt + instantAccessDays * dayMs > now)
