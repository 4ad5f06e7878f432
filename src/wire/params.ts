import { type ErrorCode, type Evidence, refuse } from '../errors/index.ts'
import { parseJson } from './json-body.ts'
import { parseTimestamp } from './timestamp.ts'

/** The parameters of a call, as sent. */
export type RawParams = ReadonlyMap<string, string>

/** Settings that decide which parameters are required. */
export interface ParameterSettings {
  /** Whether DestinationSnapshotName and DestinationSnapshotDescription are required. */
  readonly requireName: boolean
}

/** A kind of value: its bounds and how to read it. */
export interface Kind<T> {
  readonly type: 'string' | 'integer' | 'boolean' | 'json array' | 'time' | 'list'
  /** Bounds of a number, of a text's length in code points, or of a list's number of entries. */
  readonly min?: number
  readonly max?: number
  /** The allowed words, in any case; absent: any text. */
  readonly words?: readonly string[]
  /** The field after the number in the name of a list's entry, such as `Key` in `Tag.1.Key`; absent: none. */
  readonly field?: string
  /** Matches the names that a list reads, without `Name.`; absent: the parameter is no list. */
  readonly members?: RegExp
  /** The error for a value out of bounds. */
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
  /** The source of the parameter. */
  readonly evidence: Evidence
  /**
   * Reads the value of a call.
   *
   * @throws {ApiError} `MissingParameter`, or the refusal of its kind
   */
  read(params: RawParams, name: string, settings: ParameterSettings): T
}

/** The values read from a table of parameters. */
export type Values<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }

/** A required parameter. An absent or empty one is refused with `missing`, by default `MissingParameter`. */
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

/** An optional parameter; undefined when absent or empty. */
export const optional = <T>(kind: Kind<T>, evidence: Evidence): Parameter<T | undefined> => ({
  ...kind,
  required: false,
  evidence,
})

/** An optional parameter with a default value for an absent or empty one. */
export const withDefault = <T>(kind: Kind<T>, evidence: Evidence, value: T): Parameter<T> => ({
  ...optional(kind, evidence),
  read: (params, name) => kind.read(params, name) ?? value,
})

/** A parameter that is required only under `--require-name`. Otherwise an absent one is an empty text. */
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

/** Checks of a text beyond its type. */
interface TextRule {
  readonly min?: number
  readonly max?: number
  readonly matches?: (value: string) => boolean
  readonly refusal?: ErrorCode
}

/** Returns the length of a text in code points. */
const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length++
  return length
}

/** Nearly every text passes without counting: a code point has one or two UTF-16 units. */
const isOfLength = (text: string, min: number, max: number): boolean => {
  if (text.length >= min * 2 && text.length <= max) return true
  const length = lengthOf(text)
  return length >= min && length <= max
}

/** A text; without a rule, any text. */
export const text = (rule: TextRule = {}): Kind<string> => {
  const { min = 0, max = Number.POSITIVE_INFINITY, matches = () => true, refusal = 'InvalidParameter' } = rule
  return scalar({ type: 'string', ...rule, refusal }, (value, name) => {
    return isOfLength(value, min, max) && matches(value) ? value : refuse(refusal, name)
  })
}

const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 }

/** A decimal 32-bit integer. Any other value is an `InvalidParameter`; one out of bounds gets the rule's refusal. */
export const integer = (rule: { min: number; max?: number; refusal?: ErrorCode }): Kind<number> => {
  const { min, max = int32.max, refusal = 'InvalidParameter' } = rule
  return scalar({ type: 'integer', min, max, refusal }, (value, name) => {
    const number = /^-?\d{1,10}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= int32.min && number <= int32.max)) refuse('InvalidParameter', name)
    return number < min || number > max ? refuse(refusal, name) : number
  })
}

/** One of several words, in any case. Returns the word as listed. */
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

/** A time `yyyy-MM-ddTHH:mmZ`, with or without seconds. Returns epoch milliseconds. */
export const time = (refusal: ErrorCode): Kind<number> =>
  scalar(
    { type: 'time', refusal },
    (value, name) => parseTimestamp(value.replace(/^(.{16})Z$/, '$1:00Z')) ?? refuse(refusal, name),
  )

/** A JSON array of texts; an empty array counts as absent. Any other value is refused with `malformed`. */
export const jsonArray = (rule: { max: number; refusal: ErrorCode; malformed?: ErrorCode }) => {
  const { max, refusal, malformed = 'InvalidParameter' } = rule
  return scalar<readonly string[]>({ type: 'json array', max, refusal }, (value, name) => {
    const list = parseJson(value)
    if (!Array.isArray(list) || !list.every(item => typeof item === 'string')) return refuse(malformed, name)
    if (list.length > max) refuse(refusal, name)
    return list.length === 0 ? undefined : list
  })
}

/** Reads all parameters of a table, in its order. The first invalid one refuses the call. */
export const readParams = <P extends Record<string, Parameter<unknown>>>(
  table: P,
  params: RawParams,
  settings: ParameterSettings,
): Values<P> => {
  const values: Record<string, unknown> = {}
  for (const name in table) values[name] = table[name]?.read(params, name, settings)
  return values as Values<P>
}
