import type { Database } from 'better-sqlite3'

/** How many rows are remembered at most; then all are forgotten. */
const capacity = 1000

/**
 * Remembers what nearly every call reads, such as its key, its account and the source of its copy, until a row of that
 * table changes: triggers say so, whoever changes it. What is undone is forgotten by `forget`.
 */
export class Remembered<T> {
  readonly #known = new Map<string, T>()

  /** @param events what makes the rows that are remembered untrue */
  constructor(db: Database, table: string, events: readonly ('INSERT' | 'UPDATE' | 'DELETE')[]) {
    const name = `forget_${table}`
    db.function(name, () => this.forget())
    for (const event of events) {
      db.exec(`CREATE TEMP TRIGGER ${name}_${event} AFTER ${event} ON main.${table} BEGIN SELECT ${name}(); END`)
    }
  }

  /** What is remembered under a key, or else read and, if it is there, remembered. */
  get(key: string, read: () => T | undefined): T | undefined {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = read()
    if (found === undefined) return undefined
    if (this.#known.size === capacity) this.forget()
    this.#known.set(key, found)
    return found
  }

  forget(): null {
    this.#known.clear()
    return null
  }
}
