import type { Account } from './account.ts'
import type { KmsKey, StorageLocation } from './encryption.ts'
import type { Region } from './region.ts'
import type { Snapshot, SnapshotStatus } from './snapshot.ts'

/** Which snapshots of a region are looked for; every condition that is given must hold. */
export interface SnapshotFilter {
  readonly ids?: readonly string[] | undefined
  readonly status?: SnapshotStatus | undefined
  readonly tags: readonly { readonly key: string; readonly value: string | undefined }[]
}

/** What the actions need of the state; the store implements it. Expired snapshots are not there. */
export interface State {
  /** Makes an id that was never used before: `s-` or another prefix, the region's cell, 17 letters or digits. */
  newId(prefix: string, region: Region): string
  regions(): readonly Region[]
  region(id: string): Region | undefined
  snapshot(accountId: string, regionId: string, id: string, now: number): Snapshot | undefined
  /** A page of the matching snapshots, newest first, and how many there are in all. */
  snapshots(
    accountId: string,
    regionId: string,
    filter: SnapshotFilter,
    page: { readonly offset: number; readonly limit: number },
    now: number,
  ): { readonly total: number; readonly snapshots: readonly Snapshot[] }
  addSnapshot(snapshot: Snapshot): void
  /** How many snapshots an account has in all regions. */
  countSnapshots(accountId: string, now: number): number
  /** An unfinished copy of a disk to a region. */
  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined
  kmsKey(accountId: string, regionId: string, id: string): KmsKey | undefined
  storageLocation(arn: string): StorageLocation | undefined
  /** Whether copies from one region to another are against regulations. */
  isNonCompliant(fromRegionId: string, toRegionId: string): boolean
  /** What was answered to a call with a client token in the last 24 hours. */
  recall(call: IdempotentCall, now: number): { readonly sameRequest: boolean; readonly answer: string } | undefined
  remember(call: IdempotentCall, answer: string, now: number): void
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

/** What an action is given besides its parameters. */
export interface ActionContext {
  readonly account: Account
  readonly state: State
  /** The time of the call, in epoch milliseconds. */
  readonly now: number
  readonly settings: ActionSettings
  /** Does all of the work or none of it. */
  write<T>(work: () => T): T
}

/** The settings that actions ask about. */
export interface ActionSettings {
  /** How long a copy takes, in seconds. */
  readonly copySeconds: number
}
