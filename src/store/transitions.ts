import type { Database } from 'better-sqlite3'
import type { DefaultTransition, Transition, TransitionScope, transitionMembers } from '../model/transition.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'

/** The scope of a transition; null matches everything. */
type Scope = Omit<Transition, keyof DefaultTransition>

const keyOf = ({ accountId, from, to, resourceKind, resourceId }: Scope): string =>
  JSON.stringify([accountId, from, to, resourceKind, resourceId])

/** SQL for transitions. They change only when worlds are loaded, so they are read once. */
export class Transitions extends Rows<typeof transitionMembers> {
  #known: ReadonlyMap<string, Transition> | undefined

  constructor(db: Database) {
    super(db, tables.transitions)
  }

  /** Adds a transition. For one scope, the latest wins. */
  override add(transition: Transition): void {
    super.add(transition)
    this.forget()
  }

  /** Clears the cache, after a rollback or a removal. */
  forget(): void {
    this.#known = undefined
  }

  /** Returns the matching transitions, most specific first: resource, pair of regions, account, everything. */
  matching(asked: TransitionScope): Transition[] {
    this.#known ??= new Map(this.list().map(transition => [keyOf(transition), transition]))
    const found: Transition[] = []
    if (this.#known.size === 0) return found
    for (const resource of asked.resource === undefined ? [undefined] : [asked.resource, undefined]) {
      const named = { resourceKind: resource?.kind ?? null, resourceId: resource?.id ?? null }
      for (const { from, to } of [asked, { from: null, to: null }]) {
        for (const accountId of [asked.accountId, null]) {
          const transition = this.#known.get(keyOf({ accountId, from, to, ...named }))
          if (transition !== undefined) found.push(transition)
        }
      }
    }
    return found
  }
}
