import t from 'tap'
import { rows } from '../../src/control/calls.ts'
import { controlExchanges } from '../support/control-exchanges.ts'
import { emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { mismatches } from '../support/json-schema.ts'

// biome-ignore lint/suspicious/noExplicitAny: a JSON document
type Json = any

const emulator = emulatorFor(t)
const { headers, body } = await emulator.inject({ url: '/_emulator/openapi.json' })
const document: Json = JSON.parse(body)

/** The operations, each with its method and its path below `/_emulator`. */
const operations = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
  Object.entries<Json>(item).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path.replace('/_emulator', '')}`,
    ...operation,
  })),
)

/** The schema of a JSON body. */
const schemaIn = (place: Json): Json => place?.content?.['application/json']?.schema

/** All schemas of the document, those inside others included. */
const schemasIn = (part: Json): Json[] => {
  if (typeof part !== 'object' || part === null) return []
  return [part, ...Object.values(part).flatMap(schemasIn)]
}

t.test('the OpenAPI document describes every control call, and its references resolve', async t => {
  t.match(headers['content-type'], /^application\/json/)
  t.match(document, { openapi: '3.1.0', info: { title: 'copysnapshot-emulator: control', version: /^\d/ } })
  const searches = rows.flatMap(({ search }) => search ?? [])
  const health = ['GET /health', 'GET /health/live', 'GET /health/ready']
  const routes = [...rows.map(({ route }) => route), ...searches, ...health].map(route =>
    route.replaceAll(/:(\w+)/g, '{$1}'),
  )
  t.same(operations.map(({ route }) => route).sort(), routes.sort())
  const schemas = Object.keys(document.components.schemas)
  for (const [, name] of body.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    t.ok(schemas.includes(name as string), String(name))
})

t.test('the schemas of the document match the checks', async t => {
  const { Fault, World, ErrorCode } = document.components.schemas
  t.same(document.paths['/_emulator/seed'].post.requestBody.content['application/json'].schema, {
    $ref: '#/components/schemas/World',
  })
  t.same(Fault.required, ['kind'])
  t.equal(Fault.additionalProperties, false)
  t.same(Fault.properties.kind, { type: 'string', enum: ['error', 'delay', 'reset', 'truncate', 'empty'] })
  t.same(Fault.properties.code, { $ref: '#/components/schemas/ErrorCode' })
  t.ok(ErrorCode.enum.includes('Throttling.User'))
  t.same(World.properties.accounts.items, { $ref: '#/components/schemas/Account' })
  t.match(document.paths['/_emulator/snapshots/{account}/{id}'].get.parameters, [
    { name: 'account', in: 'path', required: true },
    { name: 'id', in: 'path', required: true },
  ])
})

t.test('generators find a name for every operation, a type for every enum and a schema for every answer', async t => {
  const names = operations.map(({ operationId }) => operationId)
  for (const name of names) t.match(name, /^[a-z]+[A-Za-z]*$/)
  t.equal(new Set(names).size, names.length)
  for (const schema of schemasIn(document)) if (Array.isArray(schema.enum)) t.equal(schema.type, 'string')
  for (const { operationId, responses } of operations) {
    t.ok(responses[200] ?? responses[204], operationId)
    for (const [status, response] of Object.entries(responses))
      t.equal(schemaIn(response) === undefined, status === '204', `${operationId} ${status}`)
  }
})

t.test('a number that may exceed 32 bits has a format', async t => {
  const { ClockAdvance, Account, Fault } = document.components.schemas
  t.equal(ClockAdvance.properties.seconds.format, 'double')
  t.equal(Account.properties.diskCapacityQuota.format, 'int64')
  t.equal(Fault.properties.times.format, undefined)
})

t.test('no query has an object, and a search takes the whole query in its body', async t => {
  const parameters = operations.flatMap(({ parameters = [] }) => parameters)
  for (const { name, schema } of parameters) t.equal(schema.type, 'string', name)
  for (const path of ['/_emulator/requests/search', '/_emulator/requests/search/count'])
    t.same(schemaIn(document.paths[path].post.requestBody), { $ref: '#/components/schemas/CallQuery' })
})

t.test('health needs no token, and every call accepts one', async t => {
  t.same(document.components.securitySchemes, { token: { type: 'http', scheme: 'bearer' } })
  t.same(document.security, [{}, { token: [] }])
  for (const { route, security } of operations) t.same(security, route.includes('/health') ? [] : undefined, route)
})

/** Calls after those of the list, whose answers hold what the answers of the list lack: the journal has two calls. */
const fuller = [
  ['requests.list GET /requests', ''],
  ['requests.list GET /requests?params.SnapshotId=none', ''],
  ['requests.list POST /requests/search', '{"params":{"RegionId":"cn-chengdu"}}'],
  ['requests.count POST /requests/search/count', ''],
  ['requests.waitFor POST /requests/wait', '{"timeoutMs":0}'],
  ['requests.waitFor POST /requests/wait', '{"timeoutMs":0,"query":{"outcome":"none"}}'],
  ['faults.list GET /faults', ''],
  ['stubs.list GET /stubs', ''],
  ['snapshots.list GET /snapshots', ''],
  ['disks.list GET /disks', ''],
  ['instances.list GET /instances', ''],
  ['explain POST /explain', '{"url":"/?Action=DescribeRegions&AccessKeyId=testid&Signature=x"}'],
  ['explain POST /explain', '{"method":"get"}'],
  ['accounts.get GET /accounts/none', ''],
  ['state.export GET /state', ''],
  ['health.get GET /health', ''],
] as const

t.test('every answer of a control call matches its schema', async t => {
  const { emulator, call } = started(t)
  const answered = async (exchange: string, body: string) => {
    const [, method, path = ''] = exchange.split(' ')
    const operation = operations.find(({ route }) =>
      new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(`${method} ${path.split('?')[0]}`),
    )
    const sent = body === '' ? {} : { headers: { 'content-type': 'application/json' }, body }
    const reply = await emulator.inject({ method: method as string, url: `/_emulator${path}`, ...sent })
    const response = operation.responses[reply.status]
    t.ok(response, `${exchange}: ${reply.status}`)
    const schema = schemaIn(response)
    if (schema === undefined) t.equal(reply.body, '', exchange)
    else t.same(mismatches(document, schema, JSON.parse(reply.body)), [], `${exchange}: ${reply.body.slice(0, 200)}`)
  }
  for (const [exchange, body] of controlExchanges) await answered(exchange, body)
  emulator.reset()
  emulator.faults.add({ kind: 'delay', delayMs: 0, at: 'after' })
  emulator.stubs.add({ action: 'DescribeDisksFullStatus', reply: { TotalCount: 0 } })
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  t.equal((await call('DescribeDisksFullStatus')).status, 200)
  for (const [exchange, body] of fuller) await answered(exchange, body)
})

t.test('a value that does not match a schema is found', async t => {
  const { Explanation } = document.components.schemas
  const explanation = emulator.explain('/?Action=DescribeRegions')
  t.same(mismatches(document, Explanation, explanation), [])
  const { holds, ...rest } = explanation
  t.same(mismatches(document, Explanation, { ...rest, canonical: 5, more: '' }), [
    'canonical: 5 is no string',
    'holds is missing',
    'more is unknown',
  ])
  t.equal(holds, false)
})
