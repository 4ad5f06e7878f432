import type { Database } from 'better-sqlite3'
import type { Disk } from '../model/disk.ts'
import type { DiskSnapshots, SnapshotLink } from '../model/ports.ts'
import { alive } from './snapshot-filter.ts'
import type { SnapshotRow } from './snapshot-row.ts'
import { Statements } from './statements.ts'

const bytesPerGiB = 2 ** 30

/** More than any quota of a disk asks about. */
const countLimit = 1000

type LinkRow = Pick<SnapshotRow, 'link_id' | 'disk_id' | 'disk_type' | 'disk_size' | 'category'> & {
  readonly count: number
  readonly size: number
  readonly instant: number
}

/** All SQL about snapshots taken together. A snapshot counts with the whole size of its disk. */
export class SnapshotSums {
  readonly #sql: Statements

  constructor(db: Database) {
    this.#sql = new Statements(db)
  }

  usage(accountId: string, regionId: string, now: number): { count: number; bytes: number } {
    const { count, size } = this.#sql
      .of(
        `SELECT count(*) AS count, total(s.disk_size) AS size FROM snapshots s INDEXED BY snapshots_by_time
         WHERE s.account = :account AND s.region = :region AND ${alive}`,
      )
      .get({ account: accountId, region: regionId, now }) as { count: number; size: number }
    return { count, bytes: size * bytesPerGiB }
  }

  ofDisk(disk: Disk, now: number): DiskSnapshots {
    const from = `FROM snapshots s INDEXED BY snapshots_by_disk WHERE s.account = :account AND s.region = :region
      AND s.disk_id = :disk AND s.source_snapshot_id IS NULL AND ${alive}`
    const values = { account: disk.accountId, region: disk.regionId, disk: disk.id, now }
    const one = (sql: string): unknown => this.#sql.of(sql).pluck().get(values)
    return {
      unfinished: one(`SELECT 1 ${from} AND (s.ends_at IS NULL OR s.ends_at > :now) LIMIT 1`) !== undefined,
      manual: one(`SELECT count(*) FROM (SELECT 1 ${from} AND s.type = 'user' LIMIT ${countLimit})`) as number,
      linkId: one(`SELECT s.link_id ${from} ORDER BY s.created_at DESC LIMIT 1`) as string | undefined,
    }
  }

  links(
    accountId: string,
    regionId: string,
    filter: { readonly ids?: readonly string[] | undefined; readonly diskIds?: readonly string[] | undefined },
    page: { readonly offset: number; readonly limit: number },
    now: number,
  ): { total: number; links: SnapshotLink[] } {
    const { ids, diskIds } = filter
    const where = ['s.account = :account', 's.region = :region', alive]
    if (ids !== undefined) where.push('s.link_id IN (SELECT value FROM json_each(:ids))')
    if (diskIds !== undefined) where.push('s.disk_id IN (SELECT value FROM json_each(:diskIds))')
    const from = `FROM snapshots s INDEXED BY snapshots_by_link WHERE ${where.join(' AND ')}`
    const values = {
      account: accountId,
      region: regionId,
      now,
      ...(ids && { ids: JSON.stringify(ids) }),
      ...(diskIds && { diskIds: JSON.stringify(diskIds) }),
    }
    const total = this.#sql.of(`SELECT count(DISTINCT s.link_id) ${from}`).pluck().get(values) as number
    const rows = this.#sql
      .of(
        `SELECT s.link_id, s.disk_id, s.disk_type, s.disk_size, s.category, count(*) AS count, sum(s.disk_size) AS size,
         max(ifnull(s.instant_access_days = 0 OR s.created_at + s.instant_access_days * 86400000 > :now, 0)) AS instant
         ${from} GROUP BY s.link_id ORDER BY s.link_id LIMIT :limit OFFSET :offset`,
      )
      .all({ ...values, ...page }) as LinkRow[]
    return { total, links: rows.map(toLink) }
  }
}

const toLink = (row: LinkRow): SnapshotLink => ({
  id: row.link_id,
  diskId: row.disk_id,
  diskType: row.disk_type,
  diskSize: row.disk_size,
  category: row.category,
  count: row.count,
  bytes: row.size * bytesPerGiB,
  instantAccess: row.instant === 1,
})
