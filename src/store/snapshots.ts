import type { Database } from 'better-sqlite3'
import { expiresAt, type Snapshot } from '../model/snapshot.ts'
import type { SnapshotChanges, SnapshotFilter, SnapshotPages, SnapshotPlace } from '../model/state.ts'
import { alive, conditionsOf } from './snapshot-filter.ts'
import { fromRow, type SnapshotRow, toRow } from './snapshot-row.ts'
import { Statements } from './statements.ts'

/** What `fromRow` reads of a snapshot `s`. */
export const columns = `s.*, (SELECT json_group_array(json_array(key, value) ORDER BY position) FROM tags WHERE snapshot = s.seq) AS tags`

type PlacedRow = SnapshotRow & { readonly seq: number }

/** How many expired rows a new one takes along. */
const sweepLimit = 4

/** All SQL about single snapshots and their pages. */
export class Snapshots {
  readonly #sql: Statements

  constructor(db: Database) {
    this.#sql = new Statements(db)
  }

  find(accountId: string, regionId: string | undefined, id: string, now: number): Snapshot | undefined {
    const row = this.#sql
      .of(
        `SELECT ${columns} FROM snapshots s WHERE s.account = :account AND s.id = :id
         AND s.region = ifnull(:region, s.region) AND ${alive}`,
      )
      .get({ account: accountId, region: regionId ?? null, id, now })
    return row === undefined ? undefined : fromRow(row as SnapshotRow)
  }

  /** Adds a snapshot, and removes a few that have expired. */
  add(snapshot: Snapshot, now: number): void {
    this.#sql
      .of(
        `DELETE FROM snapshots WHERE seq IN
         (SELECT seq FROM snapshots WHERE expires_at <= :now ORDER BY expires_at LIMIT ${sweepLimit})`,
      )
      .run({ now })
    const { lastInsertRowid } = this.#sql.of(insert).run({ ...toRow(snapshot), expires_at: expiresAt(snapshot) })
    for (const { key, value } of snapshot.tags) {
      this.#sql
        .of(
          `INSERT INTO tags (snapshot, account, region, key, value, created_at)
           VALUES (:snapshot, :account, :region, :key, :value, :created_at)`,
        )
        .run({
          snapshot: lastInsertRowid,
          account: snapshot.accountId,
          region: snapshot.regionId,
          key,
          value,
          created_at: snapshot.createdAt,
        })
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

  pages(accountId: string, regionId: string, filter: SnapshotFilter, now: number): SnapshotPages {
    const { from, order, bound } = conditionsOf(filter)
    const values = { ...bound, account: accountId, region: regionId, now }
    const ordered = `ORDER BY ${order.join(' DESC, ')} DESC LIMIT :limit`
    return {
      page: (offset, limit) => {
        const total = this.#sql.of(`SELECT count(*) ${from}`).pluck().get(values) as number
        const rows = this.#sql
          .of(`SELECT ${columns} ${from} ${ordered} OFFSET :offset`)
          .all({ ...values, offset, limit }) as SnapshotRow[]
        return { total, snapshots: rows.map(fromRow) }
      },
      after: (place, limit) => {
        const rows: PlacedRow[] = []
        const read = (condition: string, bounds: Record<string, number>): void => {
          const statement = this.#sql.of(`SELECT ${columns} ${from} ${condition} ${ordered}`)
          rows.push(...(statement.all({ ...values, ...bounds, limit: limit + 1 - rows.length }) as PlacedRow[]))
        }
        if (place === undefined) read('', {})
        else {
          // Two steps: for `(created_at, seq) < (…)` SQLite would go through all rows of that moment.
          const [time, seq] = place
          read(`AND ${order[0]} = :time AND ${order[1]} < :seq`, { time, seq })
          if (rows.length <= limit) read(`AND ${order[0]} < :time`, { time })
        }
        const shown = rows.slice(0, limit)
        const last = rows.length > limit ? shown.at(-1) : undefined
        const next: SnapshotPlace | undefined = last && [last.created_at, last.seq]
        return { snapshots: shown.map(fromRow), next }
      },
    }
  }
}

const insert = `INSERT INTO snapshots
  (account, id, region, name, description, created_at, modified_at, ends_at, outcome, progress, retention_days,
   expires_at, disk_id, disk_type, disk_size, category, encrypted, kms_key_id, type, usage, link_id,
   source_snapshot_id, source_region_id, copy_limits, busy_until, storage_location, describes, describes_left,
   resource_group_id, instant_access_days)
  VALUES
  (:account, :id, :region, :name, :description, :created_at, :modified_at, :ends_at, :outcome, :progress,
   :retention_days, :expires_at, :disk_id, :disk_type, :disk_size, :category, :encrypted, :kms_key_id, :type, :usage,
   :link_id, :source_snapshot_id, :source_region_id, :copy_limits, :busy_until, :storage_location, :describes,
   :describes_left, :resource_group_id, :instant_access_days)`
