import { type ErrorCode, type Evidence, refuse } from '../errors/index.ts'
import { parseJson } from './json-body.ts'
import { parseTimestamp } from './timestamp.ts'

/** The parameters of a call, as sent. */
export type RawParams = ReadonlyMap<string, string>

/** Settings that change which parameters a call must have. */
export interface ParameterSettings {
  /** Whether DestinationSnapshotName and DestinationSnapshotDescription must be given. */
  readonly requireName: boolean
}

/** A kind of value: what it may be, and how it is read. */
export interface Kind<T> {
  readonly type: 'string' | 'integer' | 'boolean' | 'json array' | 'time' | 'list'
  /** Smallest and largest value of a number, length of a text in code points, number of entries of a list. */
  readonly min?: number
  readonly max?: number
  /** The words that a text may be, in any case; none: it is not one of a few words. */
  readonly words?: readonly string[]
  /** What stands after the number in the name of a list's entry, such as `Key` in `Tag.1.Key`; none: nothing. */
  readonly field?: string
  /** What a value out of bounds is refused with. */
  readonly refusal: ErrorCode
  /**
   * Reads the value of a call; undefined when it is absent or empty.
   *
   * @throws {ApiError} `InvalidParameter` for a wrong type, or the kind's own refusal
   */
  read(params: RawParams, name: string): T | undefined
}

/** One declared parameter: a row of an action's table. */
export interface Parameter<T> extends Omit<Kind<T>, 'read'> {
  readonly required: boolean
  /** Where the parameter is known from. */
  readonly evidence: Evidence
  /**
   * Reads the value of a call.
   *
   * @throws {ApiError} `MissingParameter`, or what its kind refuses
   */
  read(params: RawParams, name: string, settings: ParameterSettings): T
}

/** The values that a table of parameters reads to. */
export type Values<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }

/** A parameter that must be given: absent or empty is refused, with `MissingParameter` unless told otherwise. */
export const required = <T>(
  kind: Kind<T>,
  evidence: Evidence,
  missing: ErrorCode = 'MissingParameter',
): Parameter<T> => ({
  ...kind,
  required: true,
  evidence,
  read: (params, name) => kind.read(params, name) ?? refuse(missing, name),
})

/** A parameter that may be left out: absent or empty, it is undefined. */
export const optional = <T>(kind: Kind<T>, evidence: Evidence): Parameter<T | undefined> => ({
  ...kind,
  required: false,
  evidence,
})

/** A parameter that may be left out: absent or empty, it has a value of its own. */
export const withDefault = <T>(kind: Kind<T>, evidence: Evidence, value: T): Parameter<T> => ({
  ...optional(kind, evidence),
  read: (params, name) => kind.read(params, name) ?? value,
})

/** A parameter that must be given only under `--require-name`; else absent or empty is an empty text. */
export const requiredIfNamed = (kind: Kind<string>, evidence: Evidence): Parameter<string> => ({
  ...optional(kind, evidence),
  read: (params, name, settings) =>
    kind.read(params, name) ?? (settings.requireName ? refuse('MissingParameter', name) : ''),
})

const scalar = <T>(row: Omit<Kind<T>, 'read'>, parse: (value: string, name: string) => T | undefined): Kind<T> => ({
  ...row,
  read: (params, name) => {
    const value = params.get(name)
    return value === undefined || value === '' ? undefined : parse(value, name)
  },
})

/** How a text is checked beyond its type. */
interface TextRule {
  readonly min?: number
  readonly max?: number
  readonly matches?: (value: string) => boolean
  readonly refusal?: ErrorCode
}

/** The length of a text in code points. */
export const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length++
  return length
}

/** A code point has one or two units, so that nearly every text need not be gone through. */
const isOfLength = (text: string, min: number, max: number): boolean => {
  if (text.length >= min * 2 && text.length <= max) return true
  const length = lengthOf(text)
  return length >= min && length <= max
}

/** A text; without a rule any text will do. */
export const text = (rule: TextRule = {}): Kind<string> => {
  const { min = 0, max = Number.POSITIVE_INFINITY, matches = () => true, refusal = 'InvalidParameter' } = rule
  return scalar({ type: 'string', ...rule, refusal }, (value, name) => {
    return isOfLength(value, min, max) && matches(value) ? value : refuse(refusal, name)
  })
}

const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 }

/** A decimal 32-bit integer. What is none is ill-typed; one out of bounds gets the row's refusal. */
export const integer = (rule: { min: number; max?: number; refusal?: ErrorCode }): Kind<number> => {
  const { min, max = int32.max, refusal = 'InvalidParameter' } = rule
  return scalar({ type: 'integer', min, max, refusal }, (value, name) => {
    const number = /^-?\d{1,10}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= int32.min && number <= int32.max)) refuse('InvalidParameter', name)
    return number < min || number > max ? refuse(refusal, name) : number
  })
}

/** One of several words, in any case; reads to the word as listed. */
export const oneOf = <const W extends string>(words: readonly W[], refusal: ErrorCode): Kind<W> =>
  scalar({ type: 'string', words, refusal }, (value, name) => {
    const lower = value.toLowerCase()
    return words.find(word => word.toLowerCase() === lower) ?? refuse(refusal, name)
  })

/** `true` or `false` in any case: Python clients send `True`. */
export const boolean = (refusal: ErrorCode = 'InvalidParameter'): Kind<boolean> =>
  scalar({ type: 'boolean', refusal }, (value, name) => {
    const lower = value.toLowerCase()
    return lower === 'true' || lower === 'false' ? lower === 'true' : refuse(refusal, name)
  })

/** A time `yyyy-MM-ddTHH:mmZ`, with or without seconds; reads to epoch milliseconds. */
export const time = (refusal: ErrorCode): Kind<number> =>
  scalar(
    { type: 'time', refusal },
    (value, name) => parseTimestamp(value.replace(/^(.{16})Z$/, '$1:00Z')) ?? refuse(refusal, name),
  )

/** A JSON array of texts, an empty one counting as absent; `malformed` refuses what is no such array. */
export const jsonArray = (rule: { max: number; refusal: ErrorCode; malformed?: ErrorCode }) => {
  const { max, refusal, malformed = 'InvalidParameter' } = rule
  return scalar<readonly string[]>({ type: 'json array', max, refusal }, (value, name) => {
    const list = parseJson(value)
    if (!Array.isArray(list) || !list.every(item => typeof item === 'string')) return refuse(malformed, name)
    if (list.length > max) refuse(refusal, name)
    return list.length === 0 ? undefined : list
  })
}

/** Reads a whole table, in the order of its rows: the first fault is the one that is refused. */
export const readParams = <P extends Record<string, Parameter<unknown>>>(
  table: P,
  params: RawParams,
  settings: ParameterSettings,
): Values<P> => {
  const values: Record<string, unknown> = {}
  for (const name in table) values[name] = table[name]?.read(params, name, settings)
  return values as Values<P>
}
