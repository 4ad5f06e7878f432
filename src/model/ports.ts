import type { AccessKey, Account } from './account.ts'
import type { Disk } from './disk.ts'
import type { KmsKey, StorageLocation } from './encryption.ts'
import type { Region } from './region.ts'
import type { Snapshot, SnapshotStatus } from './snapshot.ts'
import type { Tag } from './tag.ts'
import type { Transition, TransitionScope } from './transition.ts'

/** A tag that is looked for; without a value every value will do. */
export interface WantedTag {
  readonly key: string
  readonly value: string | undefined
}

/** Which snapshots of a region are looked for; every condition that is given must hold. */
export interface SnapshotFilter {
  readonly ids?: readonly string[] | undefined
  readonly status?: SnapshotStatus | undefined
  readonly tags?: readonly WantedTag[] | undefined
  readonly name?: string | undefined
  readonly type?: Snapshot['type'] | undefined
  readonly category?: Snapshot['category'] | undefined
  readonly usage?: Snapshot['usage'] | undefined
  readonly diskType?: Snapshot['diskType'] | undefined
  readonly encrypted?: true | undefined
  readonly diskId?: string | undefined
  /** An instance that the snapshot's disk is attached to now. */
  readonly instanceId?: string | undefined
  readonly linkId?: string | undefined
  readonly resourceGroupId?: string | undefined
  readonly kmsKeyId?: string | undefined
  /** Not created before or after, in epoch milliseconds. */
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
}

/** The place of a snapshot in the order of a region: its creation in epoch milliseconds, and its number. */
export type SnapshotPlace = readonly [createdAt: number, seq: number]

/** Pages of matching snapshots, newest first. */
export interface SnapshotPages {
  /** One page, and how many match in all. */
  page(offset: number, limit: number): { readonly total: number; readonly snapshots: readonly Snapshot[] }
  /** Those after a place; `next` is the place of the last one when more follow. */
  after(
    place: SnapshotPlace | undefined,
    limit: number,
  ): { readonly snapshots: readonly Snapshot[]; readonly next: SnapshotPlace | undefined }
}

/** What can be changed of a snapshot. */
export type SnapshotChanges = Pick<
  Snapshot,
  'name' | 'description' | 'retentionDays' | 'instantAccessDays' | 'modifiedAt'
>

/** A tag and the snapshot that bears it. */
export interface SnapshotTag extends Tag {
  readonly snapshotId: string
  /** Where it stands in the order of the account's tags. */
  readonly place: number
}

/** Which tags are looked for: of these snapshots, of snapshots that have all of these tags, or both. */
export interface SnapshotTagFilter {
  readonly snapshotIds: readonly string[]
  /** Each with the values that will do; none: every value. */
  readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[]
}

/** Which chains are looked for: these, of these disks, or both. */
export interface SnapshotLinkFilter {
  readonly ids?: readonly string[] | undefined
  readonly diskIds?: readonly string[] | undefined
}

/** The snapshots of one chain taken together. */
export interface SnapshotLink {
  readonly id: string
  readonly diskId: string
  readonly diskType: Snapshot['diskType']
  /** In GiB. */
  readonly diskSize: number
  readonly category: Snapshot['category']
  /** How many snapshots, and the bytes that they take together. */
  readonly count: number
  readonly bytes: number
  readonly instantAccess: boolean
}

/** The snapshots of all accounts; expired ones are not there. Times are epoch milliseconds. */
export interface Snapshots {
  /** One of an account, in a region or wherever it is. */
  find(accountId: string, regionId: string | undefined, id: string, now: number): Snapshot | undefined
  search(accountId: string, regionId: string, filter: SnapshotFilter, now: number): SnapshotPages
  add(snapshot: Snapshot, now: number): void
  change(snapshot: Snapshot, changes: SnapshotChanges): void
  remove(snapshot: Snapshot): void
  /** Brings the end of snapshots that end by polls one step nearer. */
  countPoll(snapshots: readonly Snapshot[]): void
  /** How many snapshots an account has in all regions. */
  count(accountId: string, now: number): number
  /** An unfinished copy of a disk to a region. */
  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined
  /** How many snapshots there are in a region, and the bytes that they take together. */
  usage(accountId: string, regionId: string, now: number): { readonly count: number; readonly bytes: number }
  /** The snapshots made of a disk itself: whether one is in progress, how many were made by hand, their chain. */
  ofDisk(disk: Disk, now: number): DiskSnapshots
  /** A page of the chains of a region, and how many there are in all. */
  links(
    accountId: string,
    regionId: string,
    filter: SnapshotLinkFilter,
    page: { readonly offset: number; readonly limit: number },
    now: number,
  ): { readonly total: number; readonly links: readonly SnapshotLink[] }
}

/** What the snapshots made of a disk itself have in common. */
export interface DiskSnapshots {
  readonly unfinished: boolean
  readonly manual: number
  readonly linkId: string | undefined
}

/** The tags of snapshots. */
export interface Tags {
  /** Gives a snapshot tags, in place of those that it has under the same keys. */
  put(snapshot: Snapshot, tags: readonly Tag[]): void
  /** Takes tags from a snapshot: those with these keys, or all. */
  remove(snapshot: Snapshot, keys: readonly string[] | undefined): void
  /** The matching tags of a region after a place, in the order in which they were given. */
  list(
    accountId: string,
    regionId: string,
    filter: SnapshotTagFilter,
    page: { readonly after: number; readonly limit: number },
    now: number,
  ): readonly SnapshotTag[]
}

export interface Disks {
  find(accountId: string, id: string): Disk | undefined
  /** The disks that are attached to an instance. */
  ofInstance(accountId: string, regionId: string, instanceId: string): readonly Disk[]
}

/** The accounts and their access keys. */
export interface Accounts {
  find(id: string): Account | undefined
  /** The account of an unsigned call when signatures are not verified: that of `testid`, else the first one. */
  default(): Account | undefined
  key(id: string): AccessKey | undefined
}

export interface Regions {
  list(): readonly Region[]
  find(id: string): Region | undefined
}

/** What encrypted and regulated copies depend on. */
export interface Encryption {
  key(accountId: string, regionId: string, id: string): KmsKey | undefined
  location(arn: string): StorageLocation | undefined
  /** Whether copies from one region to another are against regulations. */
  isNonCompliant(fromRegionId: string, toRegionId: string): boolean
}

/** The answers to calls with a client token, kept for 24 hours. */
export interface ClientTokens {
  find(call: IdempotentCall, now: number): { readonly sameRequest: boolean; readonly answer: string } | undefined
  keep(call: IdempotentCall, answer: string, now: number): void
}

/** The state as the actions see it; the store implements it. */
export interface State {
  readonly snapshots: Snapshots
  readonly tags: Tags
  readonly disks: Disks
  readonly regions: Regions
  readonly encryption: Encryption
  readonly clientTokens: ClientTokens
  /** What worlds say of how long snapshots take, the narrowest scope first. */
  readonly transitions: { matching(scope: TransitionScope): readonly Transition[] }
  /** Makes an id that was never used before: `s-` or another prefix, the region's cell, 17 letters or digits. */
  newId(prefix: string, region: Region): string
}

/** A call that may be repeated without being done again. */
export interface IdempotentCall {
  readonly accountId: string
  readonly action: string
  /** The ClientToken. */
  readonly token: string
  /** Everything that a repetition must have in common with it. */
  readonly request: string
}
