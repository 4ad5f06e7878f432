import { clockTime } from '../clock.ts'
import { boolean, number, oneOf, type Shape, ShapeError, text } from './shape.ts'

/** The type of a setting, with its placeholder in `--help`: a word in capitals, the choices, or empty. */
export interface Kind<T> extends Shape<T> {
  readonly placeholder: string
}

/** Optional properties of a setting. `false` means no such flag, environment variable or `createEmulator()` option. */
export interface Marks {
  readonly flag?: false
  readonly variable?: false
  readonly option?: false
  /** Default of `createEmulator()`, if it differs from the command's. */
  readonly optionDefault?: unknown
  /** Another setting that must be given too. */
  readonly needs?: string
  /** Values of other settings that cannot be combined with this one. */
  readonly excludes?: Readonly<Record<string, unknown>>
}

/** Properties of every setting. An undefined default means that there is none. */
export interface Row<T, D> {
  readonly kind: Kind<T>
  readonly default: D
  readonly help: readonly [english: string, chinese: string]
}

export type Setting = Row<unknown, unknown> & Marks

export const row = <T, D extends T | undefined, const M extends Marks>(
  kind: Kind<T>,
  fallback: D,
  help: Setting['help'],
  marks?: M,
): Row<T, D> & M => ({ kind, default: fallback, help, ...(marks as M) })

export const aText = (placeholder: string): Kind<string> => ({ ...text(), placeholder })
export const oneWord = <const W extends string>(...of: W[]): Kind<W> => ({ ...oneOf(...of), placeholder: of.join('|') })
export const whole = (placeholder: string, min: number, max: number): Kind<number> => ({
  ...number(min, max),
  placeholder,
})
export const seconds = (min: number, max: number): Kind<number> => ({
  ...number(min, max, 'number'),
  placeholder: 'SECONDS',
})
export const yesOrNo: Kind<boolean> = { ...boolean, placeholder: '' }

/** A setting that is checked where it is used. */
export const unchecked = <T>(placeholder: string, type = ''): Kind<T> => ({
  schema: { type },
  check: value => value as T,
  placeholder,
})

export const realOrTime: Kind<'real' | string | Date> = {
  schema: {},
  check: (value, place) => {
    if (value === 'real' || clockTime(value) !== undefined) return value as string | Date
    throw new ShapeError(place, 'real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z')
  },
  placeholder: 'real|TIME',
}

/** Log destination: the lowest level, and a stream of JSON lines. */
export interface LogTo {
  readonly level: string
  readonly stream: { write(line: string): void }
}
