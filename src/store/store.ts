import type { Region } from '../model/region.ts'
import type { Store } from '../model/store.ts'
import { Accounts } from './accounts.ts'
import { ClientTokens } from './client-tokens.ts'
import { explained } from './data-file-error.ts'
import { presenceOf } from './data-file-presence.ts'
import { openDatabase } from './database.ts'
import { Disks } from './disks.ts'
import { Encryption } from './encryption.ts'
import { GroupCommit } from './group-commit.ts'
import { IdSequence } from './id-sequence.ts'
import { Images } from './images.ts'
import { Regions } from './regions.ts'
import { ResourceTags } from './resource-tags.ts'
import { Resources } from './resources.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'
import { SnapshotTags } from './snapshot-tags.ts'
import { Snapshots } from './snapshots.ts'
import { Stubs } from './stubs.ts'
import { Transitions } from './transitions.ts'

/** The whole state, in one SQLite database. */
export class SqliteStore implements Store {
  readonly accounts: Accounts
  readonly clientTokens: ClientTokens
  readonly disks: Disks
  readonly encryption: Encryption
  readonly ids: IdSequence
  readonly images: Images
  readonly instances: Store['instances']
  readonly regions: Regions
  readonly snapshots: Snapshots
  readonly stubs: Stubs
  readonly tags: Store['tags']
  readonly transitions: Transitions
  readonly worlds: Store['worlds']
  readonly #db: ReturnType<typeof openDatabase>[0]
  readonly #file: string
  readonly #turn: GroupCommit

  /**
   * @param file a path, or `:memory:`
   * @param newDataName names new data, as part of generated ids: nine lower-case letters or digits
   * @throws {DataFileError} when the file cannot be used
   */
  constructor(file: string, newDataName: () => string) {
    const [db, ids] = openDatabase(file, db => new IdSequence(db, newDataName))
    this.#db = db
    this.#file = file
    this.ids = ids
    this.#turn = new GroupCommit(db, presenceOf(file))
    this.accounts = new Accounts(db, () => this.#forget())
    this.clientTokens = new ClientTokens(db)
    this.encryption = new Encryption(db)
    this.regions = new Regions(db)
    this.snapshots = new Snapshots(db)
    this.disks = new Disks(db, this.snapshots)
    this.images = new Images(db, this.snapshots)
    const instances = new Resources(db, tables.instances)
    this.instances = instances
    this.stubs = new Stubs(db)
    this.tags = {
      snapshot: new SnapshotTags(db, this.snapshots),
      disk: new ResourceTags(db, 'disks', this.disks),
      image: new ResourceTags(db, 'images', this.images),
      instance: new ResourceTags(db, 'instances', instances),
    }
    this.transitions = new Transitions(db)
    this.worlds = new Rows(db, tables.worlds)
  }

  newId(prefix: string, region: Region): string {
    return this.ids.next(prefix, region.cell)
  }

  /** Runs the work atomically. It is durable after the commit. */
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
      // SQLite may have rolled back the whole transaction itself: the next work begins a new one.
      this.commitTurn()
      this.#forget()
      throw explained(this.#file, error)
    }
  }

  /** Commits all work since the last commit. Returns the error when that fails; nothing of the work is then stored. */
  commitTurn(): Error | undefined {
    const failure = this.#turn.commit()
    if (failure !== undefined) {
      this.ids.reload()
      this.snapshots.forget()
      this.stubs.forget()
    }
    return failure
  }

  clear({ worlds }: { readonly worlds: boolean }): void {
    // Referring tables are emptied first, so that SQLite finds no references to check.
    for (const table of Object.values(tables).reverse()) {
      if (table !== tables.meta && (worlds || table !== tables.worlds)) this.#db.exec(`DELETE FROM ${table.name}`)
    }
    this.#forget()
    this.stubs.restart()
  }

  /** Commits open work and closes the database. */
  close(): void {
    this.#turn.commit()
    this.#db.close()
  }

  /** Clears all caches. Actions change only snapshots among them, and calls use up stubs. */
  #forget(): void {
    this.accounts.forget()
    this.regions.forget()
    this.snapshots.forget()
    this.stubs.forget()
    this.transitions.forget()
  }
}
