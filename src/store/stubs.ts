import type { Database } from 'better-sqlite3'
import { type CallFacts, type Counted, isUsedUp, takeFirst } from '../model/matching.ts'
import type { KeptStub, NamedStub, Stub } from '../model/stub.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'
import { Statements } from './statements.ts'

const idOf = ({ number }: Pick<KeptStub, 'number'>): string => `stub-${number}`

/** SQL for stubs. Every call asks whether its action has one, so their actions are cached. */
export class Stubs {
  readonly #rows
  readonly #sql: Statements
  #actions: ReadonlySet<string> | undefined
  /** The largest number given, even if its stub is gone. */
  #last = 0

  constructor(db: Database) {
    this.#rows = new Rows(db, tables.stubs)
    this.#sql = new Statements(db)
  }

  has(action: string): boolean {
    this.#actions ??= new Set(this.#sql.of('SELECT DISTINCT action FROM stubs').pluck().all() as string[])
    return this.#actions.has(action)
  }

  take(facts: CallFacts): NamedStub | undefined {
    const stubs = this.#rows.all('WHERE action = ? ORDER BY seq', facts.action)
    const taken = takeFirst<KeptStub & Counted<Stub>>(stubs, facts, stub => {
      if (isUsedUp(stub)) this.#delete('number = ?', stub.number)
      else this.#rows.put(stub)
    })
    return taken && { ...taken.given, id: idOf(taken) }
  }

  list(): (KeptStub & { id: string })[] {
    return this.#rows.list().map(stub => ({ ...stub, id: idOf(stub) }))
  }

  add(given: Stub): string {
    const { most } = this.#sql.of('SELECT max(number) AS most FROM stubs').get() as { most: number | null }
    this.#last = Math.max(this.#last, most ?? 0) + 1
    const { account = null, action } = given
    this.#rows.add({ number: this.#last, accountId: account, action, given, skipped: 0, applied: 0 })
    this.forget()
    return idOf({ number: this.#last })
  }

  remove(id: string): boolean {
    return this.#delete("'stub-' || number = ?", id) > 0
  }

  clear(account?: string): void {
    if (account === undefined) this.#delete('TRUE')
    else this.#delete('accountId = ?', account)
  }

  /** Counts ids from one again, after everything was removed. */
  restart(): void {
    this.#last = 0
    this.forget()
  }

  /** Clears the cache, after a rollback or a removal. */
  forget(): void {
    this.#actions = undefined
  }

  /** @returns the number of deleted stubs */
  #delete(condition: string, ...bound: (string | number)[]): number {
    this.forget()
    return this.#sql.of(`DELETE FROM stubs WHERE ${condition}`).run(bound).changes
  }
}
