import type { Database, Statement } from 'better-sqlite3'

/** Prepares each text of SQL once. */
export class Statements {
  readonly #db: Database
  readonly #start: string
  readonly #known = new Map<string, Statement>()

  /** @param start with which every text begins: a long one need not be looked up with each of them */
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
