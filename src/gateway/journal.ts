import type { Action } from '../actions/action.ts'
import type { IncomingRequest } from '../wire/call.ts'
import { businessParameters, ineffectiveParameters } from './system-parameters.ts'

/** A call recorded in the journal. */
export interface RecordedCall {
  /** Time of the response by the emulator's clock, while pending of the arrival: `2026-01-31T00:00:00.000Z`. */
  readonly at: string
  /** Action as sent, even if unknown; empty when missing. */
  readonly action: string
  /** Parameters of the action, as sent, without system parameters, secrets and signatures. */
  readonly params: Readonly<Record<string, string>>
  /** Account id of the caller, or of the access key that it named; empty when neither is known. */
  readonly account: string
  /** Value of RegionId; empty when missing. */
  readonly region: string
  /**
   * `Success`, or the code of the error; `pending` while a fault delays the call; `ConnectionReset`, `Truncated` or
   * `Empty` when a fault lost it before its work.
   */
  readonly outcome: string
  /** RequestId of the response. */
  readonly requestId: string
  /** Signature version; `none`: the call was not signed. */
  readonly signatureVersion: 'V1' | 'V3' | 'none'
  /** The User-Agent header. */
  readonly client: string
  /** Milliseconds from the complete request to the response, delays included; 0 while pending. */
  readonly milliseconds: number
  /** Names of parameters without effect: unknown, misspelled, or supported by the real service only. */
  readonly ineffective: readonly string[]
  /** First sentence of the error's message; absent unless the call was refused. */
  readonly reason?: string
  /** Faults that applied to the call, each as kind, `before` or `after`, id. */
  readonly fault?: string
  /** Id of the stub that answered the call. */
  readonly stub?: string
}

/** A call as stored: references to existing objects, so that storing it is nearly free. */
export interface JournalEntry
  extends Omit<RecordedCall, 'at' | 'action' | 'params' | 'ineffective' | 'reason' | 'fault' | 'stub'> {
  /** The emulator's time, in epoch milliseconds. */
  readonly at: number
  readonly name: string
  readonly action: Action | undefined
  readonly params: ReadonlyMap<string, string>
  readonly reason: string | undefined
  /** The request of a wrong signature, to explain it. */
  readonly request: IncomingRequest | undefined
  readonly fault: string | undefined
  readonly stub: string | undefined
}

/** Converts a stored entry to a recorded call. */
export const toRecordedCall = ({
  at,
  name,
  action,
  params,
  reason,
  request: _,
  fault,
  stub,
  ...asTold
}: JournalEntry): RecordedCall => ({
  at: new Date(at).toISOString(),
  action: name,
  params: Object.fromEntries(businessParameters(params)),
  ...asTold,
  ineffective: ineffectiveParameters(action, params.keys()),
  ...(reason !== undefined && { reason }),
  ...(fault !== undefined && { fault }),
  ...(stub !== undefined && { stub }),
})

/** Keeps the calls under way and a bounded number of the latest others. */
export class Journal {
  /** Maximum number of ended calls kept. */
  readonly capacity: number
  readonly #changed: () => void
  readonly #watchers = new Set<(call: RecordedCall) => void>()
  #ring: JournalEntry[] = []
  /** Index of the oldest entry, once the ring is full. */
  #oldest = 0
  readonly #underWay = new Set<JournalEntry>()

  /**
   * @param capacity at least one
   * @param changed called after each change by a call
   */
  constructor(capacity: number, changed: () => void) {
    this.capacity = capacity
    this.#changed = changed
  }

  /** Returns the request of a recorded call; undefined when it was not kept. */
  requestOf(requestId: string): IncomingRequest | undefined {
    return this.#ring.find(entry => entry.requestId === requestId)?.request
  }

  /** Adds a call that is under way. */
  begin(entry: JournalEntry): void {
    this.#underWay.add(entry)
    this.#notify(entry)
  }

  /** Removes a call that is no longer under way. Returns false when it was removed before. */
  end(entry: JournalEntry): boolean {
    const wasUnderWay = this.#underWay.delete(entry)
    this.#changed()
    return wasUnderWay
  }

  /** Adds a call that has ended. */
  record(entry: JournalEntry): void {
    if (this.#ring.length < this.capacity) this.#ring.push(entry)
    else {
      this.#ring[this.#oldest] = entry
      this.#oldest = (this.#oldest + 1) % this.capacity
    }
    this.#notify(entry)
  }

  /** Returns the ended calls, oldest first, then the calls under way. */
  entries(): JournalEntry[] {
    return [...this.#ended(), ...this.#underWay]
  }

  /** Removes all calls, or the calls of one account. */
  clear(account?: string): void {
    const isMeant = (entry: JournalEntry): boolean => account === undefined || entry.account === account
    this.#ring = this.#ended().filter(entry => !isMeant(entry))
    this.#oldest = 0
    for (const entry of this.#underWay) if (isMeant(entry)) this.#underWay.delete(entry)
  }

  /**
   * Notifies a watcher of each call from now on.
   *
   * @returns a function that removes the watcher
   */
  watch(watcher: (call: RecordedCall) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #ended(): JournalEntry[] {
    return [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)]
  }

  #notify(entry: JournalEntry): void {
    this.#changed()
    if (this.#watchers.size === 0) return
    const call = toRecordedCall(entry)
    for (const watcher of this.#watchers) watcher(call)
  }
}
