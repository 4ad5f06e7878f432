import type { Row } from '../control/call.ts'
import { rows } from '../control/calls.ts'
import { controlPrefix, namesIn, takesQuery } from '../control/over-http.ts'
import { type ShapeName, shapes } from '../control/shapes.ts'
import type { JsonSchema } from '../model/shape.ts'

const schemaOf = (name: ShapeName): JsonSchema => shapes[name].schema

/** Names of the schemas that are referenced rather than repeated. */
const named: ReadonlyMap<unknown, string> = new Map(
  Object.keys(shapes).map(name => [schemaOf(name as ShapeName), name]),
)

const refusals = {
  '400': { description: 'Invalid input. The message names the field and the allowed values. Nothing was changed.' },
  '401': { description: 'The control token is missing or wrong.' },
  '403': { description: 'The request is cross-origin, or its Host header is a public name.' },
  '404': { description: 'Not found.' },
  '409': { description: 'It exists already, or a limit of the settings is reached.' },
}

const pathParameters = (row: Row) =>
  namesIn(row).map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

/** Members of an object in the query are dotted: `params.SnapshotId=…`. */
const queryParameters = (query: JsonSchema) =>
  Object.entries(query.properties as Record<string, JsonSchema>).map(([name, schema]) =>
    schema.type === 'object'
      ? { name: `${name}.*`, in: 'query', schema: schema.additionalProperties }
      : { name, in: 'query', schema },
  )

const jsonOf = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } })

const inputOf = (row: Row) => {
  const { input, optional } = row
  const path = pathParameters(row)
  if (input === undefined) return { parameters: path }
  const schema = schemaOf(input)
  return takesQuery(row)
    ? { parameters: [...path, ...queryParameters(schema)] }
    : { parameters: path, requestBody: { required: !optional, ...jsonOf(schema) } }
}

const answerOf = ({ answer }: Row) => {
  if (answer === undefined) return {}
  const schema = schemaOf(answer.replace('[]', '') as ShapeName)
  return jsonOf(answer.endsWith('[]') ? { type: 'array', items: schema } : schema)
}

const pathsOf = (): Record<string, Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const row of rows) {
    const [method = '', pattern = ''] = row.route.toLowerCase().split(' ')
    const path = controlPrefix + pattern.replaceAll(/:(\w+)/g, '{$1}')
    const responses = { '2XX': { description: 'Done', ...answerOf(row) }, ...refusals }
    paths[path] = { ...paths[path], [method]: { summary: row.help[0], ...inputOf(row), responses } }
  }
  return paths
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
    return name === undefined ? value : { $ref: `#/components/schemas/${name}` }
  })
}
