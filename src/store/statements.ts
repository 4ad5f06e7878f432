import type { Database, Statement } from 'better-sqlite3'

/** Prepares each SQL text once. */
export class Statements {
  readonly #db: Database
  readonly #start: string
  readonly #known = new Map<string, Statement>()

  /** @param start common start of all texts; lookups leave it out, which saves time for a long one */
  constructor(db: Database, start = '') {
    this.#db = db
    this.#start = start
  }

  of(sql: string): Statement {
    let statement = this.#known.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(this.#start + sql)
      this.#known.set(sql, statement)
    }
    return statement
  }
}
