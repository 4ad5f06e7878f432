import type { Database, Statement } from 'better-sqlite3'
import type { KmsKey, StorageLocation } from '../model/encryption.ts'

interface KeyRow {
  readonly enabled: number
  readonly symmetric: number
  readonly authorized: number
  readonly makes_data_keys: number
}

interface LocationRow {
  readonly account: string
  readonly region: string
  readonly authorized: number
}

/** All SQL about keys, storage locations and the regions between which copies are against regulations. */
export class Encryption {
  readonly #sql: Record<'key' | 'addKey' | 'location' | 'addLocation' | 'pair' | 'addPair', Statement>

  constructor(db: Database) {
    this.#sql = {
      key: db.prepare('SELECT * FROM kms_keys WHERE account = ? AND region = ? AND id = ?'),
      addKey: db.prepare('INSERT INTO kms_keys VALUES (?, ?, ?, ?, ?, ?, ?)'),
      location: db.prepare('SELECT * FROM storage_locations WHERE arn = ?'),
      addLocation: db.prepare('INSERT INTO storage_locations VALUES (?, ?, ?, ?)'),
      pair: db.prepare('SELECT 1 FROM non_compliant WHERE origin = ? AND destination = ?').pluck(),
      addPair: db.prepare('INSERT OR IGNORE INTO non_compliant VALUES (?, ?)'),
    }
  }

  key(accountId: string, regionId: string, id: string): KmsKey | undefined {
    const row = this.#sql.key.get(accountId, regionId, id) as KeyRow | undefined
    return (
      row && {
        id,
        accountId,
        regionId,
        enabled: row.enabled === 1,
        symmetric: row.symmetric === 1,
        authorized: row.authorized === 1,
        makesDataKeys: row.makes_data_keys === 1,
      }
    )
  }

  addKey(key: KmsKey): void {
    const { accountId, regionId, id, enabled, symmetric, authorized, makesDataKeys } = key
    const flags = [enabled, symmetric, authorized, makesDataKeys].map(Number)
    this.#sql.addKey.run(accountId, regionId, id, ...flags)
  }

  location(arn: string): StorageLocation | undefined {
    const row = this.#sql.location.get(arn) as LocationRow | undefined
    return row && { arn, accountId: row.account, regionId: row.region, authorized: row.authorized === 1 }
  }

  addLocation({ arn, accountId, regionId, authorized }: StorageLocation): void {
    this.#sql.addLocation.run(arn, accountId, regionId, Number(authorized))
  }

  isNonCompliant(fromRegionId: string, toRegionId: string): boolean {
    return this.#sql.pair.get(fromRegionId, toRegionId) !== undefined
  }

  addNonCompliant(fromRegionId: string, toRegionId: string): void {
    this.#sql.addPair.run(fromRegionId, toRegionId)
  }
}
