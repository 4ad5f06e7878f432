import type { Database } from 'better-sqlite3'
import type { Snapshot } from '../model/snapshot.ts'
import { alive } from './snapshot-filter.ts'
import { columns, fromRow, type SnapshotRow, toRow } from './snapshot-row.ts'

/** All SQL by which the state is looked at and changed as a whole, whoever's it is. Seldom used, so nothing is prepared. */
export class Records {
  readonly #db: Database
  readonly #forget: () => void

  /** @param forget is called when rows are gone that others may have read once */
  constructor(db: Database, forget: () => void) {
    this.#db = db
    this.#forget = forget
  }

  /** Every snapshot of an account, or of all of them, in the order in which they were made. */
  snapshots(accountId: string | undefined, now: number): Snapshot[] {
    const rows = this.#db
      .prepare(`SELECT ${columns} FROM snapshots s WHERE ifnull(s.account = :account, 1) AND ${alive} ORDER BY s.seq`)
      .all({ account: accountId ?? null, now })
    return (rows as SnapshotRow[]).map(fromRow)
  }

  snapshot(accountId: string, id: string, now: number): Snapshot | undefined {
    const row = this.#db
      .prepare(`SELECT ${columns} FROM snapshots s WHERE s.account = :account AND s.id = :id AND ${alive}`)
      .get({ account: accountId, id, now })
    return row === undefined ? undefined : fromRow(row as SnapshotRow)
  }

  /** Removes a snapshot, whether it has expired or not. */
  removeSnapshot(accountId: string, id: string): void {
    this.#db.prepare('DELETE FROM snapshots WHERE account = ? AND id = ?').run(accountId, id)
  }

  /** Removes the snapshots of an account and whatever else it has, but not the account itself and its keys. */
  emptyAccount(accountId: string): void {
    this.#db.pragma('defer_foreign_keys = ON')
    for (const table of this.#tablesWith('account')) {
      if (table !== 'access_keys') this.#db.prepare(`DELETE FROM ${table} WHERE account = ?`).run(accountId)
    }
    this.#forget()
  }

  /** Removes an account with everything that is its own. */
  removeAccount(accountId: string): void {
    this.emptyAccount(accountId)
    this.#db.prepare('DELETE FROM access_keys WHERE account = ?').run(accountId)
    this.#db.prepare('DELETE FROM accounts WHERE id = ?').run(accountId)
  }

  /** Removes everything; which worlds have been loaded may stay known. */
  clear({ worlds }: { readonly worlds: boolean }): void {
    this.#db.pragma('defer_foreign_keys = ON')
    // What refers to others goes before them, so that for each of them nothing is left to look through.
    for (const table of this.#tables().reverse()) {
      if (table !== 'meta' && (worlds || table !== 'worlds')) this.#db.prepare(`DELETE FROM ${table}`).run()
    }
    this.#forget()
  }

  /** Puts a snapshot in the place of the one that has its account and id. */
  replaceSnapshot(snapshot: Snapshot): void {
    const row = toRow(snapshot)
    const settings = Object.keys(row).map(column => `${column} = :${column}`)
    const seq = this.#db
      .prepare(`UPDATE snapshots SET ${settings.join(', ')} WHERE account = :account AND id = :id RETURNING seq`)
      .pluck()
      .get(row)
    this.#db.prepare('DELETE FROM tags WHERE snapshot = ?').run(seq)
    const add = this.#db.prepare(
      'INSERT INTO tags (snapshot, account, region, key, value, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    const { accountId, regionId, createdAt, tags } = snapshot
    for (const { key, value } of tags) add.run(seq, accountId, regionId, key, value, createdAt)
  }

  #tables(): string[] {
    return this.#db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]
  }

  #tablesWith(column: string): string[] {
    const columnOf = this.#db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').pluck()
    return this.#tables().filter(table => columnOf.get(table, column) !== undefined)
  }
}
