import type { Database, Statement } from 'better-sqlite3'
import { expiresAt, type Snapshot } from '../model/snapshot.ts'
import type { SnapshotFilter } from '../model/state.ts'
import { fromRow, type SnapshotRow, toRow } from './snapshot-row.ts'

const columns = `s.*, (SELECT json_group_array(json_array(key, value) ORDER BY position) FROM tags WHERE snapshot = s.seq) AS tags`
const alive = '(s.expires_at IS NULL OR s.expires_at > :now)'

/** How many expired rows a new one takes along. */
const sweepLimit = 4

/** All SQL about snapshots. */
export class Snapshots {
  readonly #db: Database
  readonly #statements = new Map<string, Statement>()

  constructor(db: Database) {
    this.#db = db
  }

  find(accountId: string, regionId: string, id: string, now: number): Snapshot | undefined {
    const row = this.#prepare(
      `SELECT ${columns} FROM snapshots s WHERE s.account = :account AND s.id = :id AND s.region = :region AND ${alive}`,
    ).get({ account: accountId, region: regionId, id, now })
    return row === undefined ? undefined : fromRow(row as SnapshotRow)
  }

  /** Adds a snapshot, and removes a few that have expired. */
  add(snapshot: Snapshot, now: number): void {
    this.#prepare(
      `DELETE FROM snapshots WHERE seq IN
       (SELECT seq FROM snapshots WHERE expires_at <= :now ORDER BY expires_at LIMIT ${sweepLimit})`,
    ).run({ now })
    const { lastInsertRowid } = this.#prepare(insert).run({ ...toRow(snapshot), expires_at: expiresAt(snapshot) })
    for (const { key, value } of snapshot.tags) {
      this.#prepare(
        'INSERT INTO tags (snapshot, account, region, key, value) VALUES (:snapshot, :account, :region, :key, :value)',
      ).run({ snapshot: lastInsertRowid, account: snapshot.accountId, region: snapshot.regionId, key, value })
    }
  }

  /** How many snapshots an account has in all regions. */
  count(accountId: string, now: number): number {
    const sql = `SELECT count(*) FROM snapshots s WHERE s.account = :account AND ${alive}`
    return this.#prepare(sql).pluck().get({ account: accountId, now }) as number
  }

  /** An unfinished copy of a disk to a region. */
  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined {
    const row = this.#prepare(
      `SELECT ${columns} FROM snapshots s WHERE s.account = :account AND s.region = :region AND s.disk_id = :disk
       AND s.source_snapshot_id IS NOT NULL AND (s.ends_at IS NULL OR s.ends_at > :now) AND ${alive} LIMIT 1`,
    ).get({ account: accountId, region: regionId, disk: diskId, now })
    return row === undefined ? undefined : fromRow(row as SnapshotRow)
  }

  list(
    accountId: string,
    regionId: string,
    filter: SnapshotFilter,
    page: { readonly offset: number; readonly limit: number },
    now: number,
  ): { total: number; snapshots: Snapshot[] } {
    const { from, bound } = conditionsOf(filter)
    const values = { ...bound, account: accountId, region: regionId, now }
    const total = this.#prepare(`SELECT count(*) ${from}`).pluck().get(values) as number
    const rows = this.#prepare(
      `SELECT ${columns} ${from} ORDER BY s.created_at DESC, s.seq DESC LIMIT :limit OFFSET :offset`,
    ).all({ ...values, ...page }) as SnapshotRow[]
    return { total, snapshots: rows.map(fromRow) }
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

const insert = `INSERT INTO snapshots
  (account, id, region, name, description, created_at, modified_at, ends_at, outcome, progress, retention_days,
   expires_at, disk_id, disk_type, disk_size, category, encrypted, kms_key_id, type, usage, link_id,
   source_snapshot_id, source_region_id, copy_limits, busy_until, storage_location)
  VALUES
  (:account, :id, :region, :name, :description, :created_at, :modified_at, :ends_at, :outcome, :progress,
   :retention_days, :expires_at, :disk_id, :disk_type, :disk_size, :category, :encrypted, :kms_key_id, :type, :usage,
   :link_id, :source_snapshot_id, :source_region_id, :copy_limits, :busy_until, :storage_location)`

/** The FROM and WHERE of a filter: a few fixed texts, so that each is prepared once; lists are bound as JSON. */
const conditionsOf = (filter: SnapshotFilter): { from: string; bound: Record<string, string> } => {
  const where = ['s.account = :account', 's.region = :region', alive]
  const bound: Record<string, string> = {}
  let from = 'FROM snapshots s'
  if (filter.ids !== undefined) {
    where.push('s.id IN (SELECT value FROM json_each(:ids))')
    bound.ids = JSON.stringify(filter.ids)
  }
  if (filter.status === 'progressing') where.push('(s.ends_at IS NULL OR s.ends_at > :now)')
  else if (filter.status !== undefined) {
    where.push('s.ends_at <= :now AND s.outcome = :status')
    bound.status = filter.status
  }
  const [first, ...others] = filter.tags
  if (first !== undefined) {
    // The first tag leads: its index yields the few rows that the others are then asked about.
    from = 'FROM tags t JOIN snapshots s ON s.seq = t.snapshot'
    where.push('t.account = :account', 't.region = :region', 't.key = :tagKey')
    bound.tagKey = first.key
    if (first.value !== undefined) {
      where.push('t.value = :tagValue')
      bound.tagValue = first.value
    }
  }
  if (others.length > 0) {
    where.push(`NOT EXISTS (SELECT 1 FROM json_each(:tags) f WHERE NOT EXISTS (SELECT 1 FROM tags o
      WHERE o.snapshot = s.seq AND o.key = f.value ->> 'key' AND ifnull(o.value = f.value ->> 'value', 1)))`)
    bound.tags = JSON.stringify(others)
  }
  return { from: `${from} WHERE ${where.join(' AND ')}`, bound }
}
