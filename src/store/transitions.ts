import type { Database } from 'better-sqlite3'
import type { Transition, TransitionScope } from '../model/transition.ts'

interface TransitionRow {
  readonly account: string | null
  readonly from_region: string | null
  readonly to_region: string | null
  readonly snapshot: string | null
  readonly seconds: number | null
  readonly seconds_per_gib: number | null
  readonly after_describes: number | null
  readonly fails_at: number | null
}

const keyOf = (...parts: readonly (string | null | undefined)[]): string =>
  JSON.stringify(parts.map(part => part ?? null))

/** All SQL about transitions. They change only when worlds are loaded, so they are read once. */
export class Transitions {
  readonly #db: Database
  #known: Map<string, Transition> | undefined

  constructor(db: Database) {
    this.#db = db
  }

  /** Of two for the same scope the later one holds. */
  add(scope: TransitionScope, transition: Transition): void {
    this.#db
      .prepare(
        `INSERT INTO transitions
         (account, from_region, to_region, snapshot, seconds, seconds_per_gib, after_describes, fails_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        scope.accountId ?? null,
        scope.from ?? null,
        scope.to ?? null,
        scope.snapshotId ?? null,
        transition.seconds ?? null,
        transition.secondsPerGiB ?? null,
        transition.afterDescribes ?? null,
        transition.failsAt ?? null,
      )
    this.#known = undefined
  }

  /** Forgets what was read, when something was undone or removed. */
  forget(): void {
    this.#known = undefined
  }

  /** All of them, in the order in which they came. */
  list(): readonly (readonly [TransitionScope, Transition])[] {
    const rows = this.#db.prepare('SELECT * FROM transitions ORDER BY position').all() as TransitionRow[]
    return rows.map(row => [toScope(row), toTransition(row)])
  }

  /** Those that hold, the narrowest first: a source snapshot, then a pair of regions, then an account, then all. */
  matching({ accountId, from, to, snapshotId }: TransitionScope): Transition[] {
    const known = this.#all()
    if (known.size === 0) return []
    const snapshots = snapshotId === undefined ? [null] : [snapshotId, null]
    const keys = snapshots.flatMap(snapshot =>
      [
        [from, to],
        [null, null],
      ].flatMap(([a, b]) => [accountId, null].map(account => keyOf(account, a, b, snapshot))),
    )
    return keys.map(key => known.get(key)).filter(found => found !== undefined)
  }

  #all(): Map<string, Transition> {
    this.#known ??= new Map(
      (this.#db.prepare('SELECT * FROM transitions ORDER BY position').all() as TransitionRow[]).map(row => [
        keyOf(row.account, row.from_region, row.to_region, row.snapshot),
        toTransition(row),
      ]),
    )
    return this.#known
  }
}

const toScope = (row: TransitionRow): TransitionScope => ({
  accountId: row.account ?? undefined,
  from: row.from_region ?? undefined,
  to: row.to_region ?? undefined,
  snapshotId: row.snapshot ?? undefined,
})

const toTransition = (row: TransitionRow): Transition => ({
  seconds: row.seconds ?? undefined,
  secondsPerGiB: row.seconds_per_gib ?? undefined,
  afterDescribes: row.after_describes ?? undefined,
  failsAt: row.fails_at ?? undefined,
})
