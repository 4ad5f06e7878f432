import { nearestTo } from './nearest.ts'

/** A value does not match its shape. The error has the place and the expectation. */
export class ShapeError extends Error {
  /** The place, such as `accounts[0].keys[1].id`; empty for the whole value. */
  readonly place: string
  readonly expected: string

  constructor(place: string, expected: string) {
    super(`${place === '' ? 'the value' : place} should be ${expected}`)
    this.name = 'ShapeError'
    this.place = place
    this.expected = expected
  }
}

/** An entry that must be new already exists. */
export class ConflictError extends ShapeError {}

/** A JSON Schema of a value. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** The form of a piece of data. One table checks the data, types it and describes it as a JSON Schema. */
export interface Shape<T> {
  readonly schema: JsonSchema
  /** @throws {ShapeError} at the first place that is wrong */
  check(value: unknown, place: string): T
}

/** The type of the values that a shape accepts. */
export type Shaped<S> = S extends Shape<infer T> ? T : never

/** Refuses lone surrogates: they have no UTF-8 form, so other text would be stored in their place. */
const wellFormed = (value: string, place: string): string => {
  if (!value.isWellFormed()) throw new ShapeError(place, 'without lone surrogates')
  return value
}

/** Any text, or one that matches a pattern. */
export const text = (expected = 'a text', pattern?: RegExp): Shape<string> => ({
  schema: { type: 'string', ...(pattern && { pattern: pattern.source, description: expected }) },
  check: (value, place) => {
    if (typeof value !== 'string' || pattern?.test(value) === false) throw new ShapeError(place, expected)
    return wellFormed(value, place)
  },
})

/** An id of any kind. */
export const id = text('a text of 1 to 64 letters, digits and . _ * -', /^[\w.*-]{1,64}$/)

/** A number within bounds. */
export const number = (min: number, max: number, kind: 'integer' | 'number' = 'integer'): Shape<number> => ({
  schema: { type: kind, minimum: min, maximum: max },
  check: (value, place) => {
    const sound = typeof value === 'number' && value >= min && value <= max
    if (!sound || (kind === 'integer' && !Number.isInteger(value))) {
      throw new ShapeError(place, `${kind === 'integer' ? 'a whole number' : 'a number'} from ${min} to ${max}`)
    }
    return value
  },
})

export const boolean: Shape<boolean> = {
  schema: { type: 'boolean' },
  check: (value, place) => {
    if (typeof value !== 'boolean') throw new ShapeError(place, 'true or false')
    return value
  },
}

/** One of several words. */
export const oneOf = <const W extends string>(...words: readonly W[]): Shape<W> => ({
  schema: { type: 'string', enum: words },
  check: (value, place) => {
    const word = words.find(known => known === value)
    if (word === undefined) throw new ShapeError(place, `one of ${words.join(', ')}`)
    return word
  },
})

export const listOf = <T>(item: Shape<T>): Shape<readonly T[]> => ({
  schema: { type: 'array', items: item.schema },
  check: (value, place) => {
    if (!Array.isArray(value)) throw new ShapeError(place, 'a list')
    return value.map((entry, i) => item.check(entry, `${place}[${i}]`))
  },
})

/** An object with any field names. */
export const record = <T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> => ({
  schema: { type: 'object', additionalProperties: item.schema },
  check: (value, place) =>
    Object.fromEntries(
      Object.entries(plainObject(value, place)).map(([name, field]) => [
        wellFormed(name, within(place, name)),
        item.check(field, within(place, name)),
      ]),
    ),
})

/** A text of one shape, or a value of another. */
export const textOr = <A extends string, B>(text: Shape<A>, other: Shape<B>): Shape<A | B> => ({
  schema: { anyOf: [text.schema, other.schema] },
  check: (value, place) => (typeof value === 'string' ? text : other).check(value, place),
})

/** A value, or null to remove it. */
export const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  schema: { anyOf: [shape.schema, { type: 'null' }] },
  check: (value, place) => (value === null ? null : shape.check(value, place)),
})

const within = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`)

const plainObject = (value: unknown, place: string): object => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError(place, 'an object')
  return value
}

/** Refuses an unknown field. Names the known one that it may stand for: at most every second letter differs. */
const refuseField = (place: string, name: string, known: readonly string[]): never => {
  const [meant] = nearestTo(name, known, (name.length - 1) / 2)
  throw new ShapeError(within(place, name), `${meant ?? 'left out'}; known fields are ${known.join(', ')}`)
}

type Fields = Record<string, Shape<unknown>>
type Checked<R extends Fields, O extends Fields> = { readonly [K in keyof R]: Shaped<R[K]> } & {
  readonly [K in keyof O]?: Shaped<O[K]>
}

/** The shape of an object. Other shapes can reuse its fields. */
export interface ObjectShape<R extends Fields, O extends Fields> extends Shape<Checked<R, O>> {
  readonly must: R
  readonly may: O
}

/** An object with required and optional fields, and no others. */
export const object = <R extends Fields, O extends Fields>(must: R, may: O): ObjectShape<R, O> => {
  const fields = new Map<string, Shape<unknown>>([...Object.entries(must), ...Object.entries(may)])
  return {
    must,
    may,
    schema: {
      type: 'object',
      properties: Object.fromEntries([...fields].map(([name, shape]) => [name, shape.schema])),
      required: Object.keys(must),
      additionalProperties: false,
    },
    check: (value, place) => {
      // Undefined fields count as absent: JSON drops them, and callers in the process expect the same.
      const given = Object.entries(plainObject(value, place)).filter(([, field]) => field !== undefined)
      for (const [name] of given) if (!fields.has(name)) refuseField(place, name, [...fields.keys()])
      const missing = Object.keys(must).find(name => !given.some(([known]) => known === name))
      if (missing !== undefined) throw new ShapeError(within(place, missing), 'given')
      const entries = given.map(([name, field]) => [name, fields.get(name)?.check(field, within(place, name))])
      return Object.fromEntries(entries) as Checked<R, O>
    },
  }
}
