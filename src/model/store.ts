import type { AccessKey, Account } from './account.ts'
import type { ClientToken } from './client-token.ts'
import type { Disk } from './disk.ts'
import type { KmsKey, NonCompliantCopy, StorageLocation } from './encryption.ts'
import type { Accounts, ClientTokens, Disks, Encryption, Regions, Snapshots, State } from './ports.ts'
import type { Region } from './region.ts'
import type { Snapshot } from './snapshot.ts'
import type { Transition } from './transition.ts'

/** What is kept of one kind, in the order in which it came. */
export interface Collection<T> {
  list(): readonly T[]
  /** @throws {Error} for what is there already */
  add(item: T): void
}

/** Accounts and their keys as they are taken out and put in. */
export interface KeptAccounts extends Accounts {
  list(): readonly Account[]
  /** Adds an account, or puts it in the place of the one that has its id. */
  put(account: Account): void
  /** Removes the snapshots of an account and whatever else it has, but not the account itself and its keys. */
  empty(id: string): void
  /** Removes an account with everything that is its own. */
  remove(id: string): void
  /** The keys of every account, or of one, by their ids. */
  keys(accountId?: string): readonly AccessKey[]
  /** Adds a key, or puts it in the place of the one that has its id. */
  putKey(key: AccessKey): void
  removeKeysOf(accountId: string): void
}

/** Snapshots as they are taken out and put in. Times are epoch milliseconds. */
interface KeptSnapshots extends Snapshots {
  /** Whether there is one, expired or not. */
  has(accountId: string, id: string): boolean
  /** Removes one, expired or not. */
  remove(snapshot: Pick<Snapshot, 'accountId' | 'id'>): void
  /** Those of an account, or of all of them, in the order in which they were made. */
  list(accountId: string | undefined, now: number): readonly Snapshot[]
  /** Puts a snapshot in the place of the one that has its account and id. */
  replace(snapshot: Snapshot): void
}

/** Client tokens as they are taken out and put in. */
interface KeptClientTokens extends ClientTokens {
  /** Those that have not run out, oldest first. */
  list(now: number): readonly ClientToken[]
  put(token: ClientToken): void
}

/** Makes the ids of snapshots and of their chains; none comes twice, and later ones are greater. */
export interface ResourceIds {
  /** How often these data have been opened, this time included. */
  readonly starts: number
  /** Takes note of an id that comes from elsewhere, so that it is not made a second time. */
  notice(id: string): void
  /** Begins to count anew, under another name for the data: nine lower-case letters or digits. */
  restart(dataName: string): void
}

/** The whole state, as control and worlds see it. What is written, is written within `commit`. */
export interface Store extends State {
  readonly accounts: KeptAccounts
  readonly snapshots: KeptSnapshots
  readonly disks: Disks & Collection<Disk>
  readonly regions: Regions & Collection<Region>
  readonly encryption: Encryption & {
    readonly keys: Collection<KmsKey>
    readonly locations: Collection<StorageLocation>
    readonly nonCompliantCopies: Collection<NonCompliantCopy>
  }
  readonly clientTokens: KeptClientTokens
  readonly transitions: State['transitions'] & Collection<Transition>
  /** The worlds that have been loaded, by name. */
  readonly worlds: Collection<{ readonly name: string }>
  readonly ids: ResourceIds
  /** Removes everything; which worlds have been loaded may stay known. */
  clear(also: { readonly worlds: boolean }): void
  /**
   * Does all of the work or none of it, and commits it with all that is open: what follows may rely on it.
   *
   * @throws what the work throws, or why it could not be committed; then nothing of it stands
   */
  commit<T>(work: () => T): T
}
