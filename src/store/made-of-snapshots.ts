import type { Database } from 'better-sqlite3'
import type { Members, RecordOf } from '../model/members.ts'
import type { MadeOfSnapshot } from '../model/snapshot.ts'
import { Resources } from './resources.ts'
import type { Snapshots } from './snapshots.ts'
import type { Table } from './table.ts'

/** What the records have that are made of snapshots. */
interface Placed {
  readonly accountId: string
  readonly regionId: string
  readonly id: string
}

/** The records of a table that are made of snapshots. They keep the usage of these snapshots true. */
export abstract class MadeOfSnapshots<M extends Members> extends Resources<M> {
  readonly #snapshots: Snapshots
  readonly #what: MadeOfSnapshot

  constructor(db: Database, table: Table<M>, snapshots: Snapshots, what: MadeOfSnapshot) {
    super(db, table)
    this.#snapshots = snapshots
    this.#what = what
  }

  override put(record: RecordOf<M> & Placed): void {
    const before = this.find(record.accountId, record.id)
    super.put(record)
    this.#noteChange(record, before, record)
  }

  override remove(accountId: string, id: string): void {
    const before = this.find(accountId, id)
    super.remove(accountId, id)
    if (before !== undefined) this.#noteChange(before as Placed & RecordOf<M>, before, undefined)
  }

  /** Returns the ids of the snapshots that a record is made of. */
  protected abstract sourcesOf(record: RecordOf<M>): readonly string[]

  /** Whether a record of a region is made of a snapshot. */
  protected abstract isUsed(accountId: string, regionId: string, snapshotId: string): boolean

  #noteChange({ accountId, regionId }: Placed, before?: RecordOf<M>, after?: RecordOf<M>): void {
    const [old, fresh] = [before, after].map(record => (record === undefined ? [] : this.sourcesOf(record)))
    const changed = new Set(old).symmetricDifference(new Set(fresh))
    for (const id of changed) this.#snapshots.use(accountId, id, this.#what, this.isUsed(accountId, regionId, id))
  }
}
