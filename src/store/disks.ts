import type { Database } from 'better-sqlite3'
import type { Disk } from '../model/disk.ts'
import { Statements } from './statements.ts'

interface DiskRow {
  readonly account: string
  readonly id: string
  readonly region: string
  readonly name: string
  readonly type: Disk['type']
  readonly size: number
  readonly category: string
  readonly status: Disk['status']
  readonly instance_id: string | null
  readonly instance_name: string
  readonly instance_status: Disk['instanceStatus']
  readonly instance_locked: number
  readonly ever_attached: number
  readonly expired: number
}

/** All SQL about disks. */
export class Disks {
  readonly #sql: Statements

  constructor(db: Database) {
    this.#sql = new Statements(db)
  }

  find(accountId: string, id: string): Disk | undefined {
    const row = this.#sql.of('SELECT * FROM disks WHERE account = ? AND id = ?').get(accountId, id)
    return row === undefined ? undefined : fromRow(row as DiskRow)
  }

  /** All of them, in the order in which they came. */
  list(): Disk[] {
    return (this.#sql.of('SELECT * FROM disks ORDER BY position').all() as DiskRow[]).map(fromRow)
  }

  ofInstance(accountId: string, regionId: string, instanceId: string): Disk[] {
    const rows = this.#sql
      .of('SELECT * FROM disks WHERE account = ? AND instance_id = ? AND region = ? ORDER BY position')
      .all(accountId, instanceId, regionId)
    return (rows as DiskRow[]).map(fromRow)
  }

  add(disk: Disk): void {
    this.#sql
      .of(
        `INSERT INTO disks (account, id, region, name, type, size, category, status, instance_id, instance_name,
         instance_status, instance_locked, ever_attached, expired)
         VALUES (:accountId, :id, :regionId, :name, :type, :size, :category, :status, :instanceId, :instanceName,
         :instanceStatus, :instanceLocked, :everAttached, :expired)`,
      )
      .run({
        ...disk,
        instanceLocked: Number(disk.instanceLocked),
        everAttached: disk.everAttached ? 1 : 0,
        expired: disk.expired ? 1 : 0,
      })
  }
}

const fromRow = (row: DiskRow): Disk => ({
  accountId: row.account,
  id: row.id,
  regionId: row.region,
  name: row.name,
  type: row.type,
  size: row.size,
  category: row.category,
  status: row.status,
  instanceId: row.instance_id,
  instanceName: row.instance_name,
  instanceStatus: row.instance_status,
  instanceLocked: row.instance_locked === 1,
  everAttached: row.ever_attached === 1,
  expired: row.expired === 1,
})
