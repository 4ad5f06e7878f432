import type { Database } from 'better-sqlite3'
import type { Members, RecordOf } from '../model/members.ts'
import { Rows } from './rows.ts'
import { Statements } from './statements.ts'
import type { Table } from './table.ts'

/** The records of a table whose key is account and id: disks, images, instances. */
export class Resources<M extends Members> extends Rows<M> {
  readonly #sql: Statements
  readonly #name: string

  constructor(db: Database, table: Table<M>) {
    super(db, table)
    this.#sql = new Statements(db)
    this.#name = table.name
  }

  find(accountId: string, id: string): RecordOf<M> | undefined {
    return this.one('accountId = ? AND id = ?', accountId, id)
  }

  /** Returns the records of a region, newest first. */
  inRegion(accountId: string, regionId: string): RecordOf<M>[] {
    return this.all('WHERE accountId = ? AND regionId = ? ORDER BY seq DESC', accountId, regionId)
  }

  remove(accountId: string, id: string): void {
    this.#sql.of(`DELETE FROM ${this.#name} WHERE accountId = ? AND id = ?`).run(accountId, id)
  }
}
