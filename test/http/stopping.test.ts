import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/http/app.ts'
import { createEmulator } from '../../src/index.ts'

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
  await t.rejects(fetch(url), 'nobody listens any more')
})

await t.test('a stop may be asked for twice', async () => {
  const emulator = createEmulator()
  await Promise.all([emulator.close(), emulator.close()])
})

await t.test('an emulator can be disposed of', async t => {
  let url = ''
  {
    await using emulator = createEmulator()
    url = await emulator.listen()
  }
  await t.rejects(fetch(url))
})

/** What the server itself does not ask about. */
const noExchange = { call: { params: new Map() } } as never

/** A server whose answers wait for a commit that the test decides on. */
const serverFor = async (t: Test) => {
  const commit = Promise.withResolvers<void>()
  const entered = Promise.withResolvers<void>()
  commit.promise.catch(() => {})
  let calls = 0
  const outcomeOf = (code: string) => ({
    reply: { status: 200, headers: {}, body: JSON.stringify({ code }) },
    action: undefined,
    exchange: noExchange,
    account: '',
    region: '',
    code,
    requestId: '',
    undone: (error: unknown) => outcomeOf(`undone: ${error}`),
  })
  const app = buildApp({
    answer: (_request, refusal) => {
      entered.resolve()
      return outcomeOf(refusal ?? 'Success')
    },
    settled: () => (calls++ === 0 ? commit.promise : undefined),
    refuse: () => t.fail('every request is a call') as never,
    record: () => {},
    stopwatch: () => 0,
    version: '',
  })
  t.teardown(() => app.close())
  return { app, commit, entered: entered.promise, url: await app.listen({ port: 0 }) }
}

await t.test('a stop delivers the answers on their way and refuses the calls that still come', async t => {
  const { app, commit, entered, url } = await serverFor(t)
  const second = await open(t, url, '')
  const third = await open(t, url, '')
  const fourth = await open(t, url, '')
  const first = await open(t, url, request)
  await entered
  const closing = app.close()
  // Nothing is awaited for its time: the turns pass until the server has stopped to listen.
  while (app.server.listening) await new Promise(setImmediate)
  second.write(request)
  const [refused] = await once(second, 'data')
  t.match(String(refused), /connection: close[\s\S]*"code":"ServiceUnavailable"/)
  const health = (path: string): string => `GET /_emulator/health${path} HTTP/1.1\r\nHost: x\r\n\r\n`
  third.write(health('/ready'))
  t.match(String((await once(third, 'data'))[0]), /^HTTP\/1\.1 503 [\s\S]*"status":"stopping"/)
  fourth.write(health('/live'))
  t.match(String((await once(fourth, 'data'))[0]), /^HTTP\/1\.1 200 /)
  commit.resolve()
  const [answered] = await once(first, 'data')
  t.match(String(answered), /"code":"Success"/)
  await closing
})

await t.test('what cannot be committed is answered as undone', async t => {
  const { commit, url } = await serverFor(t)
  const call = fetch(url)
  commit.reject('the disk is full')
  t.equal(((await (await call).json()) as { code: string }).code, 'undone: the disk is full')
})

await t.test('a failure of the server itself is an InternalError in the shape of the service', async t => {
  const lines: string[] = []
  const broken = buildApp({
    answer: (_request, refusal) => {
      if (refusal === undefined) throw new Error('broken')
      return {
        reply: { status: 500, headers: {}, body: refusal },
        action: undefined,
        exchange: noExchange,
        account: '',
        region: '',
        code: refusal,
        requestId: '',
        undone: () => t.fail('nothing was written') as never,
      }
    },
    settled: () => undefined,
    refuse: () => t.fail('every request is a call') as never,
    record: () => {},
    stopwatch: () => 0,
    version: '',
    log: { level: 'error', stream: { write: line => lines.push(line) } },
  })
  t.teardown(() => broken.close())
  const reply = await broken.inject('/')
  t.equal(reply.statusCode, 500)
  t.equal(reply.body, 'InternalError')
  t.match(lines.join(''), /"message":"broken"/)
})
