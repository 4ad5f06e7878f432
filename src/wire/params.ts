import { type ErrorCode, refuse } from './errors.ts'

/** The parameters of a call, as sent. */
export type RawParams = ReadonlyMap<string, string>

/** Settings that change which parameters a call must have. */
export interface ParameterSettings {
  /** Whether DestinationSnapshotName and DestinationSnapshotDescription must be given. */
  readonly requireName: boolean
}

/** One declared parameter: what its table row says, and how it is read. */
export interface Parameter<T> {
  readonly type: 'string' | 'integer' | 'boolean' | 'json array' | 'list'
  /** Smallest and largest value of a number, length of a text in code points, number of entries of a list. */
  readonly min?: number
  readonly max?: number
  readonly required: boolean
  /** What a value out of bounds is refused with. */
  readonly refusal: ErrorCode
  /**
   * Reads the value of a call.
   *
   * @throws {ApiError} `MissingParameter`, `InvalidParameter` for a wrong type, or the row's own refusal
   */
  read(params: RawParams, name: string, settings: ParameterSettings): T
}

/** The values that a table of parameters reads to. */
export type Values<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }

/** A parameter that has one value. */
export interface Scalar<T> extends Parameter<T | undefined> {
  readonly required: false
}

type Row<T> = Pick<Scalar<T>, 'type' | 'min' | 'max' | 'refusal'>

const scalar = <T>(row: Row<T>, parse: (value: string, name: string) => T): Scalar<T> => ({
  ...row,
  required: false,
  read: (params, name) => {
    const value = params.get(name)
    return value === undefined || value === '' ? undefined : parse(value, name)
  },
})

/** Makes a parameter mandatory: absent or empty is refused with `MissingParameter`. */
export const required = <T>(parameter: Scalar<T>): Parameter<T> => ({
  ...parameter,
  required: true,
  read: (params, name, settings) => parameter.read(params, name, settings) ?? refuse('MissingParameter', name),
})

/** A parameter that is mandatory only under `--require-name`; else absent or empty is an empty text. */
export const requiredIfNamed = (parameter: Scalar<string>): Parameter<string> => ({
  ...parameter,
  read: (params, name, settings) =>
    parameter.read(params, name, settings) ?? (settings.requireName ? refuse('MissingParameter', name) : ''),
})

/** Gives an absent or empty parameter a value. */
export const withDefault = <T>(parameter: Scalar<T>, value: T): Parameter<T> => ({
  ...parameter,
  read: (params, name, settings) => parameter.read(params, name, settings) ?? value,
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

/** A text; without a rule any text will do. */
export const text = (rule: TextRule = {}): Scalar<string> => {
  const { min = 0, max = Number.POSITIVE_INFINITY, matches = () => true, refusal = 'InvalidParameter' } = rule
  return scalar({ type: 'string', ...rule, refusal }, (value, name) => {
    const length = lengthOf(value)
    return length < min || length > max || !matches(value) ? refuse(refusal, name) : value
  })
}

const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 }

/** A decimal 32-bit integer. What is none is ill-typed; one out of bounds gets the row's refusal. */
export const integer = (rule: { min: number; max?: number; refusal?: ErrorCode }): Scalar<number> => {
  const { min, max = int32.max, refusal = 'InvalidParameter' } = rule
  return scalar({ type: 'integer', min, max, refusal }, (value, name) => {
    const number = /^-?\d{1,10}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= int32.min && number <= int32.max)) refuse('InvalidParameter', name)
    return number < min || number > max ? refuse(refusal, name) : number
  })
}

/** `true` or `false` in any case: Python clients send `True`. */
export const boolean = (): Scalar<boolean> =>
  scalar({ type: 'boolean', refusal: 'InvalidParameter' }, (value, name) => {
    const lower = value.toLowerCase()
    return lower === 'true' || lower === 'false' ? lower === 'true' : refuse('InvalidParameter', name)
  })

/** One of several words, in any case; reads to the word as listed. */
export const oneOf = <const W extends string>(words: readonly W[], refusal: ErrorCode): Scalar<W> =>
  scalar({ type: 'string', refusal }, (value, name) => {
    const lower = value.toLowerCase()
    return words.find(word => word.toLowerCase() === lower) ?? refuse(refusal, name)
  })

/** A JSON array of texts, an empty one counting as absent; more than `max` of them get the row's refusal. */
export const jsonArray = (rule: { max: number; refusal: ErrorCode }): Scalar<readonly string[] | undefined> =>
  scalar({ type: 'json array', ...rule }, (value, name) => {
    const list = parseJson(value)
    if (!Array.isArray(list) || !list.every(item => typeof item === 'string')) return refuse('InvalidParameter', name)
    if (list.length > rule.max) refuse(rule.refusal, name)
    return list.length === 0 ? undefined : list
  })

const parseJson = (value: string): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** Reads a whole table, in the order of its rows: the first fault is the one that is refused. */
export const readParams = <P extends Record<string, Parameter<unknown>>>(
  table: P,
  params: RawParams,
  settings: ParameterSettings,
): Values<P> =>
  Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, parameter.read(params, name, settings)]),
  ) as Values<P>
