import { actions } from '../actions/index.ts'
import { type ErrorCode, errorCodes } from '../errors/index.ts'
import { ecsAction } from '../model/ecs-actions.ts'
import { type CallFacts, type Counted, conditions, isUsedUp, takeFirst } from '../model/matching.ts'
import { number, object, oneOf, type Shape, type Shaped, ShapeError } from '../model/shape.ts'

/** A code of the error catalogue. */
export const errorCode: Shape<ErrorCode> = {
  schema: { type: 'string', enum: [...errorCodes] },
  check: (value, place) => {
    if (typeof value === 'string' && errorCodes.has(value)) return value as ErrorCode
    throw new ShapeError(place, 'a code of the error catalogue, such as Throttling')
  },
}

const fields = object(
  {
    /** Effect: an error, a delay, a connection reset, a truncated response, or an empty response. */
    kind: oneOf('error', 'delay', 'reset', 'truncate', 'empty'),
  },
  {
    /**
     * Code of the error, as in the catalogue: `Throttling`, `OperationDenied#zone`. Required for kind `error`, and only
     * allowed there.
     */
    code: errorCode,
    /** Value of `x-acs-retry-after`, in milliseconds, for kind `error`; default: no header. */
    retryAfterMs: number(1, 3_600_000),
    /** Duration of the delay, in milliseconds. Required for kind `delay`, and only allowed there. */
    delayMs: number(0, 600_000),
    /** Whether the fault applies before or after the work; default `before`. */
    at: oneOf('before', 'after'),
    /** Action of the call, emulated or not; default: any. */
    action: ecsAction,
    ...conditions,
  },
)

/**
 * A fault to inject into calls. All given conditions must match. Of several matching faults of one moment the oldest
 * applies. Faults are deterministic.
 *
 * - `error`: responds with the error `code`, and with the headers `x-acs-retry-after` and `x-ratelimit-user-api` when
 *   `retryAfterMs` is given
 * - `delay`: delays the call by `delayMs`
 * - `reset`: resets the connection instead of responding
 * - `truncate`: cuts the response off in the middle of its body
 * - `empty`: responds with status 200 and no body
 *
 * `at: 'before'` (the default): no work is done, and no nonce is used up. Without `account` and `params` the fault
 * applies on arrival, also to a call that would be refused: unsigned, expired, of an unknown action. With one of them it
 * applies after authorization. `at: 'after'`: the work is done, and only its response is affected. A refused call has
 * done no work.
 */
export type Fault = Shaped<typeof fields>

/** A fault with its id. */
export type NamedFault = Fault & {
  /** Id of the fault, such as `fault-1`. */
  readonly id: string
}

/** A fault that can still apply. */
export type ActiveFault = NamedFault & {
  /** Number of calls it has applied to. */
  readonly applied: number
}

/** Fields allowed for one kind only. */
const owners = { code: 'error', retryAfterMs: 'error', delayMs: 'delay' } as const

/** The shape of a fault. */
export const faultShape = {
  ...fields,
  check: (value: unknown, place: string): Fault => {
    const fault = fields.check(value, place)
    for (const [field, kind] of Object.entries(owners) as [keyof typeof owners, string][]) {
      if (fault[field] !== undefined && fault.kind !== kind)
        throw new ShapeError(field, `left out: it is only for kind ${kind}`)
    }
    if (fault.kind === 'error' && fault.code === undefined) throw new ShapeError('code', 'given for kind error')
    if (fault.kind === 'delay' && fault.delayMs === undefined) throw new ShapeError('delayMs', 'given for kind delay')
    return fault
  },
}

/** The action of a fault for after the work that only a stub can do: the action is not served. */
export const actionToStub = ({ at, action }: Fault): string | undefined =>
  at === 'after' && !actions.some(({ name }) => name === action) ? action : undefined

/** A moment at which faults apply: right after parsing, right before the work, after the work. */
type Moment = 'arrival' | 'before' | 'after'

/** A fault that needs neither the account nor the parameters applies on arrival. */
const momentOf = ({ at, account, params }: Fault): Moment => {
  if (at === 'after') return at
  return account === undefined && params === undefined ? 'arrival' : 'before'
}

/** The active faults, oldest first. */
export class Faults {
  #entries: Counted<NamedFault>[] = []
  #last = 0

  /** Whether no fault is active. */
  get none(): boolean {
    return this.#entries.length === 0
  }

  /** @returns its id, such as `fault-1` */
  add(fault: Fault): string {
    const id = `fault-${++this.#last}`
    this.#entries.push({ given: { ...fault, id }, skipped: 0, applied: 0 })
    return id
  }

  list(): ActiveFault[] {
    return this.#entries.map(({ given, applied }) => ({ ...given, applied }))
  }

  /** Whether an active fault names an action. */
  name(action: string): boolean {
    return this.#entries.some(({ given }) => given.action === action)
  }

  /** @returns whether the fault was active */
  remove(id: string): boolean {
    const before = this.#entries.length
    this.#entries = this.#entries.filter(({ given }) => given.id !== id)
    return this.#entries.length < before
  }

  /** Removes all faults, or the faults of one account. */
  clear(account?: string): void {
    this.#entries = account === undefined ? [] : this.#entries.filter(({ given }) => given.account !== account)
  }

  /** Removes all faults, and counts ids from one again. */
  reset(): void {
    this.clear()
    this.#last = 0
  }

  /** Takes the oldest fault that matches a call at this moment. Removes a fault that has applied `times` times. */
  take(moment: Moment, facts: CallFacts): NamedFault | undefined {
    const faults = this.#entries.filter(({ given }) => momentOf(given) === moment)
    const taken = takeFirst(faults, facts, fault => {
      if (isUsedUp(fault)) this.remove(fault.given.id)
    })
    return taken?.given
  }
}
