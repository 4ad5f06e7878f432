import { actions } from '../actions/index.ts'
import { type ErrorCode, errorRows } from '../errors/index.ts'
import { number, object, oneOf, record, type Shape, type Shaped, ShapeError, text } from '../model/shape.ts'

const codes: ReadonlySet<string> = new Set(errorRows.map(([code]) => code))

const errorCode: Shape<ErrorCode> = {
  schema: { enum: [...codes] },
  check: (value, place) => {
    if (typeof value === 'string' && codes.has(value)) return value as ErrorCode
    throw new ShapeError(place, 'a code of the error catalogue, such as Throttling')
  },
}

const fields = object(
  {
    /** What happens: an error, a delay, a reset connection, half of the answer, or an empty answer. */
    kind: oneOf('error', 'delay', 'reset', 'truncate', 'empty'),
  },
  {
    /** Code of the error, such as `Throttling`; required for kind `error`, and for no other. */
    code: errorCode,
    /** Value of `x-acs-retry-after`, in milliseconds, for kind `error`; default: no such header. */
    retryAfterMs: number(1, 3_600_000),
    /** Duration of the delay, in milliseconds; required for kind `delay`, and for no other. */
    delayMs: number(0, 600_000),
    /** Whether it happens before the work or after it; default `before`. */
    at: oneOf('before', 'after'),
    /** Action of the calls that it happens to; default: any. */
    action: oneOf(...actions.map(action => action.name)),
    /** Account of the caller; default: any. */
    account: text(),
    /** Value of RegionId; default: any. */
    region: text(),
    /** Values of parameters; default: any. */
    params: record(text()),
    /** How many calls it happens to; default: all. */
    times: number(1, 1_000_000_000),
    /** How many matching calls to ignore first; default 0. */
    skip: number(0, 1_000_000_000),
  },
)

/**
 * Something that goes wrong on purpose. Every condition that is given must hold for a call; the oldest fault that
 * matches is the one that happens. Nothing about it is random.
 *
 * - `error`: the answer is the error `code`, with the header `x-acs-retry-after` when `retryAfterMs` is given
 * - `delay`: the call takes `delayMs` longer
 * - `reset`: the connection is reset instead of an answer
 * - `truncate`: the answer breaks off in the middle of its body
 * - `empty`: the answer has status 200 and no body
 *
 * `at: 'before'` (the default): the caller is known, nothing is done. `at: 'after'`: the work has been done, only its
 * answer is lost or late.
 */
export type Fault = Shaped<typeof fields>

/** A fault that is set. */
export type ActiveFault = Fault & {
  /** Id of the fault, such as `fault-1`. */
  readonly id: string
  /** How many calls it has happened to. */
  readonly applied: number
}

/** Which field belongs to which kind; no other may have it. */
const owners = { code: 'error', retryAfterMs: 'error', delayMs: 'delay' } as const

/** How a fault must look. */
export const faultShape: Shape<Fault> = {
  schema: fields.schema,
  check: (value, place) => {
    const fault = fields.check(value, place)
    for (const [field, kind] of Object.entries(owners) as [keyof typeof owners, string][]) {
      if (fault[field] !== undefined && fault.kind !== kind) throw new ShapeError(field, `left out: it is for ${kind}`)
    }
    if (fault.kind === 'error' && fault.code === undefined) throw new ShapeError('code', 'given for kind error')
    if (fault.kind === 'delay' && fault.delayMs === undefined) throw new ShapeError('delayMs', 'given for kind delay')
    return fault
  },
}

/** What a fault asks of a call. */
interface Facts {
  readonly action: string
  readonly account: string
  readonly params: ReadonlyMap<string, string>
}

interface Entry {
  readonly id: string
  readonly fault: Fault
  passed: number
  applied: number
}

const matches = ({ at = 'before', action, account, region, params }: Fault, moment: string, facts: Facts): boolean =>
  at === moment &&
  (action === undefined || action === facts.action) &&
  (account === undefined || account === facts.account) &&
  (region === undefined || region === facts.params.get('RegionId')) &&
  (params === undefined || Object.entries(params).every(([name, value]) => facts.params.get(name) === value))

/** The faults that are set, oldest first. */
export class Faults {
  #entries: Entry[] = []
  #last = 0

  /** Whether there is none, as nearly always. */
  get none(): boolean {
    return this.#entries.length === 0
  }

  /** @returns its id, such as `fault-1` */
  add(fault: Fault): string {
    const id = `fault-${++this.#last}`
    this.#entries.push({ id, fault, passed: 0, applied: 0 })
    return id
  }

  list(): ActiveFault[] {
    return this.#entries.map(({ id, fault, applied }) => ({ ...fault, id, applied }))
  }

  /** @returns whether there was such a fault */
  remove(id: string): boolean {
    const before = this.#entries.length
    this.#entries = this.#entries.filter(entry => entry.id !== id)
    return this.#entries.length < before
  }

  /** Removes those of an account, or all of them. */
  clear(account?: string): void {
    this.#entries = account === undefined ? [] : this.#entries.filter(({ fault }) => fault.account !== account)
  }

  /** Back to how it began: no faults, and ids that count from one again. */
  reset(): void {
    this.clear()
    this.#last = 0
  }

  /**
   * The oldest fault that matches a call now. One that has happened as often as it should is gone.
   *
   * @param moment whether the work of the call lies ahead or has been done
   */
  take(moment: 'before' | 'after', facts: Facts): { id: string; fault: Fault } | undefined {
    for (const entry of this.#entries) {
      const { id, fault } = entry
      if (!matches(fault, moment, facts)) continue
      if (entry.passed < (fault.skip ?? 0)) {
        entry.passed++
        continue
      }
      if (++entry.applied === fault.times) this.remove(id)
      return { id, fault }
    }
    return undefined
  }
}
