import type { State } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import type { World } from '../model/world.ts'
import { Accounts } from './accounts.ts'
import { ClientTokens } from './client-tokens.ts'
import { openDatabase } from './database.ts'
import { Disks } from './disks.ts'
import { Encryption } from './encryption.ts'
import { IdSequence } from './id-sequence.ts'
import { Records } from './records.ts'
import { Regions } from './regions.ts'
import { Snapshots } from './snapshots.ts'
import { Tags } from './tags.ts'
import { Transitions } from './transitions.ts'
import { Turn } from './turn.ts'
import { exportWorld } from './world-export.ts'
import { Worlds } from './worlds.ts'

/** Everything that is kept, in one SQLite database. */
export class Store implements State {
  readonly accounts: Accounts
  readonly worlds: Worlds
  readonly records: Records
  readonly #db: ReturnType<typeof openDatabase>
  readonly #ids: IdSequence
  readonly encryption: Encryption
  readonly clientTokens: ClientTokens
  readonly regions: Regions
  readonly snapshots: Snapshots
  readonly tags: Tags
  readonly disks: Disks
  readonly transitions: Transitions
  readonly #turn: Turn

  /**
   * @param file a path, or `:memory:`
   * @param newOrigin nine characters that name new data in the ids made with them
   * @throws {DataFileError} when the file cannot be used
   */
  constructor(file: string, newOrigin: () => string) {
    this.#db = openDatabase(file)
    this.#ids = new IdSequence(this.#db, newOrigin)
    this.encryption = new Encryption(this.#db)
    this.clientTokens = new ClientTokens(this.#db)
    this.regions = new Regions(this.#db)
    this.snapshots = new Snapshots(this.#db)
    this.tags = new Tags(this.#db)
    this.disks = new Disks(this.#db)
    this.transitions = new Transitions(this.#db)
    this.#turn = new Turn(this.#db, { before: () => this.#ids.reserve(), undone: () => this.#recall() })
    this.accounts = new Accounts(this.#db)
    this.records = new Records(this.#db, () => this.#forget())
    this.worlds = new Worlds(
      this.#db,
      this.accounts,
      this.regions,
      this.snapshots,
      this.encryption,
      this.disks,
      this.transitions,
      this.clientTokens,
      id => this.#ids.notice(id),
    )
  }

  /** How often these data have been opened, this time included. */
  get starts(): number {
    return this.#ids.starts
  }

  /** Does all of the work or none of it; durable once it is committed. */
  write<T>(work: () => T, isOneStatement = false): T {
    const { last } = this.#ids
    try {
      return this.#turn.run(work, isOneStatement)
    } catch (error) {
      this.#recall(last)
      throw error
    }
  }

  /**
   * Does all of the work or none of it, and commits it with all that is open: what follows may rely on it.
   *
   * @throws what the work throws, or why it could not be committed; then nothing of it stands
   */
  commit<T>(work: () => T): T {
    const result = this.write(work)
    const failure = this.#turn.commit()
    if (failure !== undefined) throw failure
    return result
  }

  /** Commits what was written since; why it could not be committed: then nothing of it stands. */
  commitTurn(): Error | undefined {
    return this.#turn.commit()
  }

  /** What is remembered of work that is undone. */
  #recall(last?: number): void {
    this.#ids.recall(last)
    this.#forget()
  }

  /** What was read once and may have changed. */
  #forget(): void {
    this.regions.forget()
    this.transitions.forget()
    this.accounts.forget()
  }

  /** Ids begin anew under another name for the data; part of the work at hand. */
  restartIds(origin: string): void {
    this.#ids.restart(origin)
  }

  /** All that is kept and has not expired, as a world that leads to the same state. */
  export(now: number): World {
    return exportWorld({ ...this, tokens: this.clientTokens }, now)
  }

  newId(prefix: string, region: Region): string {
    return this.#ids.next(prefix, region.cell)
  }

  /** Commits what is open and closes the database. */
  close(): void {
    this.#turn.commit()
    this.#db.close()
  }
}
