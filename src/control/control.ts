import type { CallQuery } from '../gateway/call-query.ts'
import type { ActiveFault, Fault } from '../gateway/faults.ts'
import type { RecordedCall } from '../gateway/journal.ts'
import type { WorldAccount } from '../world/accounts.ts'
import type { WorldSnapshot } from '../world/snapshots.ts'
import type { World } from '../world/world.ts'
import type {
  AccountChange,
  ControlSnapshotFilter,
  ExplainRequest,
  NewAccount,
  NewSnapshot,
  Scope,
  SnapshotChange,
  Wait,
} from './shapes.ts'

/** An account with its keys and their secrets: nothing left to a default. Without a quota, it has none. */
export type ControlAccount = Required<Omit<WorldAccount, 'snapshotQuota'>> & Pick<WorldAccount, 'snapshotQuota'>

/** A snapshot as a world describes it, with the status and the progress that it has now. */
export type ControlSnapshot = WorldSnapshot

/** Why a signature holds or does not. */
export interface Explanation {
  readonly signatureVersion: 'V1' | 'V3' | 'none'
  readonly accessKeyId: string
  /** V1: the canonical query; V3: the canonical request. */
  readonly canonical: string
  readonly stringToSign: string
  readonly received: string
  /** Absent when the secret is not known. */
  readonly expected?: string
  readonly holds: boolean
  /** The first difference in words, such as "`~` was encoded"; absent when the signature holds. */
  readonly difference?: string
}

/** What steers the emulator and answers questions about it. Everything is checked; what is refused changes nothing. */
export interface Control {
  /**
   * Back to just after the start: the worlds loaded anew, clock, faults, journal, nonces and ids as configured. Saved
   * states stay. With an account, only that account: as the world that brought it says, its relative times counting
   * from now, its calls and faults forgotten; the clock goes on.
   *
   * @throws {ControlError} 404 for an account that is not there
   */
  reset(scope?: Scope): void
  /**
   * Adds what a world holds, all of it or nothing.
   *
   * @throws {ControlError} 400 or 409, naming the place in the world
   */
  seed(world: World): void
  readonly accounts: AccountControl
  readonly snapshots: SnapshotControl
  readonly clock: ClockControl
  readonly faults: FaultControl
  readonly requests: RequestControl
  /**
   * Shows how a request should have been signed, and what went wrong.
   *
   * @param request a whole HTTP request or a URL as text, or the parts of one; `secret` if its key is not known here
   * @throws {ControlError} 400 when it cannot be read as a request
   */
  explain(request: string | ExplainRequest): Explanation
  readonly state: StateControl
}

export interface AccountControl {
  /**
   * Makes an account. Without anything given it is a fresh one with a key pair of its own, which nobody else can see.
   *
   * @param from any of its fields, and a world whose snapshots it gets as its own copy
   */
  create(from?: NewAccount): ControlAccount
  list(): ControlAccount[]
  /** @throws {ControlError} 404 */
  get(id: string): ControlAccount
  /** Changes some of its fields; `keys` takes the place of all of its keys. */
  update(id: string, change: AccountChange): ControlAccount
  /** Removes it with its keys, snapshots, faults and calls. */
  delete(id: string): void
}

export interface SnapshotControl {
  /** Makes a snapshot; what is not given is as in a world. Without an id it gets a new one. */
  create(snapshot: NewSnapshot): ControlSnapshot
  /** In the order in which they were made. */
  list(filter?: ControlSnapshotFilter): ControlSnapshot[]
  /** @throws {ControlError} 404 */
  get(account: string, id: string): ControlSnapshot
  /** Changes some of its fields; null takes away what may be absent. A new status without `readyAt` holds at once. */
  update(account: string, id: string, change: SnapshotChange): ControlSnapshot
  delete(account: string, id: string): void
}

export interface ClockControl {
  now(): Date
  /** Stands still at a time, or follows the machine's clock again. */
  set(at: Date | 'real'): void
  /** Moves the clock, also back; a running one goes on running. */
  advance(seconds: number): Date
}

export interface FaultControl {
  /** @returns its id */
  add(fault: Fault): string
  /** Those that may still happen, oldest first. */
  list(): ActiveFault[]
  /** @throws {ControlError} 404 */
  remove(id: string): void
  /** Removes all, or those of one account. */
  clear(scope?: Scope): void
}

export interface RequestControl {
  /** The calls that the journal still knows, oldest first. */
  list(query?: CallQuery): RecordedCall[]
  count(query?: CallQuery): number
  /**
   * Waits until there are so many such calls (1 unless told otherwise), those before included.
   *
   * @param signal ends the waiting when it is aborted, with its reason
   * @throws {NotMetError} after the time, in milliseconds, with the closest misses
   */
  waitFor(query: CallQuery, wait: Wait, signal?: AbortSignal): Promise<RecordedCall[]>
  /** Forgets all calls, or those of one account. */
  clear(scope?: Scope): void
}

export interface StateControl {
  /** The whole state as one world, which can be started from. */
  export(): World
  /** Puts a world in the place of the whole state; clock, faults and journal stay. */
  import(world: World): void
  /** Keeps the state under a name, in memory. */
  save(name: string): void
  /** @throws {ControlError} 404 */
  restore(name: string): void
  names(): string[]
}
