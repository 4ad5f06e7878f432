import type { Database, Statement } from 'better-sqlite3'
import type { SnapshotChanges, SnapshotFilter, SnapshotPages } from '../model/ports.ts'
import { expiresAt, type Snapshot } from '../model/snapshot.ts'
import { alive, aliveAt, conditionsOf } from './snapshot-filter.ts'
import { namedPages, searchedPages } from './snapshot-pages.ts'
import { columns, fromRow, type SnapshotRow, toRow } from './snapshot-row.ts'
import { SnapshotSums } from './snapshot-sums.ts'
import { Statements } from './statements.ts'

/** How many new rows come to one look for expired ones, and how many of these it removes: more than have come. */
const sweep = { every: 16, limit: 64 }

// Texts and bound values without names: SQLite looks names up one by one, and a copy binds thirty.
const findText = `SELECT ${columns} FROM snapshots s
  WHERE s.account = ? AND s.id = ? AND s.region = ifnull(?, s.region) AND ${aliveAt('?')}`
const sweepText = `DELETE FROM snapshots WHERE seq IN
  (SELECT seq FROM snapshots WHERE expires_at <= ? ORDER BY expires_at LIMIT ${sweep.limit})`
const tagText = 'INSERT INTO tags (snapshot, account, region, key, value, created_at) VALUES (?, ?, ?, ?, ?, ?)'

/** All SQL about single snapshots and their pages. */
export class Snapshots {
  readonly #sql: Statements
  readonly #db: Database
  readonly #sums: SnapshotSums
  #insert: Statement | undefined
  #added = 0

  constructor(db: Database) {
    this.#db = db
    this.#sql = new Statements(db)
    this.#sums = new SnapshotSums(db)
  }

  find(accountId: string, regionId: string | undefined, id: string, now: number): Snapshot | undefined {
    const row = this.#sql.of(findText).get(accountId, id, regionId ?? null, now)
    return row === undefined ? undefined : fromRow(row as SnapshotRow)
  }

  usage(...query: Parameters<SnapshotSums['usage']>): ReturnType<SnapshotSums['usage']> {
    return this.#sums.usage(...query)
  }

  ofDisk(...query: Parameters<SnapshotSums['ofDisk']>): ReturnType<SnapshotSums['ofDisk']> {
    return this.#sums.ofDisk(...query)
  }

  links(...query: Parameters<SnapshotSums['links']>): ReturnType<SnapshotSums['links']> {
    return this.#sums.links(...query)
  }

  /** Adds a snapshot, and now and then removes a few that have expired. */
  add(snapshot: Snapshot, now: number): void {
    if (this.#added++ % sweep.every === 0) this.#sql.of(sweepText).run(now)
    const row = toRow(snapshot)
    this.#insert ??= this.#db.prepare(insertText(Object.keys(row)))
    const { lastInsertRowid } = this.#insert.run(...Object.values(row))
    const { accountId, regionId, createdAt, tags } = snapshot
    for (const { key, value } of tags) {
      this.#sql.of(tagText).run(lastInsertRowid, accountId, regionId, key, value, createdAt)
    }
  }

  /** How many snapshots an account has in all regions. */
  count(accountId: string, now: number): number {
    const sql = `SELECT count(*) FROM snapshots s WHERE s.account = :account AND ${alive}`
    return this.#sql.of(sql).pluck().get({ account: accountId, now }) as number
  }

  /** An unfinished copy of a disk to a region. */
  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined {
    const row = this.#sql
      .of(
        `SELECT ${columns} FROM snapshots s WHERE s.account = :account AND s.region = :region AND s.disk_id = :disk
       AND s.source_snapshot_id IS NOT NULL AND (s.ends_at IS NULL OR s.ends_at > :now) AND ${alive} LIMIT 1`,
      )
      .get({ account: accountId, region: regionId, disk: diskId, now })
    return row === undefined ? undefined : fromRow(row as SnapshotRow)
  }

  change(snapshot: Snapshot, changes: SnapshotChanges): void {
    const { createdAt } = snapshot
    const { retentionDays } = changes
    this.#sql
      .of(
        `UPDATE snapshots SET name = :name, description = :description, retention_days = :retentionDays,
         instant_access_days = :instantAccessDays, modified_at = :modifiedAt, expires_at = :expiresAt
         WHERE account = :account AND id = :id`,
      )
      .run({
        ...changes,
        expiresAt: expiresAt({ createdAt, retentionDays }),
        account: snapshot.accountId,
        id: snapshot.id,
      })
  }

  remove({ accountId, id }: Snapshot): void {
    this.#sql.of('DELETE FROM snapshots WHERE account = ? AND id = ?').run(accountId, id)
  }

  /** Counts one description; the last one ends the snapshot, as of its creation, for no clock may bring it back. */
  countDescribe(snapshots: readonly Snapshot[]): void {
    const count = this.#sql.of(
      `UPDATE snapshots SET describes_left = describes_left - 1,
       ends_at = CASE WHEN describes_left = 1 THEN created_at END WHERE account = ? AND id = ?`,
    )
    for (const { accountId, id } of snapshots) count.run(accountId, id)
  }

  search(accountId: string, regionId: string, filter: SnapshotFilter, now: number): SnapshotPages {
    const conditions = conditionsOf(filter, { account: accountId, region: regionId, now })
    return filter.ids === undefined ? searchedPages(this.#sql, conditions) : namedPages(this.#sql, conditions)
  }
}

const insertText = (columns: readonly string[]): string =>
  `INSERT INTO snapshots (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
