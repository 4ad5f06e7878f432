import type { EmulatorClock } from '../clock.ts'
import type { Faults, NamedFault } from '../gateway/faults.ts'
import type { Journal } from '../gateway/journal.ts'
import type { Nonces } from '../gateway/nonces.ts'
import type { Ids } from '../ids.ts'
import type { Store } from '../model/store.ts'
import type { World } from '../world/world.ts'
import type { Changes } from './changes.ts'

/** The emulator's initial state. */
export interface Start {
  readonly worlds: readonly World[]
  /** Epoch milliseconds to freeze at, or `real`. */
  readonly clock: number | 'real'
  /** Fills an empty store with the initial state. Relative times count from `now`, in epoch milliseconds. */
  fill(now: number): void
  /** Access key that the settings add to an account. */
  readonly key: { readonly id: string; readonly secret: string; readonly accountId: string } | undefined
}

/** The calls that faults delay. */
export interface HeldCalls {
  /** Continues the calls at once that certain faults delay. Returns their number. */
  release(isMeant: (fault: NamedFault) => boolean): number
  /** Ends all calls, or the calls of one account, without an answer. */
  end(account?: string): void
}

/** Bounds of what control calls keep. Those of faults are those of stubs too. */
interface Limits {
  readonly maxFaults: number
  readonly maxFaultBytes: number
  readonly maxStates: number
  readonly maxStateBytes: number
}

/** The parts of an emulator that control calls work on. */
export interface ControlDependencies {
  readonly store: Store
  readonly clock: EmulatorClock
  readonly faults: Faults
  readonly heldCalls: HeldCalls
  readonly journal: Journal
  /** Told of everything that a control call may have changed. */
  readonly changes: Changes
  readonly nonces: Nonces
  readonly ids: Ids
  /** Names a new data set: nine characters, from which its resource ids are built. */
  newDataName(): string
  /** The machine's clock, in epoch milliseconds. */
  machineNow(): number
  readonly start: Start
  readonly limits: Limits
  /** Logs a sentence about a probable mistake. */
  warn(sentence: string): void
  /** Aborted when the emulator closes; the reason is the error to throw. */
  readonly closing: AbortSignal
}

/** The initial world of each account added at run time, by account id. Resetting the account loads it again. */
export type BroughtBy = Map<string, World>
