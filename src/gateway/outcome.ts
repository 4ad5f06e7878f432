import type { Action } from '../actions/action.ts'
import type { Reply } from '../wire/reply.ts'
import type { Exchange } from './exchange.ts'

/** What is done to an answer instead of sending it as it is. */
export type Effect = 'reset' | 'truncate' | 'empty'

/** What came of a call: the answer, and what the log and the journal say of it. */
export interface Outcome {
  readonly reply: Reply
  readonly action: Action | undefined
  readonly account: string
  readonly region: string
  /** `Success`, or the code of the refusal. */
  readonly code: string
  readonly requestId: string
  readonly exchange: Exchange
  /** What went wrong inside, when the answer is an InternalError. */
  readonly error?: unknown
  /** What a fault does to the answer. */
  readonly effect?: Effect
  /** How much later a fault lets the answer leave, in milliseconds. */
  readonly delayMs?: number
  /** What takes this outcome's place when its work cannot be committed. */
  undone(error: unknown): Outcome
}

/** A call that a fault holds back before anything is done. */
export interface Paused {
  readonly pauseMs: number
  resume(): Outcome
}
