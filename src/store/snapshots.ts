import type { Database } from 'better-sqlite3'
import type { Disk } from '../model/disk.ts'
import type {
  DiskSnapshots,
  SnapshotChanges,
  SnapshotFilter,
  SnapshotLink,
  SnapshotLinkFilter,
  SnapshotPages,
} from '../model/ports.ts'
import { bytesPerGiB, dayMs, expiresAt, type MadeOfSnapshot, type Snapshot, usageWith } from '../model/snapshot.ts'
import type { NewestFilter } from '../model/store.ts'
import { tables } from './schema.ts'
import { alive, conditionsOf, isUnfinished } from './snapshot-filter.ts'
import { namedPages, newestSnapshots, readSnapshot, searchedPages, selectSnapshots } from './snapshot-pages.ts'
import { Statements } from './statements.ts'

/** New rows between two sweeps, and expired rows that a sweep removes at most: more than were added. */
const sweep = { every: 16, limit: 64 }

/** The maximum number of cached snapshots. At this size the cache is cleared. */
const mostKnown = 1000

// Values are bound by position: SQLite looks up names one by one, and a copy binds thirty.
const sweepText = `DELETE FROM snapshots WHERE seq IN
  (SELECT seq FROM snapshots WHERE expiresAt <= ? ORDER BY expiresAt LIMIT ${sweep.limit})`
const removeAutomaticText = `DELETE FROM snapshots AS s INDEXED BY snapshots_by_disk WHERE accountId = ? AND regionId = ?
  AND diskId = ? AND type = 'auto' AND sourceSnapshotId IS NULL AND usage NOT IN ('image', 'image_disk')`

const aliveInRegion = `s.accountId = :accountId AND s.regionId = :regionId AND ${alive}`

/** Counting stops here: no quota of a disk is higher. */
const countLimit = 1000

/** SQL for snapshots. In totals, a snapshot counts with the full size of its disk. */
export class Snapshots {
  readonly #sql: Statements
  readonly #selected: Statements
  /** Found snapshots by account and id, until something changes. Reading the source takes a tenth of a copy's time. */
  readonly #known = new Map<string, Snapshot>()
  #added = 0

  constructor(db: Database) {
    this.#sql = new Statements(db)
    this.#selected = new Statements(db, selectSnapshots)
  }

  find(accountId: string, regionId: string | undefined, id: string, now: number): Snapshot | undefined {
    const snapshot = this.#known.get(`${accountId} ${id}`) ?? this.#read(accountId, id)
    if (snapshot === undefined || (regionId !== undefined && snapshot.regionId !== regionId)) return undefined
    const end = expiresAt(snapshot)
    return end === null || end > now ? snapshot : undefined
  }

  /** Clears the cache, after a change, a rollback or a removal. */
  forget(): void {
    this.#known.clear()
  }

  has(accountId: string, id: string): boolean {
    return this.#sql.of('SELECT 1 FROM snapshots WHERE accountId = ? AND id = ?').get(accountId, id) !== undefined
  }

  list(accountId: string | undefined, now: number): Snapshot[] {
    const all = this.#selected.of(`FROM snapshots s WHERE ifnull(s.accountId = :of, 1) AND ${alive} ORDER BY s.seq`)
    return all.all({ of: accountId ?? null, now }).map(readSnapshot)
  }

