import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { type CallContext, newCallContext } from '../../src/gateway/context.ts'
import { buildApp } from '../../src/http/app.ts'
import { HeldCalls } from '../../src/http/held-calls.ts'
import { createEmulator } from '../../src/index.ts'
import { settingsOf } from '../../src/settings.ts'

const open = async (t: Test, url: string, bytes: string): Promise<Socket> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(bytes)
  return socket
}

const request = 'GET /?Format=JSON HTTP/1.1\r\nHost: x\r\n\r\n'

await t.test('a stop ends idle and half-sent connections at once', async t => {
  const emulator = createEmulator()
  const url = await emulator.listen()
  const idle = await open(t, url, request)
  await once(idle, 'data')
  const silent = await open(t, url, '')
  const half = await open(t, url, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab')
  const ended = Promise.all([idle, silent, half].map(socket => new Promise(resolve => socket.on('close', resolve))))
  for (const socket of [idle, silent, half]) socket.resume()
  await emulator.close()
  await ended
  await t.rejects(fetch(url), 'the port is closed')
})

await t.test('a stop delivers the answers of control calls', async t => {
  const emulator = createEmulator()
  const url = await emulator.listen()
  const own = { account: '1000000000000001', region: 'cn-beijing' }
  const description = 'x'.repeat(200_000)
  emulator.seed({ snapshots: Array.from({ length: 150 }, (_, i) => ({ ...own, id: `s-${i}`, description })) })
  const asked = '{"count":1,"timeoutMs":60000}'
  const post = (path: string, length: number): string =>
    `POST /_emulator/${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
  const waiting = await open(t, url, post('requests/wait', asked.length) + asked)
  const half = await open(t, url, `${post('reset', 9)}{`)
  const exporting = await open(t, url, 'GET /_emulator/state HTTP/1.1\r\nHost: localhost\r\n\r\n')
  // The export is under way: its client has not read it.
  await once(exporting, 'readable')
  const closing = emulator.close()
  const [waited, exported, rest] = await Promise.all([waiting, exporting, half].map(socket => text(socket)))
  t.match(waited, /^HTTP\/1\.1 409 [\s\S]*\{"message":"The emulator was closed\."\}$/)
  const [head = '', body = ''] = String(exported).split('\r\n\r\n')
  t.equal(body.length, Number(/content-length: (\d+)/.exec(head)?.[1]))
  t.ok(body.length > 150 * 200_000)
  t.equal(rest, '', 'a request that is not complete gets no answer')
  await closing
})

await t.test('a second stop has no effect', async () => {
  const emulator = createEmulator()
  await Promise.all([emulator.close(), emulator.close()])
})

await t.test('a second listen is refused and leaves nothing behind', async t => {
  const emulator = createEmulator()
  const url = await emulator.listen()
  await t.rejects(emulator.listen(), { code: 'FST_ERR_REOPENED_SERVER' })
  t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
  await emulator.close()
  await t.rejects(emulator.listen(), { code: 'FST_ERR_REOPENED_CLOSE_SERVER' })
  await t.rejects(fetch(url), 'the port is closed')
})

await t.test('an emulator is disposable', async t => {
  let url = ''
  {
    await using emulator = createEmulator()
    url = await emulator.listen()
  }
  await t.rejects(fetch(url))
})

/** The reply of the calls below, by refusal. */
type Rendered = (refusal: string | undefined) => { code: string; body?: string; headers?: Record<string, string> }

/** Other parts of a server that a test may replace. */
interface Parts {
  commit(): Error | undefined
  answer(calls: readonly CallContext[]): void
  prepare(app: FastifyInstance): void
}

/** A server whose test answers the calls. */
const serverFor = async (
  t: Test,
  rendered: Rendered,
  { commit = () => undefined, answer = () => {}, prepare = () => {} }: Partial<Parts> = {},
) => {
  const lines: string[] = []
  const ids = { requestId: '', traceId: '' }
  const app = buildApp({
    gateway: {
      open: (request, client, httpRefusal) => newCallContext({ request, client, httpRefusal, receivedAt: 0, ids }),
      answer,
      render: ({ refusal, httpRefusal }) => {
        const { code, body = JSON.stringify({ code }), headers = {} } = rendered(refusal?.code ?? httpRefusal)
        return { status: 200, headers, body }
      },
      refuse: () => t.fail('every request is a call') as never,
      record: () => {},
      hold: () => {},
      end: () => t.fail('no delayed call is ended'),
    },
    heldCalls: new HeldCalls(),
    commit,
    url: () => '',
    version: '',
    watch: () => t.fail('nobody watches') as never,
    settings: settingsOf({ logger: { level: 'error', stream: { write: line => lines.push(line) } } }),
    control: {} as never,
  })
  prepare(app)
  t.teardown(() => app.close())
  return { app, lines, url: await app.listen({ port: 0 }) }
}

await t.test('a stop delivers pending answers and refuses new calls', async t => {
  // More than a connection buffers: the answer is pending until the client reads it.
  const long = 'x'.repeat(32 * 1024 * 1024)
  const entered = Promise.withResolvers<void>()
  const { app, url } = await serverFor(t, refusal => {
    entered.resolve()
    return refusal === undefined ? { code: 'Success', body: long } : { code: refusal }
  })
  const second = await open(t, url, '')
  const third = await open(t, url, '')
  const fourth = await open(t, url, '')
  const first = await open(t, url, request)
  await entered.promise
  const closing = app.close()
  // No timed wait: turns pass until the server has stopped listening.
  while (app.server.listening) await new Promise(setImmediate)
  second.write(request)
  const [refused] = await once(second, 'data')
  t.match(String(refused), /connection: close[\s\S]*"code":"ServiceUnavailable"/)
  const health = (path: string): string => `GET /_emulator/health${path} HTTP/1.1\r\nHost: x\r\n\r\n`
  third.write(health('/ready'))
  t.match(String((await once(third, 'data'))[0]), /^HTTP\/1\.1 503 [\s\S]*"status":"stopping"/)
  fourth.write(health('/live'))
  t.match(String((await once(fourth, 'data'))[0]), /^HTTP\/1\.1 200 /)
  const answer = await text(first)
  t.ok(answer.endsWith(`\r\n\r\n${long}`))
  await closing
})

await t.test('a stop answers the calls of its turn', async t => {
  const { app, url } = await serverFor(t, () => ({ code: 'Success' }))
  const calls = [app.inject('/'), app.inject('/')]
  await Promise.all(calls.map(call => call.then(({ json }) => t.same(json(), { code: 'Success' }))))
  const late = app.inject('/')
  await app.close()
  t.match((await late).json(), { code: 'Success' })
  t.ok(url)
})

await t.test('a failed commit answers InternalError, and the log has the reason', async t => {
  const commit = () => new Error('the disk is full')
  const { url, lines } = await serverFor(t, refusal => ({ code: String(refusal) }), { commit })
  t.same(await (await fetch(url)).json(), { code: 'InternalError' })
  t.match(lines.join(''), /"message":"the disk is full"/)
})

await t.test('a delayed call is not part of a turn whose commit fails', async t => {
  let turns = 0
  const commit = () => (turns === 1 ? new Error('the disk is full') : undefined)
  const answer = (calls: readonly CallContext[]): void => {
    if (++turns === 1) for (const call of calls) call.pauseMs = 0
  }
  const { url } = await serverFor(t, refusal => ({ code: refusal ?? 'Success' }), { commit, answer })
  t.same(await (await fetch(url)).json(), { code: 'Success' })
  t.equal(turns, 2)
})

await t.test('a failure before the call is read is an InternalError', async t => {
  const prepare = (app: FastifyInstance): void => {
    app.addHook('preParsing', async () => {
      throw new Error('cannot read')
    })
  }
  const { app, lines } = await serverFor(t, refusal => ({ code: String(refusal) }), { prepare })
  t.same((await app.inject('/')).json(), { code: 'InternalError' })
  t.match(lines.join(''), /"message":"cannot read"/)
})

await t.test('a reply that cannot be sent ends only its own connection', async t => {
  let calls = 0
  const { app, lines } = await serverFor(t, () => {
    if (++calls === 1) throw new Error('wholly broken')
    return { code: 'Success', ...(calls === 2 && { headers: { impossible: 'line\nbreak' } }) }
  })
  await t.rejects(app.inject('/'))
  await t.rejects(app.inject('/'))
  t.match(lines.join(''), /"message":"wholly broken"[\s\S]*ERR_INVALID_CHAR/)
  t.same((await app.inject('/')).json(), { code: 'Success' })
})
