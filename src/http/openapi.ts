import { type NamedRow, routedRows } from '../control/calls.ts'
import { controlPrefix, namesIn, takesQuery } from '../control/over-http.ts'
import { type ShapeName, shapes } from '../control/shapes.ts'
import type { JsonSchema } from '../model/shape.ts'

const schemaOf = (name: ShapeName): JsonSchema => shapes[name].schema

/** Names of the schemas that are referenced rather than repeated. */
const named: ReadonlyMap<unknown, string> = new Map(
  Object.keys(shapes).map(name => [schemaOf(name as ShapeName), name]),
)

const answered = (description: string, schema: JsonSchema) => ({
  description,
  content: { 'application/json': { schema } },
})

const refusals = Object.fromEntries(
  Object.entries({
    400: 'Invalid input. The message names the field and the allowed values. Nothing was changed.',
    401: 'The control token is missing or wrong.',
    403: 'The request is cross-origin, or its Host header is a public name.',
    404: 'Not found.',
    409: 'It exists already, or a limit of the settings is reached.',
    413: 'The body is too large.',
    415: 'The content-type of the body is not application/json.',
    500: 'The emulator failed; see its log.',
  }).map(([status, description]) => [status, answered(description, schemaOf('ControlError'))]),
)

/** `accounts.create` is `accountsCreate`, with the tag `accounts`; `reset` has the tag `emulator`. */
const nameOf = (name: string) => ({
  operationId: name.replaceAll(/\W(\w)/g, (_, letter: string) => letter.toUpperCase()),
  tags: [/^\w+(?=\W)/.exec(name)?.[0] ?? 'emulator'],
})

const pathParameters = (row: NamedRow) =>
  namesIn(row).map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

/** The fields that are no objects. Generators disagree on objects in a query, so a search takes these in its body. */
const queryParameters = (query: JsonSchema) =>
  Object.entries(query.properties as Record<string, JsonSchema>)
    .filter(([, { type }]) => type !== 'object')
    .map(([name, schema]) => ({ name, in: 'query', schema }))

const inputOf = (row: NamedRow) => {
  const { input, optional } = row
  const path = pathParameters(row)
  if (input === undefined) return { parameters: path }
  const schema = schemaOf(input)
  return takesQuery(row)
    ? { parameters: [...path, ...queryParameters(schema)] }
    : { parameters: path, requestBody: { required: !optional, content: { 'application/json': { schema } } } }
}

const answerOf = ({ answer }: NamedRow) => {
  if (answer === undefined) return { 204: { description: 'Done.' } }
  const schema = schemaOf(answer.replace('[]', '') as ShapeName)
  return { 200: answered('Done.', answer.endsWith('[]') ? { type: 'array', items: schema } : schema) }
}

const healthOf = (name: string, summary: string) => ({
  get: {
    ...nameOf(name),
    summary,
    security: [],
    responses: {
      200: answered('It is up.', schemaOf('Health')),
      503: answered('It stops.', schemaOf('Health')),
    },
  },
})

const pathsOf = () => {
  const paths: Record<string, Record<string, unknown>> = {
    [`${controlPrefix}/health`]: healthOf('health.get', 'Whether the emulator is up'),
    [`${controlPrefix}/health/live`]: healthOf('health.live', 'Whether the emulator responds'),
    [`${controlPrefix}/health/ready`]: healthOf('health.ready', 'Whether the worlds are loaded'),
  }
  for (const row of routedRows) {
    const [method = '', pattern = ''] = row.route.split(' ')
    const path = controlPrefix + pattern.replaceAll(/:(\w+)/g, '{$1}')
    const responses = { ...answerOf(row), ...refusals }
    const name = row.route === row.search ? pattern.slice(1) : row.name
    const operation = { ...nameOf(name), summary: row.help[0], ...inputOf(row), responses }
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  return paths
}

/** The format of a number, without which some generators take 32 bits. */
const formatOf = ({ type, maximum }: JsonSchema) => {
  if (type === 'number') return { format: 'double' }
  return type === 'integer' && (maximum as number) >= 2 ** 31 ? { format: 'int64' } : {}
}

/** Generates the OpenAPI document of the control calls, as JSON, from the table of calls and the shapes. */
export const openApi = (version: string): string => {
  const schemas = Object.fromEntries([...named].map(([schema, name]) => [name, { ...(schema as JsonSchema) }]))
  const description = {
    openapi: '3.1.0',
    info: { title: 'copysnapshot-emulator: control', version },
    paths: pathsOf(),
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{}, { token: [] }],
  }
  return JSON.stringify(description, (_key, value) => {
    const name = named.get(value)
    if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
    return typeof value?.type === 'string' ? { ...value, ...formatOf(value) } : value
  })
}
