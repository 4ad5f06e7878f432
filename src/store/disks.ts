import type { Database } from 'better-sqlite3'
import type { Disk, diskMembers } from '../model/disk.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'

/** SQL for disks. */
export class Disks extends Rows<typeof diskMembers> {
  constructor(db: Database) {
    super(db, tables.disks)
  }

  find(accountId: string, id: string): Disk | undefined {
    return this.one('accountId = ? AND id = ?', accountId, id)
  }

  ofInstance(accountId: string, regionId: string, instanceId: string): Disk[] {
    return this.all(
      'WHERE accountId = ? AND instanceId = ? AND regionId = ? ORDER BY seq',
      accountId,
      instanceId,
      regionId,
    )
  }
}
