import { earliest, latest } from '../clock.ts'
import { checked, refusing } from './checks.ts'
import type { ClockControl } from './control.ts'
import { ControlError } from './errors.ts'
import type { ControlledParts } from './parts.ts'
import { advanceShape } from './shapes.ts'

const within = (at: number, field: string): number => {
  if (at >= earliest && at <= latest) return at
  throw new ControlError(400, `${field} should be real or a time from 1970 to 9999, such as 2026-01-31T00:00:00Z.`)
}

/** Tells and moves the emulator's time. */
export const clockControl = ({ clock }: ControlledParts): ClockControl => ({
  now: () => new Date(clock.now()),
  set: at => clock.set(at === 'real' ? at : within(new Date(at).getTime(), 'at')),
  advance: given =>
    refusing(() => {
      const { seconds } = checked(advanceShape, { seconds: given })
      within(clock.now() + seconds * 1000, 'The time after advancing by seconds')
      return new Date(clock.advance(seconds))
    }),
})
