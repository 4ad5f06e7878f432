import { startTime } from './clock.ts'

/** One setting of the command. */
export interface Setting {
  /** Without the leading dashes. None: by environment only. */
  readonly flag?: string
  /** None: by flag only. */
  readonly env?: string
  readonly default?: string
  /** What the value looks like; none: a switch. */
  readonly value?: string
  readonly help: string
  /** @throws {SettingError} when the value is not valid */
  readonly parse: (value: string) => unknown
  /** Whether it may be given more than once. */
  readonly multiple?: boolean
}

/** A wrong setting: the message says in one sentence what is wrong. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

export const anyText = (value: string): string => value

export const wordOf =
  (...words: readonly string[]) =>
  (value: string): string => {
    if (!words.includes(value)) throw new SettingError(`should be one of ${words.join(', ')}, not "${value}"`)
    return value
  }

export const numberFrom =
  (min: number, max: number, pattern = /^\d+$/) =>
  (value: string): number => {
    const number = Number(value)
    if (pattern.test(value) && number >= min && number <= max) return number
    throw new SettingError(`should be a number from ${min} to ${max}, not "${value}"`)
  }

export const trueOrFalse = (value: string): boolean => wordOf('true', 'false')(value) === 'true'

export const realOrTime = (value: string): string => {
  if (value !== 'real' && startTime(value) === undefined) {
    throw new SettingError(`should be real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z, not "${value}"`)
  }
  return value
}

/** Names and paths divided by commas, or one world as JSON. */
export const worldList = (value: string): string[] => (value.trimStart().startsWith('{') ? [value] : value.split(','))
