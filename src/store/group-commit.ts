import type { Database, Statement } from 'better-sqlite3'

/**
 * One transaction covers all work until the caller commits. Each piece of work runs in its own savepoint, so that a
 * failure undoes it alone. Calls that read or wrote during a turn are answered after its commit.
 */
export class GroupCommit {
  readonly #db: Database
  readonly #begin: Statement
  readonly #commit: Statement
  /** Inside a transaction, better-sqlite3 creates a savepoint. */
  readonly #inSavepoint: (work: () => unknown) => unknown
  readonly #check: () => void
  #isOpen = false

  /** @param check throws when a commit would be lost */
  constructor(db: Database, check = (): void => {}) {
    this.#db = db
    this.#check = check
    this.#begin = db.prepare('BEGIN')
    this.#commit = db.prepare('COMMIT')
    this.#inSavepoint = db.transaction(work => work())
  }

  /**
   * Runs the work atomically.
   *
   * @throws the error of the work; nothing of the work is then written
   */
  run<T>(work: () => T): T {
    if (!this.#isOpen) {
      this.#begin.run()
      this.#isOpen = true
    }
    // When the disk is full, SQLite itself rolls back the whole transaction. The commit then fails.
    if (!this.#db.inTransaction) throw new Error('the transaction of this turn was rolled back')
    return this.#inSavepoint(work) as T
  }

  /**
   * Commits the open transaction.
   *
   * @returns the error when the commit fails, else undefined; after a failure nothing of the turn is stored
   */
  commit(): Error | undefined {
    if (!this.#isOpen) return undefined
    this.#isOpen = false
    try {
      this.#check()
      this.#commit.run()
      return undefined
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      return error as Error
    }
  }
}
