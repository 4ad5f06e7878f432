import { connect } from 'node:net'
import t from 'tap'
import { emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'
import { exchange } from '../support/raw-http.ts'

/** Invalid or barely valid HTTP requests with their responses. `#` means a line end. */
const requests: readonly (readonly [what: string, request: string, status: number, code: string])[] = [
  ['no HTTP at all', 'BLAH##', 400, 'InvalidParameter.Format'],
  ['HTTP/2 without an upgrade', 'PRI * HTTP/2.0##SM##', 400, 'InvalidParameter.Format'],
  ['a missing Host', 'GET /?Format=JSON HTTP/1.1##', 400, 'MissingParameter'],
  ['a header twice', 'GET /?Format=JSON HTTP/1.1#Host: x#X-Twice: 1#X-Twice: 2##', 400, 'MissingParameter'],
  ['HTTP/1.0 without a Host', 'GET /?Format=JSON HTTP/1.0##', 400, 'MissingParameter'],
  ['PUT', 'PUT /?Format=JSON HTTP/1.1#Host: x#Content-Length: 2##hi', 405, 'UnsupportedHTTPMethod'],
  ['a method from elsewhere', 'PROPFIND /?Format=JSON HTTP/1.1#Host: x##', 405, 'UnsupportedHTTPMethod'],
  ['a method that asks for a type', 'QUERY /?Format=JSON HTTP/1.1#Host: x##', 405, 'UnsupportedHTTPMethod'],
  ['OPTIONS of everything', 'OPTIONS *?Format=JSON HTTP/1.1#Host: x##', 405, 'UnsupportedHTTPMethod'],
  ['CONNECT', 'CONNECT x:80 HTTP/1.1#Host: x##', 405, 'UnsupportedHTTPMethod'],
  [
    'an expectation',
    'POST /?Format=JSON HTTP/1.1#Host: x#Expect: a-pony#Content-Length: 0##',
    417,
    'ExpectationFailed',
  ],
  [
    'an offer to upgrade',
    'GET /?Format=JSON HTTP/1.1#Host: x#Connection: Upgrade#Upgrade: h2c##',
    400,
    'MissingParameter',
  ],
  ['two lengths', 'POST / HTTP/1.1#Host: x#Content-Length: 1#Content-Length: 2##ab', 400, 'InvalidParameter.Format'],
  ['a broken chunk', 'POST / HTTP/1.1#Host: x#Transfer-Encoding: chunked##zz#', 400, 'InvalidParameter.Format'],
  [
    'headers beyond 1 MiB',
    `GET / HTTP/1.1#Host: x#X-Long: ${'a'.repeat(1_100_000)}##`,
    431,
    'RequestHeaderFieldsTooLarge',
  ],
  ['a URL beyond 512 KiB', `GET /?Format=JSON&a=${'a'.repeat(530_000)} HTTP/1.1#Host: x##`, 414, 'RequestUriTooLong'],
  [
    'a body beyond 1 MiB',
    'POST /?Format=JSON HTTP/1.1#Host: x#Content-Type: application/x-www-form-urlencoded#Content-Length: 1100000##a',
    413,
    'RequestEntityTooLarge',
  ],
  [
    'a body of another type',
    'POST /?Format=JSON HTTP/1.1#Host: x#Content-Type: text/plain#Content-Length: 2##hi',
    415,
    'UnsupportedMediaType',
  ],
  ['a body of no type', 'POST /?Format=JSON HTTP/1.1#Host: x#Content-Length: 2##hi', 415, 'UnsupportedMediaType'],
  [
    'an invalid type',
    'POST /?Format=JSON HTTP/1.1#Host: x#Content-Type: ;;#Content-Length: 2##hi',
    415,
    'UnsupportedMediaType',
  ],
  ['a broken escape', 'GET /?Format=JSON&a=%zz HTTP/1.1#Host: x##', 400, 'InvalidParameter.Format'],
  ['an escape that is not UTF-8', 'GET /?Format=JSON&a=%ff HTTP/1.1#Host: x##', 400, 'InvalidParameter.Format'],
  [
    'a form that is not UTF-8',
    'POST /?Format=JSON HTTP/1.1#Host: x#Content-Type: application/x-www-form-urlencoded#Content-Length: 3##a=\xff',
    400,
    'InvalidParameter.Format',
  ],
  ['a name twice in the query', 'GET /?Format=JSON&a=1&a=2 HTTP/1.1#Host: x##', 400, 'InvalidParameter'],
  [
    'a name twice in the body',
    'POST /?Format=JSON HTTP/1.1#Host: x#Content-Type: application/x-www-form-urlencoded#Content-Length: 7##a=1&a=2',
    400,
    'InvalidParameter',
  ],
  ['a path that cannot be decoded', 'GET /%zz/..//x?Format=JSON HTTP/1.1#Host: x##', 400, 'MissingParameter'],
  ['pieces without a name', 'GET /?&&=&Format=JSON&= HTTP/1.1#Host: x##', 400, 'InvalidParameter'],
]

await t.test("every input gets an answer in the service's format", async t => {
  const url = await emulatorFor(t).listen()
  for (const [what, request, status, code] of requests) {
    const reply = await exchange(url, request.replaceAll('#', '\r\n'))
    t.equal(reply.status, status, what)
    t.equal(reply.headers.get('content-type'), 'application/json;charset=utf-8', what)
    t.match(reply.headers.get('x-acs-trace-id'), /^[0-9a-f]{32}$/, what)
    const body = JSON.parse(reply.body)
    t.equal(body.Code, code, what)
    t.same(Object.keys(body), ['RequestId', 'HostId', 'Code', 'Message', 'Recommend'], what)
    t.equal(reply.headers.get('x-acs-request-id'), body.RequestId, what)
    t.ok(Object.values(body).every(member => typeof member === 'string'))
  }
})

await t.test('without a Format these answers are XML', async t => {
  const url = await emulatorFor(t).listen()
  const reply = await exchange(url, 'DELETE / HTTP/1.1\r\nHost: localhost:1\r\n\r\n')
  t.equal(reply.status, 405)
  t.equal(reply.headers.get('content-type'), 'text/xml;charset=utf-8')
  t.match(
    reply.body,
    /^<\?xml version='1.0' encoding='UTF-8'\?><Error><RequestId>[0-9A-F-]{36}<\/RequestId><HostId>localhost</,
  )
})

await t.test('an invalid request does not replace a pending earlier answer', async t => {
  const good = `GET /?${query(signedParams({ Action: 'CopySnapshot', ...goodCopy }, { now: testTime }))} HTTP/1.1`
  const bad = {
    'no HTTP': 'BLAH##',
    'an expectation': 'POST / HTTP/1.1#Host: x#Expect: a-pony#Content-Length: 0##',
    CONNECT: 'CONNECT x:80 HTTP/1.1#Host: x##',
  }
  for (const [what, request] of Object.entries(bad)) {
    const socket = connect(Number(new URL(await emulatorFor(t).listen()).port), '127.0.0.1')
    socket.write(`${good}#Host: x##${request}`.replaceAll('#', '\r\n'))
    let text = ''
    for await (const chunk of socket.setEncoding('latin1')) text += chunk
    const [first, second] = text.split('HTTP/1.1 ').slice(1)
    t.match(first, /^200 OK.*"SnapshotId"/s, what)
    t.match(second, /^4\d\d .*"Code"/s, what)
  }
})

await t.test('a body whose length differs from its header is refused', async t => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '9' }
  const reply = await emulatorFor(t).inject({ method: 'POST', url: '/?Format=JSON', headers, body: 'hi' })
  t.equal(`${reply.status} ${JSON.parse(reply.body).Code}`, '400 ContentLengthDoesNotMatch')
})

