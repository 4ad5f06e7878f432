import type { Action } from '../actions/action.ts'
import type { AccessKey, Account } from '../model/account.ts'
import type { ActionSettings, State } from '../model/ports.ts'
import type { Call } from '../wire/call.ts'
import type { Contract } from '../wire/errors.ts'
import type { ParameterSettings } from '../wire/params.ts'
import type { ReplyIds } from '../wire/reply.ts'
import type { Fault, Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Nonces } from './nonces.ts'

/** What the gateway needs to know of accounts. */
export interface AccountDirectory {
  find(id: string): Account | undefined
  /** The account that an unsigned call falls to when signatures are not verified. */
  default(): Account | undefined
  key(id: string): AccessKey | undefined
}

/** What the gateway is given. */
export interface GatewayParts {
  readonly accounts: AccountDirectory
  readonly state: State
  readonly nonces: Nonces
  readonly faults: Faults
  readonly journal: Journal
  /** Does all of the work or none of it. */
  write<T>(work: () => T): T
  /** The emulator's clock and the machine's, in epoch milliseconds. */
  now(): number
  machineNow(): number
  nextIds(): ReplyIds
  readonly auth: 'strict' | 'off'
  readonly contract: Contract
  /** The actions of the contract, by name. */
  readonly actions: ReadonlyMap<string, Action>
  readonly settings: ActionSettings & ParameterSettings
}

/** Who a call says it is from, and what makes it one call of many. */
export interface Credentials {
  readonly keyId: string
  readonly token: string
  readonly timestamp: string
  readonly nonce: string
}

/** One call on its way through the gateway; the steps add what they find out. */
export interface Exchange {
  readonly call: Call
  readonly ids: ReplyIds
  /** The request's bytes: its target and its body. */
  readonly size: number
  action?: Action
  credentials?: Credentials
  key?: AccessKey
  account?: Account
  /** The call's timestamp, in epoch milliseconds. */
  timestamp?: number
  /** What goes wrong on purpose: kind, moment and id of each fault. */
  faults?: string
  /** The latest of these faults. */
  fault?: Fault
}

/**
 * One thing that happens to every call.
 *
 * @throws {ApiError} when the call is refused
 */
export type Step = (exchange: Exchange, parts: GatewayParts) => void
