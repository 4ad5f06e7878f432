import type { KmsKey, StorageLocation } from '../model/encryption.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { IdempotentCall, SnapshotFilter, State } from '../model/state.ts'
import { Accounts } from './accounts.ts'
import { ClientTokens } from './client-tokens.ts'
import { openDatabase } from './database.ts'
import { Encryption } from './encryption.ts'
import { IdSequence } from './id-sequence.ts'
import { Regions } from './regions.ts'
import { Snapshots } from './snapshots.ts'
import { Turn } from './turn.ts'
import { Worlds } from './worlds.ts'

/** Everything that is kept, in one SQLite database. */
export class Store implements State {
  readonly accounts: Accounts
  readonly worlds: Worlds
  readonly #db: ReturnType<typeof openDatabase>
  readonly #ids: IdSequence
  readonly #encryption: Encryption
  readonly #tokens: ClientTokens
  readonly #regions: Regions
  readonly #snapshots: Snapshots
  readonly #turn: Turn

  /**
   * @param file a path, or `:memory:`
   * @param newOrigin nine characters that name new data in the ids made with them
   * @throws {DataFileError} when the file cannot be used
   */
  constructor(file: string, newOrigin: () => string) {
    this.#db = openDatabase(file)
    this.#ids = new IdSequence(this.#db, newOrigin)
    this.#encryption = new Encryption(this.#db)
    this.#tokens = new ClientTokens(this.#db)
    this.#regions = new Regions(this.#db)
    this.#snapshots = new Snapshots(this.#db)
    this.#turn = new Turn(this.#db, { before: () => this.#ids.reserve(), undone: () => this.#ids.recall() })
    this.accounts = new Accounts(this.#db)
    this.worlds = new Worlds(this.#db, this.accounts, this.#regions, this.#snapshots, this.#encryption)
  }

  /** How often these data have been opened, this time included. */
  get starts(): number {
    return this.#ids.starts
  }

  /** Does all of the work or none of it; durable once `settled` has resolved. */
  write<T>(work: () => T): T {
    return this.#turn.run(work)
  }

  /** Resolves when everything done so far is committed; undefined when it is already. */
  get settled(): Promise<void> | undefined {
    return this.#turn.settled
  }

  newId(prefix: string, region: Region): string {
    return this.#ids.next(prefix, region.cell)
  }

  regions(): readonly Region[] {
    return this.#regions.list()
  }

  region(id: string): Region | undefined {
    return this.#regions.find(id)
  }

  snapshot(accountId: string, regionId: string, id: string, now: number): Snapshot | undefined {
    return this.#snapshots.find(accountId, regionId, id, now)
  }

  snapshots(
    accountId: string,
    regionId: string,
    filter: SnapshotFilter,
    page: { readonly offset: number; readonly limit: number },
    now: number,
  ): { total: number; snapshots: Snapshot[] } {
    return this.#snapshots.list(accountId, regionId, filter, page, now)
  }

  addSnapshot(snapshot: Snapshot): void {
    this.#snapshots.add(snapshot, snapshot.createdAt)
  }

  countSnapshots(accountId: string, now: number): number {
    return this.#snapshots.count(accountId, now)
  }

  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined {
    return this.#snapshots.unfinishedCopy(accountId, regionId, diskId, now)
  }

  kmsKey(accountId: string, regionId: string, id: string): KmsKey | undefined {
    return this.#encryption.key(accountId, regionId, id)
  }

  storageLocation(arn: string): StorageLocation | undefined {
    return this.#encryption.location(arn)
  }

  isNonCompliant(fromRegionId: string, toRegionId: string): boolean {
    return this.#encryption.isNonCompliant(fromRegionId, toRegionId)
  }

  recall(call: IdempotentCall, now: number): { sameRequest: boolean; answer: string } | undefined {
    return this.#tokens.recall(call, now)
  }

  remember(call: IdempotentCall, answer: string, now: number): void {
    this.#tokens.remember(call, answer, now)
  }

  /** Commits what is open and closes the database. */
  close(): void {
    this.#turn.commit()
    this.#db.close()
  }
}