await t.test('HEAD is refused without a body, as HTTP demands', async t => {
  const emulator = emulatorFor(t)
  await emulator.listen()
  const response = await fetch(`${emulator.url}/?Format=JSON`, { method: 'HEAD' })
  t.equal(response.status, 405)
  t.equal(await response.text(), '')
})

await t.test('characters that XML cannot contain become U+FFFD', async t => {
  const reply = await emulatorFor(t).inject({ url: '/?%01%EF%BF%BEname=1&%01%EF%BF%BEname=2' })
  t.match(reply.body, /<Message>[^<]*&quot;\ufffd\ufffdname&quot;[^<]*<\/Message>/)
})

await t.test('a reset connection affects no other client', async t => {
  const url = await emulatorFor(t).listen()
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await new Promise(resolve => socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Le', resolve))
  await new Promise(resolve => socket.resetAndDestroy().on('close', resolve))
  t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
})

await t.test('a client that disconnects within its body affects no other client', async t => {
  const emulator = emulatorFor(t)
  const url = await emulator.listen()
  const abort = new AbortController()
  const body = new ReadableStream({ start: controller => controller.enqueue(new TextEncoder().encode('a=')) })
  const call = fetch(url, { method: 'POST', body, duplex: 'half', signal: abort.signal } as RequestInit)
  setImmediate(() => abort.abort())
  await t.rejects(call)
  t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
})
