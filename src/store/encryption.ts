import type { Database, Statement } from 'better-sqlite3'
import type { KmsKey, StorageLocation } from '../model/encryption.ts'

interface KeyRow {
  readonly account: string
  readonly region: string
  readonly id: string
  readonly enabled: number
  readonly symmetric: number
  readonly authorized: number
  readonly makes_data_keys: number
}

interface LocationRow {
  readonly arn: string
  readonly account: string
  readonly region: string
  readonly authorized: number
}

/** All SQL about keys, storage locations and the regions between which copies are against regulations. */
export class Encryption {
  readonly #db: Database
  readonly #sql: Record<'key' | 'addKey' | 'location' | 'addLocation' | 'pair' | 'addPair', Statement>

  constructor(db: Database) {
    this.#db = db
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
    return row && toKey(row)
  }

  keys(): KmsKey[] {
    return (this.#db.prepare('SELECT * FROM kms_keys').all() as KeyRow[]).map(toKey)
  }

  addKey(key: KmsKey): void {
    const { accountId, regionId, id, enabled, symmetric, authorized, makesDataKeys } = key
    const flags = [enabled, symmetric, authorized, makesDataKeys].map(Number)
    this.#sql.addKey.run(accountId, regionId, id, ...flags)
  }

  location(arn: string): StorageLocation | undefined {
    const row = this.#sql.location.get(arn) as LocationRow | undefined
    return row && toLocation(row)
  }

  locations(): StorageLocation[] {
    return (this.#db.prepare('SELECT * FROM storage_locations').all() as LocationRow[]).map(toLocation)
  }

  /** The regions between which copies are against regulations. */
  nonCompliantCopies(): { readonly from: string; readonly to: string }[] {
    const sql = 'SELECT origin AS "from", destination AS "to" FROM non_compliant'
    return this.#db.prepare(sql).all() as { from: string; to: string }[]
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

const toKey = (row: KeyRow): KmsKey => ({
  id: row.id,
  accountId: row.account,
  regionId: row.region,
  enabled: row.enabled === 1,
  symmetric: row.symmetric === 1,
  authorized: row.authorized === 1,
  makesDataKeys: row.makes_data_keys === 1,
})

const toLocation = ({ arn, account, region, authorized }: LocationRow): StorageLocation => ({
  arn,
  accountId: account,
  regionId: region,
  authorized: authorized === 1,
})
