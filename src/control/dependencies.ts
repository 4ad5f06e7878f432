import type { EmulatorClock } from '../clock.ts'
import type { Faults } from '../gateway/faults.ts'
import type { Journal } from '../gateway/journal.ts'
import type { Nonces } from '../gateway/nonces.ts'
import type { Ids } from '../ids.ts'
import type { Store } from '../model/store.ts'
import type { World } from '../world/world.ts'

/** What the emulator began with. */
export interface Start {
  readonly worlds: readonly World[]
  /** Epoch milliseconds to stand still at, or `real`. */
  readonly clock: number | 'real'
  /** Fills an empty store as it was filled at the start; relative times count from a time in epoch milliseconds. */
  fill(now: number): void
  /** A key that the settings add to an account. */
  readonly key: { readonly id: string; readonly secret: string; readonly accountId: string } | undefined
}

/** What the functions of control work with: the parts of one emulator. */
export interface ControlDependencies {
  readonly store: Store
  readonly clock: EmulatorClock
  readonly faults: Faults
  readonly journal: Journal
  readonly nonces: Nonces
  readonly ids: Ids
  /** Names new data: nine characters that the ids of their resources are built on. */
  newDataName(): string
  /** The machine's clock, in epoch milliseconds. */
  machineNow(): number
  readonly start: Start
  /** Aborted when the emulator closes, with an error that says so. */
  readonly closing: AbortSignal
}

/** The world that brought each account that came while the emulator ran, by the account's id. */
export type BroughtBy = Map<string, World>
