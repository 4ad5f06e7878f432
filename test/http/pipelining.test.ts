import { connect } from 'node:net'
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
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
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
    setImmediate(next)
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
