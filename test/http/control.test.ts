import { once } from 'node:events'
import t from 'tap'
import { connect } from '../../src/client.ts'
import { type Control, rows } from '../../src/control/calls.ts'
import { buildApp } from '../../src/http/app.ts'
import { HeldCalls } from '../../src/http/held-calls.ts'
import { settingsOf } from '../../src/settings.ts'
import { emulatorFor } from '../support/emulator.ts'
import { exchange } from '../support/raw-http.ts'

await t.test('health is ready as soon as the emulator exists, because its worlds are loaded', async t => {
  const reply = await emulatorFor(t).inject({ url: '/_emulator/health' })
  t.equal(reply.status, 200)
  t.match(JSON.parse(reply.body), { status: 'ready', version: /^\d+\.\d+\.\d+$/ })
})

await t.test("HEAD of the emulator's own paths has the status and headers of GET, and no body", async t => {
  const url = await emulatorFor(t, { tls: 'self-signed' }).listen()
  const gets = rows.filter(({ route }) => route.startsWith('GET ')).map(({ route }) => route.slice('GET '.length))
  for (const path of ['/health', '/health/live', '/health/ready', '/tls.pem', '/openapi.json', ...gets]) {
    const get = await fetch(`${url}/_emulator${path}`)
    const head = await fetch(`${url}/_emulator${path}`, { method: 'HEAD' })
    t.equal(head.status, get.status, path)
    for (const name of ['content-type', 'content-length']) t.equal(head.headers.get(name), get.headers.get(name), path)
    t.equal(await head.text(), '')
  }
  t.equal((await fetch(`${url}/_emulator/reset`, { method: 'HEAD' })).status, 404)
})

await t.test("errors on the emulator's own paths are plain messages, not in the service's format", async t => {
  const url = await emulatorFor(t).listen()
  const requests: readonly (readonly [request: string, status: number, message: RegExp])[] = [
    ['GET /_emulator/nothing?a=1 HTTP/1.1#Host: x##', 404, /^There is no GET \/_emulator\/nothing\.$/],
    ['POST /_emulator/health HTTP/1.1#Host: x#Content-Length: 0##', 404, /^There is no POST/],
    ['GET /_emulator/%zz HTTP/1.1#Host: x##', 400, /^The path is malformed\.$/],
    [`GET /_emulator/snapshots/${'a'.repeat(200)} HTTP/1.1#Host: x##`, 400, /^The path is malformed\.$/],
    ['POST /_emulator/health HTTP/1.1#Host: x#Content-Type: ;;#Content-Length: 2##hi', 415, /^Unsupported Media Type$/],
    [
      'POST /_emulator/typo HTTP/1.1#Host: x#Content-Type: application/json#Content-Length: 1##{',
      404,
      /^There is no POST/,
    ],
    [`POST /_emulator/typo HTTP/1.1#Host: x#Content-Length: 2000000##`, 413, /^Request body is too large$/],
  ]
  for (const [request, status, message] of requests) {
    const reply = await exchange(url, request.replaceAll('#', '\r\n'))
    t.equal(reply.status, status, request)
    const { message: given, ...more } = JSON.parse(reply.body)
    t.match(given, message, request)
    t.same(more, {}, 'no other member')
  }
})

await t.test('a wait ends when its client disconnects', async t => {
  const { promise: waiting, resolve: wait } = Promise.withResolvers<AbortSignal>()
  const waitFor = (_query: object, _wait: object, signal: AbortSignal): Promise<never> => {
    wait(signal)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  const control = { requests: { waitFor } } as unknown as Control
  const parts = {
    gateway: {} as never,
    heldCalls: new HeldCalls(),
    commit: () => undefined,
    version: '',
    watch: () => t.fail('nobody watches') as never,
    url: () => '',
    settings: settingsOf({}),
  }
  const app = buildApp({ ...parts, control })
  t.teardown(() => app.close())
  const remote = connect(await app.listen({ port: 0, host: '127.0.0.1' }))
  const gone = new AbortController()
  const waited = remote.requests.waitFor({}, { timeoutMs: 240_000 }, gone.signal)
  const signal = await waiting
  t.notOk(signal.aborted, 'while somebody waits')
  gone.abort()
  await t.rejects(waited, { name: 'AbortError' })
  if (!signal.aborted) await once(signal, 'abort')
  t.match(signal.reason, { message: 'The client disconnected.' })
})

await t.test('a GET ignores its body; a DELETE refuses a body that is not JSON', async t => {
  const emulator = emulatorFor(t)
  const send = async (method: string, type: string | undefined, body: string) => {
    const headers = type === undefined ? {} : { 'content-type': type }
    const url = method === 'GET' ? '/_emulator/clock' : '/_emulator/faults'
    return (await emulator.inject({ method, url, headers, body })).status
  }
  t.equal(await send('GET', 'application/json', '{'), 200, 'the body of a GET is ignored')
  t.equal(await send('GET', 'text/plain', 'hello'), 200)
  t.equal(await send('DELETE', undefined, ''), 204)
  t.equal(await send('DELETE', 'text/plain', 'hello'), 415)
  t.equal(await send('DELETE', 'application/json', '{'), 400)
})
