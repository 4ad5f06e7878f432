import t from 'tap'
import { rows } from '../../src/control/calls.ts'
import { emulatorFor } from '../support/emulator.ts'

// biome-ignore lint/suspicious/noExplicitAny: a JSON document
type Json = any

await t.test('the OpenAPI document describes every control call, and its references resolve', async t => {
  const emulator = emulatorFor(t)
  const { headers, body } = await emulator.inject({ url: '/_emulator/openapi.json' })
  t.match(headers['content-type'], /^application\/json/)
  const document: Json = JSON.parse(body)
  t.match(document, { openapi: '3.1.0', info: { title: 'copysnapshot-emulator: control', version: /^\d/ } })
  const operations = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method.toUpperCase()} ${path.replace('/_emulator', '')}`),
  )
  const routes = rows.map(({ route }) => route.replaceAll(/:(\w+)/g, '{$1}'))
  t.same(operations.sort(), routes.sort())
  const schemas = Object.keys(document.components.schemas)
  for (const [, name] of body.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    t.ok(schemas.includes(name as string), String(name))
})

await t.test('the schemas of the document match the checks', async t => {
  const emulator = emulatorFor(t)
  const document: Json = JSON.parse((await emulator.inject({ url: '/_emulator/openapi.json' })).body)
  const { Fault, World } = document.components.schemas
  t.same(document.paths['/_emulator/seed'].post.requestBody.content['application/json'].schema, {
    $ref: '#/components/schemas/World',
  })
  t.same(Fault.required, ['kind'])
  t.equal(Fault.additionalProperties, false)
  t.same(Fault.properties.kind, { enum: ['error', 'delay', 'reset', 'truncate', 'empty'] })
  t.ok(Fault.properties.code.enum.includes('Throttling.User'))
  t.same(World.properties.accounts.items, { $ref: '#/components/schemas/Account' })
  t.same(
    document.paths['/_emulator/requests'].get.parameters.find(({ name }: Json) => name === 'params.*'),
    {
      name: 'params.*',
      in: 'query',
      schema: { type: 'string', pattern: '^', description: 'a text' },
    },
  )
  t.match(document.paths['/_emulator/snapshots/{account}/{id}'].get.parameters, [
    { name: 'account', in: 'path', required: true },
    { name: 'id', in: 'path', required: true },
  ])
})
