import { isFrom1970To9999 } from '../clock.ts'
import type { Control } from './calls.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'

const afterAdvancing = 'The time after advancing should be a time from 1970 to 9999'

/** Reads and moves the emulator's clock. */
export const clockControl = ({ clock }: ControlDependencies): Control['clock'] => ({
  now: () => new Date(clock.now()),
  set(at) {
    clock.set(at === 'real' ? at : at.getTime())
    return new Date(clock.now())
  },
  advance(seconds) {
    const at = clock.now() + Math.round(seconds * 1000)
    if (!isFrom1970To9999(at)) throw new ControlError(400, `${afterAdvancing}, such as 2026-01-31T00:00:00Z.`)
    return new Date(clock.advance(seconds))
  },
})
