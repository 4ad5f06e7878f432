import type { Region } from '../model/region.ts'
import type { Store } from '../model/store.ts'
import { Accounts } from './accounts.ts'
import { ClientTokens } from './client-tokens.ts'
import { openDatabase } from './database.ts'
import { Disks } from './disks.ts'
import { Encryption } from './encryption.ts'
import { GroupCommit } from './group-commit.ts'
import { IdSequence } from './id-sequence.ts'
import { Regions } from './regions.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'
import { Snapshots } from './snapshots.ts'
import { Tags } from './tags.ts'
import { Transitions } from './transitions.ts'

/** Everything that is kept, in one SQLite database. */
export class SqliteStore implements Store {
  readonly accounts: Accounts
  readonly clientTokens: ClientTokens
  readonly disks: Disks
  readonly encryption: Encryption
  readonly ids: IdSequence
  readonly regions: Regions
  readonly snapshots: Snapshots
  readonly tags: Tags
  readonly transitions: Transitions
  readonly worlds: Store['worlds']
  readonly #db: ReturnType<typeof openDatabase>
  readonly #turn: GroupCommit

  /**
   * @param file a path, or `:memory:`
   * @param newDataName names new data in the ids made with them: nine lower-case letters or digits
   * @throws {DataFileError} when the file cannot be used
   */
  constructor(file: string, newDataName: () => string) {
    const db = openDatabase(file)
    this.#db = db
    this.ids = new IdSequence(db, newDataName)
    this.#turn = new GroupCommit(db)
    this.accounts = new Accounts(db, () => this.#forget())
    this.clientTokens = new ClientTokens(db)
    this.disks = new Disks(db)
    this.encryption = new Encryption(db)
    this.regions = new Regions(db)
    this.snapshots = new Snapshots(db)
    this.tags = new Tags(db, () => this.snapshots.forget())
    this.transitions = new Transitions(db)
    this.worlds = new Rows(db, tables.worlds)
  }

  newId(prefix: string, region: Region): string {
    return this.ids.next(prefix, region.cell)
  }

  /** Does all of the work or none of it; durable once it is committed. */
  write<T>(work: () => T): T {
    const { position } = this.ids
    try {
      return this.#turn.run(work)
    } catch (error) {
      this.ids.goBack(position)
      this.snapshots.forget()
      throw error
    }
  }

  commit<T>(work: () => T): T {
    try {
      const result = this.write(work)
      const failure = this.commitTurn()
      if (failure !== undefined) throw failure
      return result
    } catch (error) {
      // SQLite may have undone the whole transaction by itself: the next work begins another.
      this.commitTurn()
      this.#forget()
      throw error
    }
  }

  /** Commits what was written since; why it could not be committed: then nothing of it stands. */
  commitTurn(): Error | undefined {
    const failure = this.#turn.commit()
    if (failure !== undefined) {
      this.ids.reload()
      this.snapshots.forget()
    }
    return failure
  }

  clear({ worlds }: { readonly worlds: boolean }): void {
    // What refers to others goes before them, so that for each of them nothing is left to look through.
    for (const table of Object.values(tables).reverse()) {
      if (table !== tables.meta && (worlds || table !== tables.worlds)) this.#db.exec(`DELETE FROM ${table.name}`)
    }
    this.#forget()
  }

  /** Commits what is open and closes the database. */
  close(): void {
    this.#turn.commit()
    this.#db.close()
  }

  /** Forgets what was read once and may have changed. Of all this actions change snapshots alone. */
  #forget(): void {
    this.accounts.forget()
    this.regions.forget()
    this.snapshots.forget()
    this.transitions.forget()
  }
}
