import type { Database, Statement } from 'better-sqlite3'

/** How many numbers are set aside at once, so that only one call in so many pays for writing it down. */
const block = 4096

/** How many numbers the eight characters of an id can write. */
const numbers = 36 ** 8

/** An id from elsewhere with a greater number is far from any that could be made here, and moves nothing. */
const mostNoticed = numbers / 2

/**
 * Makes ids that grow: the region's cell, nine characters that name these data, eight that count. The count survives a
 * restart; it may skip numbers, it never repeats one.
 */
export class IdSequence {
  readonly #db: Database
  readonly #save: Statement
  readonly #read: Statement
  #origin: string
  /** How often these data have been opened, this time included. */
  readonly starts: number
  #next: number
  #reserved: number

  /** @param newOrigin names new data: nine lower-case letters or digits */
  constructor(db: Database, newOrigin: () => string) {
    this.#db = db
    this.#read = db.prepare('SELECT value FROM meta WHERE name = ?').pluck()
    this.#save = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    if (this.#read.get('origin') === undefined) this.#save.run('origin', newOrigin())
    this.#origin = this.#read.get('origin') as string
    this.starts = Number(this.#read.get('starts') ?? 0) + 1
    this.#save.run('starts', String(this.starts))
    this.#next = this.#reserved = this.#stored()
  }

  /** The last number that was given out; `recall` takes it when work is undone. */
  get last(): number {
    return this.#next
  }

  /** Sets numbers aside if few are left. To be called outside the savepoint of a call, which may be undone. */
  reserve(): void {
    if (this.#next + block / 2 >= this.#reserved) this.#setAside()
  }

  /** Begins to count anew, under another name for the data. Part of the work at hand; `recall` when it is undone. */
  restart(origin: string): void {
    this.#save.run('origin', origin)
    this.#origin = origin
    this.#next = this.#reserved = 0
    this.reserve()
  }

  /**
   * Forgets what was set aside, noticed or begun in work that was undone.
   *
   * @param last the last number that was given out before it; without one, numbers are skipped
   */
  recall(last?: number): void {
    this.#origin = this.#read.get('origin') as string
    this.#reserved = this.#stored()
    this.#next = last ?? Math.max(this.#next, this.#reserved)
  }

  /** Takes note of an id that comes from elsewhere, so that it is not made a second time. Part of the work at hand. */
  notice(id: string): void {
    this.#next = Math.max(this.#next, this.#numberOf(id))
    if (this.#next > this.#reserved) this.#setAside()
  }

  /** @param cell the region's three characters */
  next(prefix: string, cell: string): string {
    const count = (++this.#next).toString(36).padStart(8, '0')
    return prefix + cell + this.#origin + count
  }

  #setAside(): void {
    this.#reserved = this.#next + block
    this.#save.run('sequence', String(this.#reserved))
  }

  /** The number of an id that could have been made of these data; 0 for any other. */
  #numberOf(id: string): number {
    const count = id.slice(-8)
    if (id.slice(-17, -8) !== this.#origin || !/^[0-9a-z]{8}$/.test(count)) return 0
    const number = Number.parseInt(count, 36)
    return number <= mostNoticed ? number : 0
  }

  /** What was set aside; in a file in which that is no number, all that has been used. */
  #stored(): number {
    const stored = Number(this.#read.get('sequence') ?? 0)
    if (Number.isInteger(stored) && stored >= 0 && stored < numbers - block) return stored
    const ids = this.#db.prepare('SELECT id FROM snapshots UNION ALL SELECT link_id FROM snapshots').pluck()
    let largest = 0
    for (const id of ids.iterate()) largest = Math.max(largest, this.#numberOf(id as string))
    return largest
  }
}
