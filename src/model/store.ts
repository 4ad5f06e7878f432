import type { AccessKey, Account } from './account.ts'
import type { ClientToken } from './client-token.ts'
import type { Disk } from './disk.ts'
import type { KmsKey, NonCompliantCopy, StorageLocation } from './encryption.ts'
import type { Image } from './image.ts'
import type { Instance } from './instance.ts'
import type { Accounts, ClientTokens, Encryption, Regions, Snapshots, State, WantedTag } from './ports.ts'
import type { Region } from './region.ts'
import type { Disks, Images, Instances } from './resources.ts'
import type { Snapshot } from './snapshot.ts'
import type { KeptStub, Stub, Stubs } from './stub.ts'
import type { Transition } from './transition.ts'

/** Stored items of one kind. */
interface Listed<T> {
  /** Returns all items, in insertion order. */
  list(): readonly T[]
}

/** Stored items of one kind that never change. */
export interface Collection<T> extends Listed<T> {
  /** @throws {Error} when the item already exists */
  add(item: T): void
}

/** Accounts and their keys, for control and worlds. */
export interface KeptAccounts extends Accounts {
  list(): readonly Account[]
  /** Adds an account, or replaces the account with the same id. */
  put(account: Account): void
  /** Removes everything that an account owns, except its keys. The account stays. */
  empty(id: string): void
  /** Removes an account and everything that it owns. */
  remove(id: string): void
  /** Returns the keys of one account or of all, ordered by id. */
  keys(accountId?: string): readonly AccessKey[]
  /** Adds a key, or replaces the key with the same id. */
  putKey(key: AccessKey): void
  removeKeysOf(accountId: string): void
}

/** Conditions for the newest snapshots of all accounts and regions. */
export interface NewestFilter {
  readonly account?: string | undefined
  /** Region of the snapshot or of its source. */
  readonly region?: string | undefined
  /** Id of the snapshot, of its source or of its disk. */
  readonly id?: string | undefined
  readonly tag?: WantedTag | undefined
}

/** Snapshots, for control and worlds. Times are epoch milliseconds. */
interface KeptSnapshots extends Snapshots {
  /** Whether the snapshot exists, expired or not. */
  has(accountId: string, id: string): boolean
  /** Removes a snapshot, expired or not. */
  remove(snapshot: Pick<Snapshot, 'accountId' | 'id'>): void
  /** Returns the snapshots of one account or of all, in insertion order. */
  list(accountId: string | undefined, now: number): readonly Snapshot[]
  /** Returns the snapshots added last, newest first, that match all given conditions, and the number of all matches. */
  newest(
    filter: NewestFilter,
    limit: number,
    now: number,
  ): { readonly total: number; readonly newest: readonly Snapshot[] }
}

/** Regions, for worlds. */
interface KeptRegions extends Regions, Collection<Region> {
  list(): readonly Region[]
  /** Adds a region, or replaces the region with the same id. */
  put(region: Region): void
}

/** Client tokens, for control and worlds. */
interface KeptClientTokens extends ClientTokens {
  /** Returns the unexpired tokens, oldest first. */
  list(now: number): readonly ClientToken[]
  put(token: ClientToken): void
}

/** Stubs, for control and worlds. */
interface KeptStubs extends Stubs {
  /** Returns all stubs, oldest first. */
  list(): readonly (KeptStub & { readonly id: string })[]
  /** @returns the id, such as `stub-1` */
  add(stub: Stub): string
  /** @returns whether the stub existed */
  remove(id: string): boolean
  /** Removes all stubs, or the stubs of one account. */
  clear(account?: string): void
}

/** Generates the ids of resources and of chains of snapshots. Ids are unique and increase. */
export interface ResourceIds {
  /** The number of times that the data were opened, including this time. */
  readonly starts: number
  /** Records an id from elsewhere, so that it is not generated again. */
  notice(id: string): void
  /** Restarts the count under a new name for the data: nine lower-case letters or digits. */
  restart(dataName: string): void
}

/** The whole state, for control and worlds. Writes happen within `commit`. */
export interface Store extends State {
  readonly accounts: KeptAccounts
  readonly snapshots: KeptSnapshots
  readonly disks: Disks & Listed<Disk>
  readonly images: Images & Listed<Image>
  readonly instances: Instances & Listed<Instance>
  readonly regions: KeptRegions
  readonly encryption: Encryption & {
    readonly keys: Collection<KmsKey>
    readonly locations: Collection<StorageLocation>
    readonly nonCompliantCopies: Collection<NonCompliantCopy>
  }
  readonly clientTokens: KeptClientTokens
  readonly stubs: KeptStubs
  readonly transitions: State['transitions'] & Collection<Transition>
  /** The loaded worlds, by name. */
  readonly worlds: Collection<{ readonly name: string }>
  readonly ids: ResourceIds
  /** Removes everything. Unless `worlds` is true, the names of loaded worlds stay. */
  clear(also: { readonly worlds: boolean }): void
  /**
   * Runs the work atomically and commits it with all open work, so that later calls can rely on it.
   *
   * @throws the error of the work or of the commit; nothing of the work is then stored
   */
  commit<T>(work: () => T): T
}
