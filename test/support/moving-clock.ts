import type { Test } from 'tap'
import type { EmulatorOptions } from '../../src/index.ts'
import { type CallOptions, started, testTime } from './emulator.ts'
import type { Params } from './oracle.ts'

/** An emulator whose clock follows a machine clock set by the test. Calls are signed with its time. */
export const startedOnMovingClock = (t: Test, options: EmulatorOptions = {}) => {
  let now = testTime
  const { call } = started(t, { clock: 'real', machineClock: () => now, ...options })
  return {
    call: (action: string, params?: Params, callOptions?: CallOptions) => call(action, params, { now, ...callOptions }),
    /** Sets the clock to this number of milliseconds after the start. */
    at: (ms: number) => {
      now = testTime + ms
    },
  }
}
