import type { AccessKey, Account } from './account.ts'
import type { Disk } from './disk.ts'
import type { KmsKey, StorageLocation } from './encryption.ts'
import type { Instance } from './instance.ts'
import type { Region } from './region.ts'
import type { Disks, Resources } from './resources.ts'
import type { Snapshot, SnapshotStatus } from './snapshot.ts'
import type { Stubs } from './stub.ts'
import type { Tag } from './tag.ts'
import type { Transition, TransitionScope } from './transition.ts'

/** A tag to search for. Without a value, any value matches. */
export interface WantedTag {
  readonly key: string
  readonly value: string | undefined
}

/** Search conditions for the snapshots of a region. A snapshot must meet every given condition. */
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
  /** The instance to which the snapshot's disk is attached now. */
  readonly instanceId?: string | undefined
  readonly linkId?: string | undefined
  readonly resourceGroupId?: string | undefined
  readonly kmsKeyId?: string | undefined
  /** Earliest and latest creation time, in epoch milliseconds. Both are inclusive. */
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
}

/** The place of a snapshot in the order of a region: its creation time in epoch milliseconds and its row number. */
export type SnapshotPlace = readonly [createdAt: number, seq: number]

/** Pages of matching snapshots, newest first. */
export interface SnapshotPages {
  /** Returns one page and the total number of matches. */
  page(offset: number, limit: number): { readonly total: number; readonly snapshots: readonly Snapshot[] }
  /** Returns the snapshots after a place. `next` is the place of the last one when more follow. */
  after(
    place: SnapshotPlace | undefined,
    limit: number,
  ): { readonly snapshots: readonly Snapshot[]; readonly next: SnapshotPlace | undefined }
}

/** The members of a snapshot that can be changed. */
export type SnapshotChanges = Pick<
  Snapshot,
  'name' | 'description' | 'retentionDays' | 'instantAccessDays' | 'modifiedAt'
>

/** A tag and its snapshot. */
export interface SnapshotTag extends Tag {
  readonly snapshotId: string
  /** The place of the tag in the order of the account's tags. */
  readonly place: number
}

/** Search conditions for tags: on these snapshots, on snapshots that have all of these tags, or both. */
export interface SnapshotTagFilter {
  readonly snapshotIds: readonly string[]
  /** Each with its matching values; none: any value matches. */
  readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[]
}

/** Search conditions for chains: these chains, chains of these disks, or both. */
export interface SnapshotLinkFilter {
  readonly ids?: readonly string[] | undefined
  readonly diskIds?: readonly string[] | undefined
}

/** A chain of snapshots, with totals over its snapshots. */
export interface SnapshotLink {
  readonly id: string
  readonly diskId: string
  readonly diskType: Snapshot['diskType']
  /** In GiB. */
  readonly diskSize: number
  readonly category: Snapshot['category']
  /** The number of snapshots and their total size in bytes. */
  readonly count: number
  readonly bytes: number
  readonly instantAccess: boolean
}

/** The snapshots of all accounts, without expired ones. Times are epoch milliseconds. */
export interface Snapshots {
  /** Returns a snapshot of an account: in one region, or in any when the region is undefined. */
  find(accountId: string, regionId: string | undefined, id: string, now: number): Snapshot | undefined
  search(accountId: string, regionId: string, filter: SnapshotFilter, now: number): SnapshotPages
  add(snapshot: Snapshot, now: number): void
  change(snapshot: Snapshot, changes: SnapshotChanges): void
  /** Records what was made of a snapshot. */
  use(snapshot: Snapshot, usage: Snapshot['usage']): void
  remove(snapshot: Snapshot): void
  /** Counts one poll of snapshots that end by polls. */
  countPoll(snapshots: readonly Snapshot[]): void
  /** Returns the number of an account's snapshots in all regions. */
  count(accountId: string, now: number): number
  /** Returns an unfinished copy of a disk to a region, if there is one. */
  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined
  /** Returns the number of snapshots in a region and their total size in bytes. */
  usage(accountId: string, regionId: string, now: number): { readonly count: number; readonly bytes: number }
  /** Summarizes a disk's snapshots, without copies: whether one is in progress, how many are manual, their chain. */
  ofDisk(disk: Disk, now: number): DiskSnapshots
  /** Returns a page of the chains of a region, of those after an id, and the total number of chains. */
  links(
    accountId: string,
    regionId: string,
    filter: SnapshotLinkFilter,
    page: { readonly after: string; readonly offset: number; readonly limit: number },
    now: number,
  ): { readonly total: number; readonly links: readonly SnapshotLink[] }
}

/** A summary of a disk's snapshots, without copies. */
export interface DiskSnapshots {
  readonly unfinished: boolean
  readonly manual: number
  readonly linkId: string | undefined
}

/** The tags of snapshots. */
export interface Tags {
  /** Adds tags to a snapshot. A tag replaces the old one with the same key. */
  put(snapshot: Snapshot, tags: readonly Tag[]): void
  /** Removes tags from a snapshot: the tags with these keys, or all. */
  remove(snapshot: Snapshot, keys: readonly string[] | undefined): void
  /** Returns the matching tags of a region after a place, in the order in which they were added. */
  list(
    accountId: string,
    regionId: string,
    filter: SnapshotTagFilter,
    page: { readonly after: number; readonly limit: number },
    now: number,
  ): readonly SnapshotTag[]
}

/** The accounts and their access keys. */
export interface Accounts {
  find(id: string): Account | undefined
  /** Returns the account for unsigned calls when signatures are not verified: that of key `testid`, else the first. */
  default(): Account | undefined
  key(id: string): AccessKey | undefined
}

export interface Regions {
  list(): readonly Region[]
  find(id: string): Region | undefined
}

/** The KMS keys, storage locations and regulations that copies depend on. */
export interface Encryption {
  key(accountId: string, regionId: string, id: string): KmsKey | undefined
  location(arn: string): StorageLocation | undefined
  /** Whether regulations forbid copies from one region to another. */
  isNonCompliant(fromRegionId: string, toRegionId: string): boolean
}

/** The answers to calls with a client token, stored for 24 hours. */
export interface ClientTokens {
  find(call: IdempotentCall, now: number): { readonly sameRequest: boolean; readonly answer: string } | undefined
  keep(call: IdempotentCall, answer: string, now: number): void
}

/** The state that actions read and change. The store implements it. */
export interface State {
  readonly snapshots: Snapshots
  readonly tags: Tags
  readonly disks: Disks
  readonly instances: Resources<Instance>
  readonly regions: Regions
  readonly encryption: Encryption
  readonly clientTokens: ClientTokens
  readonly stubs: Stubs
  /** The transitions of loaded worlds. `matching` returns the most specific first. */
  readonly transitions: { matching(scope: TransitionScope): readonly Transition[] }
  /** Generates a unique id: `s-` or another prefix, the region's cell, 17 letters or digits. */
  newId(prefix: string, region: Region): string
}

/** A call with a client token: a repetition does not run it again. */
export interface IdempotentCall {
  readonly accountId: string
  readonly action: string
  /** The ClientToken. */
  readonly token: string
  /** The part of the request that a repeated call must match. */
  readonly request: string
}
