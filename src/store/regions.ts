import type { Database } from 'better-sqlite3'
import type { Region, regionMembers } from '../model/region.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'

/** SQL for regions. They change only when worlds are loaded, so they are read once. */
export class Regions extends Rows<typeof regionMembers> {
  #known: ReadonlyMap<string, Region> | undefined

  constructor(db: Database) {
    super(db, tables.regions)
  }

  override add(region: Region): void {
    super.add(region)
    this.forget()
  }

  override put(region: Region): void {
    super.put(region)
    this.forget()
  }

  /** Clears the cache, after a rollback or a removal. */
  forget(): void {
    this.#known = undefined
  }

  find(id: string): Region | undefined {
    this.#known ??= new Map(this.list().map(region => [region.id, region]))
    return this.#known.get(id)
  }
}
