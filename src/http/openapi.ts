import { callQueryShape } from '../gateway/call-query.ts'
import { faultShape } from '../gateway/faults.ts'
import type { JsonSchema, Shape } from '../model/shape.ts'
import { accountShape } from '../world/accounts.ts'
import { snapshotShape } from '../world/snapshots.ts'
import { worldShape } from '../world/world.ts'
import type { Route } from './control-route.ts'
import { controlRoutes } from './control-routes.ts'

/** The schemas that stand in one place and are referred to. */
const named: ReadonlyMap<unknown, string> = new Map([
  [worldShape.schema, 'World'],
  [accountShape.schema, 'Account'],
  [snapshotShape.schema, 'Snapshot'],
  [faultShape.schema, 'Fault'],
  [callQueryShape.schema, 'CallQuery'],
])

const refusals = {
  '400': { description: 'The input is wrong: the message names the field and what is allowed. Nothing was changed.' },
  '401': { description: 'The control token is needed.' },
  '403': { description: 'The call comes from a page of another origin, or under a foreign name.' },
  '404': { description: 'There is no such thing.' },
  '409': { description: 'It is there already.' },
}

const pathParameters = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

/** Members of an object in the query are written with a dot: `params.SnapshotId=…`. */
const queryParameters = (query: Shape<unknown> | undefined) =>
  Object.entries((query?.schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, schema]) =>
    schema.type === 'object'
      ? { name: `${name}.*`, in: 'query', schema: schema.additionalProperties }
      : { name, in: 'query', schema },
  )

const jsonOf = (shape: Shape<unknown>) => ({ content: { 'application/json': { schema: shape.schema } } })

const operationOf = ({ summary, path, query, body, answer }: Route) => ({
  summary,
  parameters: [...pathParameters(path), ...queryParameters(query)],
  ...(body !== undefined && { requestBody: { required: true, ...jsonOf(body) } }),
  responses: { '2XX': { description: 'Done', ...(answer !== undefined && jsonOf(answer)) }, ...refusals },
})

const pathsOf = (): Record<string, Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of controlRoutes) {
    const path = `/_emulator${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return paths
}

/** The OpenAPI description of the control calls, as JSON; made of the tables that check them. */
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
