import type { Database } from 'better-sqlite3'
import type { Members, RecordOf } from '../model/members.ts'
import { Statements } from './statements.ts'
import type { Table, Value } from './table.ts'

/** The records of a table, in insertion order. */
export class Rows<M extends Members> {
  readonly #sql: Statements
  readonly #selected: Statements
  readonly #table: Table<M>

  constructor(db: Database, table: Table<M>) {
    this.#sql = new Statements(db)
    this.#selected = new Statements(db, `SELECT ${table.columns()} FROM ${table.name} `)
    this.#table = table
  }

  /** Returns the record that meets an SQL condition. Values are bound by position. */
  one(condition: string, ...bound: Value[]): RecordOf<M> | undefined {
    const row = this.#selected.of(`WHERE ${condition}`).get(bound)
    return row === undefined ? undefined : this.#table.read(row)
  }

  /** Returns the records that the rest of a SELECT yields. Values are bound by position. */
  all(rest: string, ...bound: Value[]): RecordOf<M>[] {
    return this.#selected.of(rest).all(bound).map(this.#table.read, this.#table)
  }

  list(): RecordOf<M>[] {
    return this.all('ORDER BY seq')
  }

  add(record: RecordOf<M>): void {
    this.#sql.of(this.#table.insert).run(this.#table.values(record))
  }

  /** Adds a record, or replaces the record with the same unique key. */
  put(record: RecordOf<M>): void {
    this.#sql.of(this.#table.upsert).run(this.#table.values(record))
  }
}
