import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'

/** A correctly signed copy, as bytes on the wire. */
const copy = (): string => {
  const text = query(signedParams({ Action: 'CopySnapshot', ...goodCopy }, { now: testTime }))
  return `GET /?${text} HTTP/1.1\r\nHost: x\r\n\r\n`
}

/** Everything received until the emulator ends the connection. */
const conversation = (url: string, bytes: string, more: readonly string[] = []): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    const rest = [...more]
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(bytes)
      setImmediate(next)
    })
    socket.setEncoding('latin1').on('data', data => {
      text += data
    })
    socket
      .on('error', reject)
      .on('end', () => socket.end())
      .on('close', () => resolve(text))
    const next = (): void => {
      const piece = rest.shift()
      if (piece === undefined) return
      socket.write(piece)
      setImmediate(next)
    }
  })

const statusesOf = (text: string): string[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status as string)

const open = async (t: Test) => {
  const emulator = emulatorFor(t)
  return {
    emulator,
    url: await emulator.listen(),
    copies: () => emulator.snapshots.list({ region: 'us-east-1' }).length,
  }
}

const garbage = 'GARBAGE\r\n\r\n'
const expecting = 'POST /?Format=JSON HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 0\r\n\r\n'
const brokenBody = 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'

for (const [what, bytes, expected] of [
  ['garbage', copy() + garbage, ['200', '400']],
  ['an expectation', copy() + expecting, ['200', '417']],
  ['CONNECT', `${copy()}CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n`, ['200', '405']],
  ['a broken body', copy() + brokenBody, ['200', '400']],
  ['two more and garbage', copy() + copy() + copy() + garbage, ['200', '200', '200', '400']],
  ['an expectation and garbage', copy() + expecting + garbage, ['200', '417']],
] as const) {
  t.test(`the answer to a copy is not lost when ${what} follows`, async t => {
    const { url, copies } = await open(t)
    t.same(statusesOf(await conversation(url, bytes)), expected)
    t.equal(copies(), expected.filter(status => status === '200').length)
  })
}

const upgrade = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n'
const zz = 'Transfer-Encoding: chunked\r\n\r\nzz\r\n'

for (const [what, bytes, expected] of [
  ['a refused expectation', expecting.replace('Content-Length: 0\r\n\r\n', zz), ['417']],
  ['a copy and a refused expectation', copy() + expecting.replace('Content-Length: 0\r\n\r\n', zz), ['200', '417']],
  ['an offer to upgrade', `POST / HTTP/1.1\r\nHost: x\r\n${upgrade}${zz}`, ['400']],
  ['an expectation with an offer', `POST / HTTP/1.1\r\nHost: x\r\nExpect: foo\r\n${upgrade}${zz}`, ['417']],
  [
    'a call with an offer',
    `${copy().replace('Host: x\r\n', `Host: x\r\n${upgrade}`)}POST / HTTP/1.1\r\n${zz}`,
    ['200', '400'],
  ],
] as const) {
  t.test(`a broken body after ${what} is refused at once, and every request has one answer`, async t => {
    const { url } = await open(t)
    t.same(statusesOf(await conversation(url, bytes)), expected)
  })
}

t.test('a request whose answer precedes its broken body gets no second answer', async t => {
  const { url } = await open(t)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write('POST /_emulator/reset HTTP/1.1\r\nHost: elsewhere.example\r\nTransfer-Encoding: chunked\r\n\r\n')
  const [answer] = await once(socket, 'data')
  t.same(statusesOf(String(answer)), ['403'])
  socket.write('zz\r\n')
  t.equal(await text(socket), '')
})

t.test('calls that offer an upgrade are served in order', async t => {
  const { emulator, url, copies } = await open(t)
  emulator.faults.add({ kind: 'delay', delayMs: 30, at: 'after', times: 1 })
  const offer = (): string => copy().replace('Host: x\r\n', `Host: x\r\n${upgrade}`)
  t.same(statusesOf(await conversation(url, copy() + offer() + offer() + copy() + garbage)), [
    '200',
    '200',
    '200',
    '200',
    '400',
  ])
  t.equal(copies(), 4)
})

t.test('a call that offers an upgrade is not served after a connection is reset', async t => {
  const { emulator, url, copies } = await open(t)
  emulator.faults.add({ kind: 'reset', times: 1 })
  const offer = copy().replace('Host: x\r\n', `Host: x\r\n${upgrade}`)
  await t.rejects(conversation(url, copy() + offer), { code: 'ECONNRESET' })
  t.equal(copies(), 0)
})

t.test('a delayed answer is sent before the refusal of garbage that follows it', async t => {
  const { emulator, url } = await open(t)
  emulator.faults.add({ kind: 'delay', delayMs: 30, at: 'after' })
  t.same(statusesOf(await conversation(url, copy(), [garbage, garbage, garbage])), ['200', '400'])
})

t.test('input after garbage cuts off neither its answer nor the previous one', async t => {
  const { url } = await open(t)
  const body = `Format=JSON&Filler=${'x'.repeat(200_000)}`
  const call = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const more = 'x'.repeat(100_000)
  t.same(statusesOf(await conversation(url, call + garbage + more, [more, more])), ['400', '400'])
  t.same(statusesOf(await conversation(url, garbage + more, [more, more])), ['400'])
})

for (const [what, last] of [
  ['of HTTP/1.0', 'GET /?Format=JSON HTTP/1.0\r\n\r\n'],
  ['that ends its connection', 'GET /?Format=JSON HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ['with an expectation', expecting],
] as const) {
  t.test(`input after a request ${what} cancels none of the previous answers`, async t => {
    const { url } = await open(t)
    const regions = query(signedParams({ Action: 'DescribeRegions', Format: 'JSON' }, { now: testTime }))
    const many = Array(50).fill(`GET /?${regions} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')
    t.equal(statusesOf(await conversation(url, many + last + many.repeat(40))).length, 51)
  })
}

t.test('a control call runs after the earlier calls of its connection', async t => {
  const { url } = await open(t)
  const count = 'GET /_emulator/requests/count?outcome=Success HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
  t.match(await conversation(url, copy() + copy() + count), /\r\n\r\n\{"count":2\}$/)
})