  newest(filter: NewestFilter, limit: number, now: number): ReturnType<typeof newestSnapshots> {
    return newestSnapshots(this.#sql, this.#selected, filter, limit, now)
  }

  search(accountId: string, regionId: string, filter: SnapshotFilter, now: number): SnapshotPages {
    const conditions = conditionsOf(filter, { accountId, regionId, now })
    return filter.ids === undefined
      ? searchedPages(this.#sql, this.#selected, conditions)
      : namedPages(this.#selected, conditions)
  }

  /** Adds a snapshot. Some calls also remove a few expired ones. */
  add(snapshot: Snapshot, now: number): void {
    if (this.#added++ % sweep.every === 0 && this.#sql.of(sweepText).run(now).changes > 0) this.forget()
    const added = this.#sql.of(tables.snapshots.insert).run(tables.snapshots.values(snapshot))
    this.#addTags(snapshot, Number(added.lastInsertRowid))
  }

  replace(snapshot: Snapshot): void {
    this.forget()
    const put = this.#sql.of(`${tables.snapshots.upsert} RETURNING seq`).pluck()
    const seq = put.get(tables.snapshots.values(snapshot)) as number
    this.#sql.of('DELETE FROM tags WHERE snapshot = ?').run(seq)
    this.#addTags(snapshot, seq)
  }

  change({ accountId, id }: Snapshot, changes: SnapshotChanges): void {
    this.forget()
    this.#sql
      .of(
        `UPDATE snapshots SET name = :name, description = :description, retentionDays = :retentionDays,
         instantAccessDays = :instantAccessDays, modifiedAt = :modifiedAt WHERE accountId = :accountId AND id = :id`,
      )
      .run({ ...changes, accountId, id })
  }

  /** Records whether a disk or an image is made of a snapshot. The snapshot may be gone. */
  use(accountId: string, id: string, what: MadeOfSnapshot, isUsed: boolean): void {
    const snapshot = this.#read(accountId, id)
    if (snapshot === undefined) return
    const update = this.#sql.of('UPDATE snapshots SET usage = ? WHERE accountId = ? AND id = ?')
    update.run(usageWith(snapshot.usage, what, isUsed), accountId, id)
    this.forget()
  }

  remove({ accountId, id }: Pick<Snapshot, 'accountId' | 'id'>): void {
    this.forget()
    this.#sql.of('DELETE FROM snapshots WHERE accountId = ? AND id = ?').run(accountId, id)
  }

  removeAutomatic({ accountId, regionId, id }: Disk): void {
    this.forget()
    this.#sql.of(removeAutomaticText).run(accountId, regionId, id)
  }

  /** Counts one poll. The last one ends the snapshot as of its creation, so that no change of the clock undoes it. */
  countPoll(snapshots: readonly Snapshot[]): void {
    const count = this.#sql.of(
      `UPDATE snapshots SET pollsLeft = pollsLeft - 1,
       endsAt = CASE WHEN pollsLeft = 1 THEN createdAt END WHERE accountId = ? AND id = ?`,
    )
    for (const { accountId, id } of snapshots) count.run(accountId, id)
    if (snapshots.length > 0) this.forget()
  }

  count(accountId: string, now: number): number {
    const count = this.#sql.of(`SELECT count(*) FROM snapshots s WHERE s.accountId = :accountId AND ${alive}`)
    return count.pluck().get({ accountId, now }) as number
  }

  unfinishedCopy(accountId: string, regionId: string, diskId: string, now: number): Snapshot | undefined {
    const where = `${aliveInRegion} AND s.diskId = :diskId AND s.sourceSnapshotId IS NOT NULL AND ${isUnfinished} LIMIT 1`
    const row = this.#selected.of(`FROM snapshots s WHERE ${where}`).get({ accountId, regionId, diskId, now })
    return row === undefined ? undefined : readSnapshot(row)
  }

  usage(accountId: string, regionId: string, now: number): { count: number; bytes: number } {
    const sums = `count(*) AS count, total(s.diskSize) * ${bytesPerGiB} AS bytes`
    const from = `FROM snapshots s INDEXED BY snapshots_by_time WHERE ${aliveInRegion}`
    return this.#sql.of(`SELECT ${sums} ${from}`).get({ accountId, regionId, now }) as { count: number; bytes: number }
  }

  ofDisk({ accountId, regionId, id: diskId }: Disk, now: number): DiskSnapshots {
    const from = `FROM snapshots s INDEXED BY snapshots_by_disk
      WHERE ${aliveInRegion} AND s.diskId = :diskId AND s.sourceSnapshotId IS NULL`
    const one = (sql: string): unknown => this.#sql.of(sql).pluck().get({ accountId, regionId, diskId, now })
    return {
      unfinished: one(`SELECT 1 ${from} AND ${isUnfinished} LIMIT 1`) !== undefined,
      manual: one(`SELECT count(*) FROM (SELECT 1 ${from} AND s.type = 'user' LIMIT ${countLimit})`) as number,
      linkId: one(`SELECT s.linkId ${from} ORDER BY s.createdAt DESC LIMIT 1`) as string | undefined,
    }
  }

  links(
    accountId: string,
    regionId: string,
    { ids, diskIds }: SnapshotLinkFilter,
    page: { readonly after: string; readonly offset: number; readonly limit: number },
    now: number,
  ): { total: number; links: SnapshotLink[] } {
    const lists = { ...(ids && { ids: JSON.stringify(ids) }), ...(diskIds && { diskIds: JSON.stringify(diskIds) }) }
    const from = `FROM snapshots s INDEXED BY snapshots_by_link WHERE ${aliveInRegion}
      ${ids === undefined ? '' : 'AND s.linkId IN (SELECT value FROM json_each(:ids))'}
      ${diskIds === undefined ? '' : 'AND s.diskId IN (SELECT value FROM json_each(:diskIds))'}`
    const bound = { accountId, regionId, now, ...lists }
    const total = this.#sql.of(`SELECT count(DISTINCT s.linkId) ${from}`).pluck().get(bound) as number
    const rows = this.#sql
      .of(
        `SELECT s.linkId AS id, s.diskId, s.diskType, s.diskSize, s.category, count(*) AS count,
         total(s.diskSize) * ${bytesPerGiB} AS bytes,
         max(ifnull(s.instantAccessDays = 0 OR s.createdAt + s.instantAccessDays * ${dayMs} > :now, 0)) AS instantAccess
         ${from} AND s.linkId > :after GROUP BY s.linkId ORDER BY s.linkId LIMIT :limit OFFSET :offset`,
      )
      .all({ ...bound, ...page }) as (Omit<SnapshotLink, 'instantAccess'> & { readonly instantAccess: number })[]
    return { total, links: rows.map(link => ({ ...link, instantAccess: link.instantAccess === 1 })) }
  }

  #read(accountId: string, id: string): Snapshot | undefined {
    const row = this.#selected.of('FROM snapshots s WHERE s.accountId = ? AND s.id = ?').get(accountId, id)
    if (row === undefined) return undefined
    if (this.#known.size === mostKnown) this.forget()
    const snapshot = readSnapshot(row)
    this.#known.set(`${accountId} ${id}`, snapshot)
    return snapshot
  }

  #addTags({ accountId, regionId, createdAt, tags }: Snapshot, snapshot: number): void {
    for (const tag of tags) {
      this.#sql.of(tables.tags.insert).run(tables.tags.values({ ...tag, snapshot, accountId, regionId, createdAt }))
    }
  }
}
