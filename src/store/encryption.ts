import type { Database } from 'better-sqlite3'
import type { KmsKey, StorageLocation } from '../model/encryption.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'

/** SQL for KMS keys, storage locations and the pairs of regions between which regulations forbid copies. */
export class Encryption {
  readonly keys
  readonly locations
  readonly nonCompliantCopies

  constructor(db: Database) {
    this.keys = new Rows(db, tables.kmsKeys)
    this.locations = new Rows(db, tables.storageLocations)
    this.nonCompliantCopies = new Rows(db, tables.nonCompliantCopies)
  }

  key(accountId: string, regionId: string, id: string): KmsKey | undefined {
    return this.keys.one('accountId = ? AND regionId = ? AND id = ?', accountId, regionId, id)
  }

  location(arn: string): StorageLocation | undefined {
    return this.locations.one('arn = ?', arn)
  }

  isNonCompliant(fromRegionId: string, toRegionId: string): boolean {
    return this.nonCompliantCopies.one('"from" = ? AND "to" = ?', fromRegionId, toRegionId) !== undefined
  }
}
