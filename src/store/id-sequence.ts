import type { Database, Statement } from 'better-sqlite3'

/** How many numbers are set aside at once, so that only one call in so many pays for writing it down. */
const block = 4096

/**
 * Makes ids that grow: the region's cell, nine characters that name these data, eight that count. The count survives a
 * restart; it may skip numbers, it never repeats one.
 */
export class IdSequence {
  readonly #save: Statement
  readonly #read: Statement
  #origin: string
  /** How often these data have been opened, this time included. */
  readonly starts: number
  #next: number
  #reserved: number

  /** @param newOrigin names new data: nine lower-case letters or digits */
  constructor(db: Database, newOrigin: () => string) {
    this.#read = db.prepare('SELECT value FROM meta WHERE name = ?').pluck()
    this.#save = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    if (this.#read.get('origin') === undefined) this.#save.run('origin', newOrigin())
    this.#origin = this.#read.get('origin') as string
    this.starts = Number(this.#read.get('starts') ?? 0) + 1
    this.#save.run('starts', String(this.starts))
    this.#next = this.#reserved = Number(this.#read.get('sequence') ?? 0)
  }

  /** Sets numbers aside if few are left. To be called outside the savepoint of a call, which may be undone. */
  reserve(): void {
    if (this.#next + block / 2 < this.#reserved) return
    this.#reserved = this.#next + block
    this.#save.run('sequence', String(this.#reserved))
  }

  /** Begins to count anew, under another name for the data. Part of the work at hand; `recall` when it is undone. */
  restart(origin: string): void {
    this.#save.run('origin', origin)
    this.#origin = origin
    this.#next = this.#reserved = 0
    this.reserve()
  }

  /** Forgets what was set aside or begun in a transaction that was undone. */
  recall(): void {
    const origin = this.#read.get('origin') as string
    this.#reserved = Number(this.#read.get('sequence') ?? 0)
    if (origin === this.#origin) return
    this.#origin = origin
    this.#next = this.#reserved
  }

  /** Takes note of an id that comes from elsewhere, so that it is not made a second time. */
  notice(id: string): void {
    if (id.slice(-17, -8) === this.#origin) this.#next = Math.max(this.#next, Number.parseInt(id.slice(-8), 36))
  }

  /** @param cell the region's three characters */
  next(prefix: string, cell: string): string {
    const count = (++this.#next).toString(36).padStart(8, '0')
    return prefix + cell + this.#origin + count
  }
}
