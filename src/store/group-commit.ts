import type { Database, Statement } from 'better-sqlite3'

/**
 * One transaction covers all work until its commit, which whoever works here asks for. Each piece of work runs
 * in a savepoint of its own, so that a failure undoes it alone; whoever read or wrote during the turn answers after its
 * commit.
 */
export class GroupCommit {
  readonly #db: Database
  readonly #begin: Statement
  readonly #commit: Statement
  /** Inside of a transaction better-sqlite3 makes a savepoint. */
  readonly #inSavepoint: (work: () => unknown) => unknown
  #isOpen = false

  constructor(db: Database) {
    this.#db = db
    this.#begin = db.prepare('BEGIN')
    this.#commit = db.prepare('COMMIT')
    this.#inSavepoint = db.transaction(work => work())
  }

  /**
   * Does all of the work or none of it.
   *
   * @throws what the work throws; nothing of it has been written then
   */
  run<T>(work: () => T): T {
    if (!this.#isOpen) {
      this.#begin.run()
      this.#isOpen = true
    }
    // A full disk makes SQLite undo the whole transaction by itself; the commit will find it gone.
    if (!this.#db.inTransaction) throw new Error('the transaction of this turn was undone')
    return this.#inSavepoint(work) as T
  }

  /**
   * Commits what is open.
   *
   * @returns why it could not be committed; undefined when it was. Then nothing of the turn stands
   */
  commit(): Error | undefined {
    if (!this.#isOpen) return undefined
    this.#isOpen = false
    try {
      this.#commit.run()
      return undefined
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      return error as Error
    }
  }
}
