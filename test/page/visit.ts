import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'
import { emulatorFor, testTime } from '../support/emulator.ts'

/** A browser that is open for all stories. */
export interface Visitor {
  /** Opens the page of an emulator. */
  open(t: Test, url: string, options?: BrowserContextOptions): Promise<Page>
}

/** An emulator whose clock is frozen, unless the options say otherwise. SDKs sign with the machine's time. */
export const emulatorWith = async (
  t: Test,
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; url: string }> => {
  const emulator = emulatorFor(t, { clock: new Date(testTime), machineClock: Date.now, ...options })
  return { emulator, url: await emulator.listen() }
}

/** Adds the tests of a part of the page. */
export type Story = (t: Test, visitor: Visitor) => void
