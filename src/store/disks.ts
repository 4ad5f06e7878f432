import type { Database } from 'better-sqlite3'
import type { Disk, diskMembers } from '../model/disk.ts'
import { Resources } from './resources.ts'
import { tables } from './schema.ts'

/** SQL for disks. */
export class Disks extends Resources<typeof diskMembers> {
  constructor(db: Database) {
    super(db, tables.disks)
  }

  ofInstance(accountId: string, instanceId: string): Disk[] {
    return this.all('WHERE accountId = ? AND instanceId = ? ORDER BY seq', accountId, instanceId)
  }
}
