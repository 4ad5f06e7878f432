import type { Action, Answer } from '../actions/action.ts'
import type { ActionSettings } from '../actions/context.ts'
import { ApiError, type Contract, type ErrorCode, type KnownError } from '../errors/index.ts'
import type { AccessKey, Account } from '../model/account.ts'
import type { Accounts, State } from '../model/ports.ts'
import { type Call, type IncomingRequest, unreadCall } from '../wire/call.ts'
import type { ReplyIds } from '../wire/reply.ts'
import type { Faults, NamedFault } from './faults.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { Nonces } from './nonces.ts'

/** Dependencies of the steps of a call. */
export interface GatewayDependencies {
  readonly accounts: Accounts
  readonly state: State
  readonly nonces: Nonces
  readonly faults: Faults
  readonly journal: Journal
  /** Runs work atomically. */
  write<T>(work: () => T): T
  /** The emulator's clock, in epoch milliseconds. */
  now(): number
  /** The machine's clock, in epoch milliseconds. */
  machineNow(): number
  /** A monotonic stopwatch, in milliseconds. */
  stopwatch(): number
  nextIds(): ReplyIds
  readonly auth: 'strict' | 'off'
  readonly contract: Contract
  /** The actions of the contract, by name. */
  readonly actions: ReadonlyMap<string, Action>
  readonly settings: ActionSettings
}

/** The claimed credentials of a call of either signature version. A missing value is empty. */
interface Credentials {
  readonly keyId: string
  readonly token: string
  readonly timestamp: string
  readonly nonce: string
}

/**
 * One call, from its request to its record. Each step reads the findings of earlier steps and adds its own.
 *
 * `Client` is the recipient of the response. The gateway only passes it on.
 */
export interface CallContext<Client = unknown> {
  readonly request: IncomingRequest
  readonly client: Client
  /** Error with which the HTTP server refuses the request. */
  readonly httpRefusal: ErrorCode | undefined
  /** Stopwatch time at which the request was complete. */
  readonly receivedAt: number
  readonly ids: ReplyIds
  call: Call
  action: Action | undefined
  credentials: Credentials
  key: AccessKey | undefined
  account: Account | undefined
  /** The signed timestamp, in epoch milliseconds. */
  timestamp: number
  /** The last injected fault. */
  fault: NamedFault | undefined
  /** Kind, moment and id of each injected fault; undefined: no fault. */
  faultNote: string | undefined
  /** Id of the stub that answers the call. */
  stub: string | undefined
  /** Delay before the work, in milliseconds, set by a fault. */
  pauseMs: number | undefined
  /** The step at which a delayed call resumes. */
  resumeAt: Step | undefined
  wasPaused: boolean
  /** Entry in the journal of a call under way; undefined: the call was never delayed. */
  pending: JournalEntry | undefined
  /** Undefined before the work is done, and for a refused call. */
  answer: Answer | undefined
  refusal: ApiError | undefined
  /** The catalogue's row of the refusal, once the reply is rendered. */
  refusalRow: KnownError | undefined
  /** The cause, when the refusal is an InternalError of the emulator. */
  error: unknown
  /** Milliseconds from the complete request to the rendered reply, delays included. */
  milliseconds: number
}

/**
 * One step of handling a call.
 *
 * @throws {ApiError} when the call is refused
 */
export type Step = (context: CallContext, dependencies: GatewayDependencies) => void

const noCredentials: Credentials = { keyId: '', token: '', timestamp: '', nonce: '' }

/** Creates the context of a call before its first step. */
export const newCallContext = <Client>(
  received: Pick<CallContext<Client>, 'request' | 'client' | 'httpRefusal' | 'receivedAt' | 'ids'>,
): CallContext<Client> => ({
  ...received,
  call: unreadCall,
  action: undefined,
  credentials: noCredentials,
  key: undefined,
  account: undefined,
  timestamp: Number.NaN,
  fault: undefined,
  faultNote: undefined,
  stub: undefined,
  pauseMs: undefined,
  resumeAt: undefined,
  wasPaused: false,
  pending: undefined,
  answer: undefined,
  refusal: undefined,
  refusalRow: undefined,
  error: undefined,
  milliseconds: 0,
})

/** Refuses a call. An error that is not an ApiError becomes an InternalError. */
export const refuseWith = (context: CallContext, error: unknown): void => {
  context.answer = undefined
  if (error instanceof ApiError) context.refusal = error
  else {
    context.refusal = new ApiError('InternalError')
    context.error = error
  }
}
