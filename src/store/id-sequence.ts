import type { Database, Statement } from 'better-sqlite3'
import type { ResourceIds } from '../model/store.ts'
import { tables } from './schema.ts'

/** How many numbers are reserved at once, so that only one call in so many pays for storing the reservation. */
const block = 4096

/** How many numbers the last eight characters of an id can hold. */
const numbers = 36 ** 8

/** An id from elsewhere with a greater number does not move the count: it is far from any id generated here. */
const mostNoticed = numbers / 2

/** The position of the count. */
interface Position {
  readonly dataName: string
  /** The last number in use. */
  readonly last: number
  /** The last reserved number, as stored in the data. */
  readonly reserved: number
}

/**
 * Generates increasing ids: the region's cell, nine characters that name the data, eight that count. The count survives
 * a restart. It may skip numbers but never repeats one: every number is reserved in the same transaction or an earlier
 * one. When work is undone, its reservations are undone with it, and the count goes back.
 */
export class IdSequence implements ResourceIds {
  readonly #db: Database
  readonly #save: Statement
  readonly #read: Statement
  readonly starts: number
  #dataName: string
  #last = 0
  #reserved = 0

  /** @param newDataName names new data: nine lower-case letters or digits */
  constructor(db: Database, newDataName: () => string) {
    this.#db = db
    this.#read = db.prepare('SELECT value FROM meta WHERE name = ?').pluck()
    this.#save = db.prepare(tables.meta.upsert)
    this.#dataName = this.#stored('dataName') ?? newDataName()
    this.starts = Number(this.#stored('starts') ?? 0) + 1
    this.#save.run('dataName', this.#dataName)
    this.#save.run('starts', String(this.starts))
    this.reload()
  }

  /** The current position, for `goBack`. */
  get position(): Position {
    return { dataName: this.#dataName, last: this.#last, reserved: this.#reserved }
  }

  /** Restores the position from before undone work. */
  goBack({ dataName, last, reserved }: Position): void {
    this.#dataName = dataName
    this.#last = last
    this.#reserved = reserved
  }

  /** Continues after the last number reserved in the data: at the start, and after a whole turn was undone. */
  reload(): void {
    this.#dataName = this.#stored('dataName') as string
    this.#reserved = this.#storedNumber()
    this.#last = Math.max(this.#last, this.#reserved)
  }

  restart(dataName: string): void {
    this.#save.run('dataName', dataName)
    this.#dataName = dataName
    this.#last = 0
    this.#setAside()
  }

  notice(id: string): void {
    this.#last = Math.max(this.#last, this.#numberOf(id))
    if (this.#last > this.#reserved) this.#setAside()
  }

  /** @param cell the region's three characters */
  next(prefix: string, cell: string): string {
    if (++this.#last > this.#reserved) this.#setAside()
    return prefix + cell + this.#dataName + this.#last.toString(36).padStart(8, '0')
  }

  #setAside(): void {
    this.#reserved = this.#last + block
    this.#save.run('sequence', String(this.#reserved))
  }

  #stored(name: string): string | undefined {
    return this.#read.get(name) as string | undefined
  }

  /** Returns the number of an id that these data could generate; 0 for any other id. */
  #numberOf(id: string): number {
    const count = id.slice(-8)
    if (id.slice(-17, -8) !== this.#dataName || !/^[0-9a-z]{8}$/.test(count)) return 0
    const number = Number.parseInt(count, 36)
    return number <= mostNoticed ? number : 0
  }

  /** Returns the stored reservation. If it is not a valid number, returns the largest number in use. */
  #storedNumber(): number {
    const stored = Number(this.#stored('sequence') ?? 0)
    if (Number.isInteger(stored) && stored >= 0 && stored < numbers - block) return stored
    const ids = this.#db.prepare('SELECT id FROM snapshots UNION ALL SELECT linkId FROM snapshots').pluck()
    let largest = 0
    for (const id of ids.iterate()) largest = Math.max(largest, this.#numberOf(id as string))
    return largest
  }
}
