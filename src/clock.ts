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

/** An ISO 8601 date, optionally with a time. */
const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/

/**
 * Parses a start time.
 *
 * @returns epoch milliseconds; undefined unless it is an ISO time from 1970 to 9999
 */
export const startTime = (time: string | Date): number | undefined => {
  const at = typeof time === 'string' && !iso.test(time) ? Number.NaN : new Date(time).getTime()
  return isFrom1970To9999(at) ? at : undefined
}

/** A clock that can be frozen, moved and resumed. */
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
    return this.#standing ?? this.#machine() + this.#offset
  }

  /** Freezes the clock at a time in epoch milliseconds, or follows the machine's clock again. */
  set(at: number | 'real'): void {
    this.#offset = 0
    this.#standing = at === 'real' ? undefined : at
  }

  /** Moves the clock by a number of seconds. A running clock keeps running. */
  advance(seconds: number): number {
    const ms = Math.round(seconds * 1000)
    if (this.#standing === undefined) this.#offset += ms
    else this.#standing += ms
    return this.now()
  }
}
