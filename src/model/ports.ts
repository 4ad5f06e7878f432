import type { AccessKey, Account } from './account.ts'
import type { Disk } from './disk.ts'
import type { KmsKey, StorageLocation } from './encryption.ts'
import type { Region } from './region.ts'
import type { Disks, Images, Instances, ResourceKind } from './resources.ts'
import type { Snapshot, SnapshotStatus } from './snapshot.ts'
import type { Stubs } from './stub.ts'
import type { Tags } from './tags.ts'
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
  /** Replaces the snapshot with the same account and id. */
  replace(snapshot: Snapshot): void
  remove(snapshot: Snapshot): void
  /** Removes the automatic snapshots of a disk, except those that an image is made of. */
  removeAutomatic(disk: Disk): void
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
  readonly tags: { readonly [K in ResourceKind]: Tags }
  readonly disks: Disks
  readonly images: Images
  readonly instances: Instances
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
