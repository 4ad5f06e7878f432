import type { NamedFault } from '../gateway/faults.ts'

/** A call that a fault delays. */
export interface HeldCall {
  /** Account id of the caller; empty when it is unknown. */
  readonly account: string
  readonly fault: NamedFault
  /** Continues the call. */
  goOn(): void
  /** Ends the call without an answer. */
  end(): void
}

/** The calls that faults delay, of all servers of one emulator. */
export class HeldCalls {
  readonly #timers = new Map<HeldCall, NodeJS.Timeout>()
  #isStopping = false

  /** Continues a call after a delay in milliseconds. */
  hold(call: HeldCall, ms: number): void {
    if (this.#isStopping) {
      call.goOn()
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(call)
      call.goOn()
    }, ms)
    this.#timers.set(call, timer)
  }

  /**
   * Continues the calls at once that certain faults delay.
   *
   * @returns the number of these calls
   */
  release(isMeant: (fault: NamedFault) => boolean): number {
    const calls = this.#take(({ fault }) => isMeant(fault))
    for (const call of calls) call.goOn()
    return calls.length
  }

  /** Ends all calls, or the calls of one account, without an answer. */
  end(account?: string): void {
    for (const call of this.#take(call => account === undefined || call.account === account)) call.end()
  }

  /** Ends all delays, also those to come. */
  stop(): void {
    this.#isStopping = true
    this.release(() => true)
  }

  #take(isMeant: (call: HeldCall) => boolean): HeldCall[] {
    const taken = [...this.#timers.keys()].filter(isMeant)
    for (const call of taken) {
      clearTimeout(this.#timers.get(call))
      this.#timers.delete(call)
    }
    return taken
  }
}
