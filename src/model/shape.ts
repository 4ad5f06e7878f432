/** Says where a value is not as it should be, and what was expected there. */
export class ShapeError extends Error {
  /** The place, such as `accounts[0].keys[1].id`; empty for the whole. */
  readonly place: string
  readonly expected: string

  constructor(place: string, expected: string) {
    super(`${place === '' ? 'the whole' : place} should be ${expected}`)
    this.name = 'ShapeError'
    this.place = place
    this.expected = expected
  }
}

/** A JSON Schema of a value. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** How a piece of data must look: one table that checks it, types it and describes it as a JSON Schema. */
export interface Shape<T> {
  readonly schema: JsonSchema
  /** @throws {ShapeError} at the first place that is wrong */
  check(value: unknown, place: string): T
}

/** The type that a shape checks to. */
export type Shaped<S> = S extends Shape<infer T> ? T : never

/** A text that matches a pattern. */
export const text = (expected = 'a text', pattern = /^/): Shape<string> => ({
  schema: { type: 'string', pattern: pattern.source, description: expected },
  check: (value, place) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new ShapeError(place, expected)
    return value
  },
})

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

/** One of a few words. */
export const oneOf = <const W extends string>(...words: readonly W[]): Shape<W> => ({
  schema: { enum: words },
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

type Fields = Record<string, Shape<unknown>>
type Checked<R extends Fields, O extends Fields> = { readonly [K in keyof R]: Shaped<R[K]> } & {
  readonly [K in keyof O]?: Shaped<O[K]>
}

/** An object with fields that must and fields that may be there, and no others. */
export const object = <R extends Fields, O extends Fields>(must: R, may: O): Shape<Checked<R, O>> => {
  const fields = new Map<string, Shape<unknown>>([...Object.entries(must), ...Object.entries(may)])
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...fields].map(([name, shape]) => [name, shape.schema])),
      required: Object.keys(must),
      additionalProperties: false,
    },
    check: (value, place) => {
      const within = (name: string): string => (place === '' ? name : `${place}.${name}`)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError(place, 'an object')
      const missing = Object.keys(must).find(name => !Object.hasOwn(value, name))
      if (missing !== undefined) throw new ShapeError(within(missing), 'given')
      const entries = Object.entries(value).map(([name, field]) => {
        const shape = fields.get(name)
        if (shape === undefined)
          throw new ShapeError(within(name), `left out; known are ${[...fields.keys()].join(', ')}`)
        return [name, shape.check(field, within(name))]
      })
      return Object.fromEntries(entries)
    },
  }
}
