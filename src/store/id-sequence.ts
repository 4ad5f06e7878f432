import type { Database, Statement } from 'better-sqlite3'
import type { ResourceIds } from '../model/store.ts'
import { tables } from './schema.ts'

/** How many numbers are set aside at once, so that only one call in so many pays for writing it down. */
const block = 4096

/** How many numbers the eight characters of an id can write. */
const numbers = 36 ** 8

/** An id from elsewhere with a greater number is far from any that could be made here, and moves nothing. */
const mostNoticed = numbers / 2

/** Where the count is. */
interface Position {
  readonly dataName: string
  /** The last number that was given out. */
  readonly last: number
  /** The last one that is set aside, which the data say. */
  readonly reserved: number
}

/**
 * Makes ids that grow: the region's cell, nine characters that name these data, eight that count. The count survives a
 * restart; it may skip numbers, it never repeats one: none is given out that is not set aside in the same transaction or
 * before it. When work is undone, so are the numbers that it set aside, and the count goes back with them.
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

  /** Where the count is now, for `goBack`. */
  get position(): Position {
    return { dataName: this.#dataName, last: this.#last, reserved: this.#reserved }
  }

  /** Goes back to where the count was before work that was undone. */
  goBack({ dataName, last, reserved }: Position): void {
    this.#dataName = dataName
    this.#last = last
    this.#reserved = reserved
  }

  /** Goes on after the last number that the data say is set aside: at the start, and when a whole turn was undone. */
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

  /** The number of an id that could have been made of these data; 0 for any other. */
  #numberOf(id: string): number {
    const count = id.slice(-8)
    if (id.slice(-17, -8) !== this.#dataName || !/^[0-9a-z]{8}$/.test(count)) return 0
    const number = Number.parseInt(count, 36)
    return number <= mostNoticed ? number : 0
  }

  /** What was set aside; in a file in which that is no number, all that has been used. */
  #storedNumber(): number {
    const stored = Number(this.#stored('sequence') ?? 0)
    if (Number.isInteger(stored) && stored >= 0 && stored < numbers - block) return stored
    const ids = this.#db.prepare('SELECT id FROM snapshots UNION ALL SELECT linkId FROM snapshots').pluck()
    let largest = 0
    for (const id of ids.iterate()) largest = Math.max(largest, this.#numberOf(id as string))
    return largest
  }
}
