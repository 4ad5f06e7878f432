import { once } from 'node:events'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import type { EmulatorOptions } from '../../src/index.ts'
import { emulatorFor } from '../support/emulator.ts'
import { exchange, readReply } from '../support/raw-http.ts'

const codeOf = async (t: Test, options: EmulatorOptions, request: string): Promise<string> => {
  const { status, body } = await exchange(await emulatorFor(t, options).listen(), request.replaceAll('#', '\r\n'))
  return `${status} ${JSON.parse(body).Code}`
}

const url = (length: number): string => `GET /?Format=JSON&a=${'a'.repeat(length)} HTTP/1.1#Host: x##`

const form = (length: number): string =>
  `POST /?Format=JSON HTTP/1.1#Host: x#Content-Type: application/x-www-form-urlencoded#Content-Length: ${length}##${'a'.repeat(length)}`

await t.test('settings limit the size of the headers and the body', async t => {
  t.equal(await codeOf(t, { maxHeaderBytes: 10_000 }, url(9000)), '400 MissingParameter')
  t.equal(await codeOf(t, { maxHeaderBytes: 10_000 }, url(11_000)), '431 RequestHeaderFieldsTooLarge')
  t.equal(await codeOf(t, { maxBodyBytes: 2000 }, form(2000)), '400 MissingParameter')
  t.equal(await codeOf(t, { maxBodyBytes: 2000 }, form(2001)), '413 RequestEntityTooLarge')
  t.equal(await codeOf(t, {}, form(1_000_000)), '400 MissingParameter')
})

/** Everything received over a connection until the server ends it. */
const untilClosed = async (address: string, request: string): Promise<string> => {
  const socket = connect(Number(new URL(address).port), '127.0.0.1', () =>
    socket.write(request.replaceAll('#', '\r\n')),
  )
  let text = ''
  socket.setEncoding('latin1').on('data', data => {
    text += data
  })
  await once(socket, 'close')
  return text
}

await t.test('an incomplete request gets 408 at its timeout, and its connection is closed', async t => {
  const address = await emulatorFor(t, { requestTimeout: 0.1 }).listen()
  for (const part of [
    'GET / HT',
    'GET / HTTP/1.1#Host: x#X-Slow: a',
    'POST / HTTP/1.1#Host: x#Content-Length: 9##a=b',
  ]) {
    const reply = readReply(await untilClosed(address, part))
    t.equal(reply?.status, 408, part)
    t.equal(JSON.parse(reply?.body ?? '{}').Code, 'RequestTimeout', part)
  }
})

await t.test('a client that keeps sending after a refusal is cut off at the request timeout', async t => {
  const address = await emulatorFor(t, { requestTimeout: 0.1 }).listen()
  const socket = connect({ port: Number(new URL(address).port), host: '127.0.0.1', allowHalfOpen: true })
  t.teardown(() => socket.destroy())
  const ended = once(socket, 'error')
  socket.resume().on('end', () => t.pass('the refusal arrived'))
  const send = (): boolean => !socket.destroyed && socket.write('GARBAGE\r\n', () => setImmediate(send))
  send()
  t.match((await ended)[0], { code: /ECONNRESET|EPIPE/ })
})

await t.test('a client that does not close after the last answer is cut off at the request timeout', async t => {
  const address = await emulatorFor(t, { requestTimeout: 0.1 }).listen()
  const socket = connect({ port: Number(new URL(address).port), host: '127.0.0.1', allowHalfOpen: true })
  t.teardown(() => socket.destroy())
  const ended = once(socket, 'error')
  let sent = 0
  const send = (): void => {
    if (!socket.destroyed) socket.write('GARBAGE\r\n', () => setImmediate(send))
    sent++
  }
  socket.write('GET /?Format=JSON HTTP/1.0\r\n\r\n')
  socket.resume().on('end', send)
  t.match((await ended)[0], { code: /ECONNRESET|EPIPE/ })
  t.ok(sent > 20, 'a closed connection would have taken one or two')
})

await t.test('an idle connection is closed at its timeout', async t => {
  const address = await emulatorFor(t, { keepAliveTimeout: 0.1 }).listen()
  const reply = readReply(await untilClosed(address, 'GET /?Format=JSON HTTP/1.1#Host: x##'))
  t.equal(reply?.status, 400)
  t.equal(reply?.headers.get('connection'), 'keep-alive')
})
