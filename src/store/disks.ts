import type { Database } from 'better-sqlite3'
import { type Disk, type diskMembers, instanceIdAt } from '../model/disk.ts'
import { MadeOfSnapshots } from './made-of-snapshots.ts'
import { tables } from './schema.ts'
import type { Snapshots } from './snapshots.ts'
import { Statements } from './statements.ts'

/** SQL for disks. */
export class Disks extends MadeOfSnapshots<typeof diskMembers> {
  readonly #sql: Statements

  constructor(db: Database, snapshots: Snapshots) {
    super(db, tables.disks, snapshots, 'disk')
    this.#sql = new Statements(db)
  }

  ofInstance(accountId: string, instanceId: string, now: number): Disk[] {
    const disks = this.all('WHERE accountId = ? AND instanceId = ? ORDER BY seq', accountId, instanceId)
    return disks.filter(disk => instanceIdAt(disk, now) === instanceId)
  }

  totals(accountId: string): { count: number; size: number } {
    const sums = 'count(*) AS count, ifnull(sum(size), 0) AS size'
    const totals = this.#sql.of(`SELECT ${sums} FROM disks WHERE accountId = ?`).get(accountId)
    return totals as { count: number; size: number }
  }

  protected sourcesOf({ sourceSnapshotId }: Disk): readonly string[] {
    return sourceSnapshotId === '' ? [] : [sourceSnapshotId]
  }

  protected isUsed(accountId: string, _regionId: string, snapshotId: string): boolean {
    return this.one('accountId = ? AND sourceSnapshotId = ?', accountId, snapshotId) !== undefined
  }
}
