// biome-ignore lint/suspicious/noExplicitAny: a JSON document
type Json = any

/** What a keyword says against a value; nothing: the value has it. Each is passed its own schema. */
type Keyword = (value: Json, asked: Json, schema: Json, document: Json) => readonly string[]

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const typeOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: value => typeof value === 'boolean',
  integer: Number.isInteger,
  null: value => value === null,
  number: value => typeof value === 'number',
  object: isObject,
  string: value => typeof value === 'string',
}

const unless = (holds: unknown, message: string): string[] => (holds ? [] : [message])
const none = () => []

/** The entries of an object whose schema is that of other fields. */
const otherFields = (value: object, { properties = {} }: Json) =>
  Object.entries(value).filter(([name]) => !(name in properties))

/** Every keyword that the OpenAPI document uses. Another one is a mistake. */
const keywords: Readonly<Record<string, Keyword>> = {
  $ref: (value, asked, _, document) =>
    mismatches(document, document.components.schemas[asked.split('/').at(-1)], value),
  type: (value, asked) => unless(typeOf[asked]?.(value), `${JSON.stringify(value)} is no ${asked}`),
  enum: (value, asked) => unless(asked.includes(value), `${value} is not one of ${asked.slice(0, 9)}`),
  anyOf: (value, asked, _, document) => {
    const found = asked.map((schema: Json) => mismatches(document, schema, value))
    return found.some((each: string[]) => each.length === 0) ? [] : found.flat()
  },
  pattern: (value, asked) => unless(new RegExp(asked, 'u').test(value), `${value} does not match ${asked}`),
  format: (value, asked) => unless(asked !== 'date-time' || !Number.isNaN(Date.parse(value)), `${value} is no time`),
  minimum: (value, asked) => unless(value >= asked, `${value} is under ${asked}`),
  maximum: (value, asked) => unless(value <= asked, `${value} is over ${asked}`),
  items: (value, asked, _, document) =>
    value.flatMap((item: Json, i: number) => mismatches(document, asked, item).map(told => `${i}: ${told}`)),
  required: (value, asked) => asked.flatMap((name: string) => unless(name in value, `${name} is missing`)),
  properties: (value, asked, _, document) =>
    Object.entries(asked).flatMap(([name, schema]) =>
      name in value ? mismatches(document, schema, value[name]).map(told => `${name}: ${told}`) : [],
    ),
  additionalProperties: (value, asked, schema, document) =>
    otherFields(value, schema).flatMap(([name, field]) =>
      asked === false ? [`${name} is unknown`] : mismatches(document, asked, field).map(told => `${name}: ${told}`),
    ),
  description: none,
}

/** Lists how a value differs from a schema of an OpenAPI document. */
export const mismatches = (document: Json, schema: Json, value: Json): readonly string[] => {
  const { type, ...rest } = schema
  const first = type === undefined ? [] : keywords.type?.(value, type, schema, document)
  if (first?.length) return first
  return Object.entries(rest).flatMap(([name, asked]) => {
    const keyword = keywords[name]
    return keyword === undefined ? [`${name} is no known keyword`] : keyword(value, asked, schema, document)
  })
}
