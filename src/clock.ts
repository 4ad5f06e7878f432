/** A source of time, in epoch milliseconds. */
export type Clock = () => number

/** The machine's clock: the one place that reads it. */
export const machineClock: Clock = () => Date.now()

/** A monotonic stopwatch in milliseconds, for durations in the log; it has no say in any behaviour. */
export const stopwatch: Clock = () => {
  // Not the global performance, which costs a start a millisecond to load.
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

/** The last time that the formats of the wire and of worlds can write, in epoch milliseconds. */
export const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether these formats can write a time in epoch milliseconds. */
export const isFrom1970To9999 = (at: number): boolean => at >= 0 && at <= latest

/** A date, or a date and a time, of ISO 8601. */
const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/

/**
 * Reads a time to start from.
 *
 * @returns epoch milliseconds; undefined for what is no ISO time or lies outside of 1970 to 9999
 */
export const startTime = (time: string | Date): number | undefined => {
  const at = typeof time === 'string' && !iso.test(time) ? Number.NaN : new Date(time).getTime()
  return isFrom1970To9999(at) ? at : undefined
}

/** A clock that can be stopped, moved and set going again. */
export class EmulatorClock {
  readonly #machine: Clock
  #offset = 0
  #standing: number | undefined

  /**
   * @param machine the clock that `real` follows
   * @param start epoch milliseconds to stand still at, or `real`
   */
  constructor(machine: Clock, start: number | 'real') {
    this.#machine = machine
    this.set(start)
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#standing ?? this.#machine() + this.#offset
  }

  /** Stands still at a time in epoch milliseconds, or follows the machine's clock again. */
  set(at: number | 'real'): void {
    this.#offset = 0
    this.#standing = at === 'real' ? undefined : at
  }

  /** Moves the clock by so many seconds; a running clock goes on running. */
  advance(seconds: number): number {
    const ms = Math.round(seconds * 1000)
    if (this.#standing === undefined) this.#offset += ms
    else this.#standing += ms
    return this.now()
  }
}
