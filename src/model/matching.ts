import { number, record, text } from './shape.ts'

/** The conditions of faults and stubs for a call, beside its action, and how many calls they apply to. */
export const conditions = {
  /** Account of the caller; default: any. */
  account: text(),
  /** Value of RegionId; default: any. */
  region: text(),
  /** Values of parameters; default: any. */
  params: record(text()),
  /** Number of calls to apply to, after the skipped ones; default: all. */
  times: number(1, 1_000_000_000),
  /** Number of matching calls to ignore first; default 0. */
  skip: number(0, 1_000_000_000),
}

/** Conditions for a call. All given conditions must match. */
interface Conditions {
  readonly action?: string
  readonly account?: string
  readonly region?: string
  readonly params?: Readonly<Record<string, string>>
  readonly times?: number
  readonly skip?: number
}

/** The properties of a call that conditions are about. */
export interface CallFacts {
  readonly action: string
  /** Empty while the caller is not verified. */
  readonly account: string
  readonly params: ReadonlyMap<string, string>
}

/** A fault or a stub as it was given, with the number of matching calls that it has skipped and applied to. */
export interface Counted<C extends Conditions = Conditions> {
  readonly given: C
  skipped: number
  applied: number
}

const matches = ({ action, account, region, params }: Conditions, facts: CallFacts): boolean =>
  (action === undefined || action === facts.action) &&
  (account === undefined || account === facts.account) &&
  (region === undefined || region === facts.params.get('RegionId')) &&
  (params === undefined || Object.entries(params).every(([name, value]) => facts.params.get(name) === value))

/**
 * Takes the first entry that applies to a call. Entries before it that match skip the call.
 *
 * @param counted called with each entry whose numbers have changed
 */
export const takeFirst = <E extends Counted>(
  entries: readonly E[],
  facts: CallFacts,
  counted: (entry: E) => void,
): E | undefined => {
  for (const entry of entries) {
    if (!matches(entry.given, facts)) continue
    const applies = entry.skipped >= (entry.given.skip ?? 0)
    if (applies) entry.applied++
    else entry.skipped++
    counted(entry)
    if (applies) return entry
  }
  return undefined
}

/** Whether an entry has applied to as many calls as it may. */
export const isUsedUp = ({ given, applied }: Counted): boolean => applied === given.times
