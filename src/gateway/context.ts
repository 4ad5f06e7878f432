import type { Action, Answer } from '../actions/action.ts'
import type { ActionSettings } from '../actions/context.ts'
import { ApiError, type Contract, type ErrorCode } from '../errors/index.ts'
import type { AccessKey, Account } from '../model/account.ts'
import type { Accounts, State } from '../model/ports.ts'
import { type Call, type IncomingRequest, unreadCall } from '../wire/call.ts'
import type { ReplyIds } from '../wire/reply.ts'
import type { Fault, Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Nonces } from './nonces.ts'

/** What the steps of a call work with. */
export interface GatewayDependencies {
  readonly accounts: Accounts
  readonly state: State
  readonly nonces: Nonces
  readonly faults: Faults
  readonly journal: Journal
  /** Does all of the work or none of it. */
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

/** Who a call says it is from, wherever its signature version puts it; what is missing is empty. */
interface Credentials {
  readonly keyId: string
  readonly token: string
  readonly timestamp: string
  readonly nonce: string
}

/**
 * One call, from its request to its record. Each step reads what earlier ones found and adds what it finds.
 *
 * `Client` is whom to answer; the gateway only hands it on.
 */
export interface CallContext<Client = unknown> {
  readonly request: IncomingRequest
  readonly client: Client
  /** What the HTTP server refuses the request with, whatever it asks for. */
  readonly httpRefusal: ErrorCode | undefined
  /** When the request was whole, by the stopwatch. */
  readonly receivedAt: number
  readonly ids: ReplyIds
  call: Call
  action: Action | undefined
  credentials: Credentials
  key: AccessKey | undefined
  account: Account | undefined
  /** The time that was signed, in epoch milliseconds. */
  timestamp: number
  /** The latest fault that was injected. */
  fault: Fault | undefined
  /** Kind, moment and id of each fault that was injected; undefined: none was. */
  faultNote: string | undefined
  /** How long a fault holds the call back, in milliseconds. */
  pauseMs: number | undefined
  /** The step at which a call that was held back resumes. */
  resumeAt: Step | undefined
  wasPaused: boolean
  /** Undefined while there is none, and for a call that is refused. */
  answer: Answer | undefined
  refusal: ApiError | undefined
  /** What went wrong inside, when the refusal is an InternalError of our own. */
  error: unknown
  /** From the request being whole until its reply was ready, a delay included. */
  milliseconds: number
}

/**
 * One thing that happens to a call.
 *
 * @throws {ApiError} when the call is refused
 */
export type Step = (context: CallContext, dependencies: GatewayDependencies) => void

const noCredentials: Credentials = { keyId: '', token: '', timestamp: '', nonce: '' }

/** A call of which nothing is known but its request. */
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
  pauseMs: undefined,
  resumeAt: undefined,
  wasPaused: false,
  answer: undefined,
  refusal: undefined,
  error: undefined,
  milliseconds: 0,
})

/** Refuses a call. Whatever is no refusal is a failure of our own. */
export const refuseWith = (context: CallContext, error: unknown): void => {
  context.answer = undefined
  if (error instanceof ApiError) context.refusal = error
  else {
    context.refusal = new ApiError('InternalError')
    context.error = error
  }
}
