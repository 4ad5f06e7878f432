import type { Database, Statement } from 'better-sqlite3'

/** What has to happen around the work of a turn. */
interface TurnHooks {
  /** Runs inside the transaction, before each piece of work and outside its savepoint. */
  before(): void
  /** Runs when a whole turn was undone. */
  undone(): void
}

/**
 * Group commit: one transaction covers all work until its commit, which whoever works here asks for. Each piece of
 * work of several statements runs in a savepoint of its own, so that a failure undoes it alone; whoever read or wrote during
 * the turn answers after its commit.
 */
export class Turn {
  readonly #db: Database
  readonly #hooks: TurnHooks
  readonly #sql: Record<'begin' | 'commit' | 'save' | 'release' | 'undo', Statement>
  #isOpen = false
  /** Whether SQLite has undone the transaction by itself. */
  #lost = false

  constructor(db: Database, hooks: TurnHooks) {
    this.#db = db
    this.#hooks = hooks
    this.#sql = {
      begin: db.prepare('BEGIN'),
      commit: db.prepare('COMMIT'),
      save: db.prepare('SAVEPOINT work'),
      release: db.prepare('RELEASE work'),
      undo: db.prepare('ROLLBACK TO work'),
    }
  }

  /**
   * Does all of the work or none of it.
   *
   * @param isOneStatement the work is one statement, which SQLite does or leaves as a whole: it needs no savepoint, and
   * that is a quarter of the cost of an insert
   * @throws what the work throws; nothing of it has been written then
   */
  run<T>(work: () => T, isOneStatement = false): T {
    if (!this.#isOpen) this.#begin()
    if (this.#lost) throw new Error('the transaction of this turn was undone')
    this.#hooks.before()
    if (!isOneStatement) this.#sql.save.run()
    try {
      const result = work()
      if (!isOneStatement) this.#sql.release.run()
      return result
    } catch (error) {
      // A full disk makes SQLite undo the whole transaction by itself; the commit will find it gone.
      this.#lost = !this.#db.inTransaction
      if (!this.#lost && !isOneStatement) {
        this.#sql.undo.run()
        this.#sql.release.run()
      }
      throw error
    }
  }

  /**
   * Commits what is open.
   *
   * @returns why it could not be committed; undefined when it was
   */
  commit(): Error | undefined {
    if (!this.#isOpen) return undefined
    this.#isOpen = false
    try {
      this.#sql.commit.run()
      return undefined
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      this.#hooks.undone()
      return error as Error
    }
  }

  #begin(): void {
    this.#sql.begin.run()
    this.#isOpen = true
    this.#lost = false
  }
}
