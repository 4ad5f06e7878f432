import type { Database } from 'better-sqlite3'
import type { Region } from '../model/region.ts'
import { Statements } from './statements.ts'

interface RegionRow {
  readonly id: string
  readonly endpoint: string
  readonly cell: string
  readonly local_name: string
  readonly encrypted_copies: number
  readonly byok: number
}

/** All SQL about regions. They change only when worlds are loaded, so they are read once. */
export class Regions {
  readonly #sql: Statements
  #known: Map<string, Region> | undefined

  constructor(db: Database) {
    this.#sql = new Statements(db)
  }

  add(region: Region): void {
    this.#sql
      .of(
        `INSERT INTO regions (id, endpoint, cell, local_name, encrypted_copies, byok)
         VALUES (:id, :endpoint, :cell, :localName, :encryptedCopies, :byok)`,
      )
      .run({
        ...region,
        localName: JSON.stringify(region.localName),
        encryptedCopies: Number(region.encryptedCopies),
        byok: Number(region.byok),
      })
    this.#known = undefined
  }

  /** Forgets what was read, when something was undone or removed. */
  forget(): void {
    this.#known = undefined
  }

  find(id: string): Region | undefined {
    return this.#all().get(id)
  }

  list(): readonly Region[] {
    return [...this.#all().values()]
  }

  #all(): Map<string, Region> {
    this.#known ??= new Map(
      (this.#sql.of('SELECT * FROM regions ORDER BY position').all() as RegionRow[]).map(row => [
        row.id,
        toRegion(row),
      ]),
    )
    return this.#known
  }
}

const toRegion = (row: RegionRow): Region => ({
  id: row.id,
  endpoint: row.endpoint,
  cell: row.cell,
  localName: JSON.parse(row.local_name),
  encryptedCopies: row.encrypted_copies === 1,
  byok: row.byok === 1,
})
