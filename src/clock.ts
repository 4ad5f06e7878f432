/** A source of time, in epoch milliseconds. */
export type Clock = () => number

/** The machine's clock. Nothing else reads it. */
export const machineClock: Clock = () => Date.now()

/** A monotonic stopwatch in milliseconds, for logged durations only; no behaviour depends on it. */
export const stopwatch: Clock = () => {
  // The global `performance` adds a millisecond to every start.
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

/** The latest time that the wire and world formats can represent, in epoch milliseconds. */
export const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether these formats can represent a time, given in epoch milliseconds. */
export const isFrom1970To9999 = (at: number): boolean => at >= 0 && at <= latest

/** The form of an ISO 8601 time with a zone, as a regular expression. Its group is the time without fraction and zone. */
export const isoForm = String.raw`(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})`

const iso = new RegExp(`^${isoForm}$`)

/**
 * Parses an ISO 8601 time with a zone.
 *
 * @returns epoch milliseconds; undefined for another text and for a day or an hour that does not exist
 */
export const parseTime = (text: string): number | undefined => {
  const local = iso.exec(text)?.[1]
  const shown = Date.parse(`${local}Z`)
  // JavaScript takes 31 February for 3 March.
  const exists = local !== undefined && !Number.isNaN(shown) && new Date(shown).toISOString().startsWith(local)
  const at = exists ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/**
 * Reads a time to which a clock can be set.
 *
 * @returns epoch milliseconds; undefined unless it is a time from 1970 to 9999, as a Date or in ISO 8601 with a zone
 */
export const clockTime = (value: unknown): number | undefined => {
  const at = value instanceof Date ? value.getTime() : typeof value === 'string' ? parseTime(value) : undefined
  return at !== undefined && isFrom1970To9999(at) ? at : undefined
}

/** A clock that can be frozen, moved and resumed. It stops at the ends of its range. */
export class EmulatorClock {
  readonly #machine: Clock
  #offset = 0
  #standing: number | undefined

  /**
   * @param machine the clock that `real` follows
   * @param start epoch milliseconds to freeze at, or `real`
   */
  constructor(machine: Clock, start: number | 'real') {
    this.#machine = machine
    this.set(start)
  }

  /** Epoch milliseconds. */
  now(): number {
    return Math.min(Math.max(this.#standing ?? this.#machine() + this.#offset, 0), latest)
  }

  /** Whether the clock runs, instead of being frozen. */
  get runs(): boolean {
    return this.#standing === undefined
  }

  /** Freezes the clock at a time in epoch milliseconds, or follows the machine's clock again. */
  set(at: number | 'real'): void {
    this.#offset = 0
    this.#standing = at === 'real' ? undefined : at
  }

  /** Moves the clock by a number of seconds. A running clock keeps running. */
  advance(seconds: number): number {
    const at = this.now() + Math.round(seconds * 1000)
    if (this.#standing === undefined) this.#offset = at - this.#machine()
    else this.#standing = at
    return this.now()
  }
}
