import type { Action } from '../actions/action.ts'
import { businessParameters, ineffectiveParameters } from './system-parameters.ts'

/** A call that was made, as the journal tells of it. */
export interface RecordedCall {
  /** When it was answered, by the emulator's clock: `2026-01-31T00:00:00.000Z`. */
  readonly at: string
  /** As sent, also when there is no such action; empty when none was named. */
  readonly action: string
  /** The parameters of the action, as sent; none of the gateway's, no secret, no signature. */
  readonly params: Readonly<Record<string, string>>
  /** The number of the caller's account; empty when it did not become known. */
  readonly account: string
  /** The value of RegionId; empty when it was not given. */
  readonly region: string
  /** `Success`, or the code of the error. */
  readonly outcome: string
  /** The RequestId of the answer. */
  readonly requestId: string
  /** The signature version; `none`: it was not signed. */
  readonly signatureVersion: 'V1' | 'V3' | 'none'
  /** The User-Agent header. */
  readonly client: string
  /** Milliseconds from the request being whole until its answer was ready, a delay included. */
  readonly milliseconds: number
  /** Names of the parameters that had no effect: unknown, misspelled, or known to the real service only. */
  readonly ineffective: readonly string[]
  /** The fault that happened to it: kind, `before` or `after`, id. */
  readonly fault?: string
}

/** A call as it is kept: what was at hand anyway, so that keeping it costs next to nothing. */
export interface JournalEntry extends Omit<RecordedCall, 'at' | 'action' | 'params' | 'ineffective' | 'fault'> {
  /** The emulator's time, in epoch milliseconds. */
  readonly at: number
  readonly name: string
  readonly action: Action | undefined
  readonly params: ReadonlyMap<string, string>
  readonly fault: string | undefined
}

/** Tells of an entry. */
export const toRecordedCall = ({ at, name, action, params, fault, ...asTold }: JournalEntry): RecordedCall => ({
  at: new Date(at).toISOString(),
  action: name,
  params: Object.fromEntries(businessParameters(params)),
  ...asTold,
  ineffective: ineffectiveParameters(action, params.keys()),
  ...(fault !== undefined && { fault }),
})

/** Remembers the latest calls, a bounded number of them. */
export class Journal {
  /** How many calls are remembered. */
  readonly capacity: number
  readonly #watchers = new Set<(call: RecordedCall) => void>()
  #ring: JournalEntry[] = []
  /** Where the oldest entry stands, once the ring is full. */
  #oldest = 0

  /** @param capacity at least one */
  constructor(capacity: number) {
    this.capacity = capacity
  }

  record(entry: JournalEntry): void {
    if (this.#ring.length < this.capacity) this.#ring.push(entry)
    else {
      this.#ring[this.#oldest] = entry
      this.#oldest = (this.#oldest + 1) % this.capacity
    }
    if (this.#watchers.size === 0) return
    const call = toRecordedCall(entry)
    for (const watcher of this.#watchers) watcher(call)
  }

  /** What is remembered, oldest first. */
  entries(): JournalEntry[] {
    return [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)]
  }

  /** Forgets the calls of an account, or all of them. */
  clear(account?: string): void {
    this.#ring = account === undefined ? [] : this.entries().filter(entry => entry.account !== account)
    this.#oldest = 0
  }

  /**
   * Tells of each call from now on.
   *
   * @returns what ends it
   */
  watch(watcher: (call: RecordedCall) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }
}
