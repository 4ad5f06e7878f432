import t from 'tap'
import { connect } from '../../src/client.ts'
import type { EmulatorOptions } from '../../src/index.ts'
import { emulatorFor, goodCopy, started, testTime } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'
import { exchange } from '../support/raw-http.ts'

type Headers = Readonly<Record<string, string>>

/** The headers that Chromium sends with a page's requests, by the page's origin. */
const chromium = {
  foreignFetch: { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  foreignImage: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  foreignForm: { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  sandboxed: { origin: 'null', 'sec-fetch-site': 'cross-site' },
  otherPort: { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
  // An untrustworthy origin gets no Sec-Fetch-Site, and a same-origin GET no Origin.
  reboundPost: { host: 'evil.example:8014', origin: 'http://evil.example:8014' },
  reboundGet: { host: 'evil.example:8014' },
} as const

const sameOrigin = { host: 'localhost:8014', origin: 'http://localhost:8014', 'sec-fetch-site': 'same-origin' }

/** The status of a reading and of a writing control call with these headers. */
const statuses = async (options: EmulatorOptions, headers: Headers) => {
  const emulator = emulatorFor(t, options)
  const json = { 'content-type': 'application/json', ...headers }
  const read = await emulator.inject({ url: '/_emulator/state', headers })
  const write = await emulator.inject({ method: 'POST', url: '/_emulator/reset', headers: json, body: '{}' })
  return [read.status, write.status]
}

await t.test('a page of another origin can neither read nor use the control API', async t => {
  for (const [name, headers] of Object.entries(chromium)) t.same(await statuses({}, headers), [403, 403], name)
  const { status, body } = await emulatorFor(t).inject({ url: '/_emulator/clock', headers: chromium.foreignFetch })
  t.equal(status, 403)
  t.same(JSON.parse(body), { message: 'Cross-origin requests cannot control the emulator.' })
  const rebound = await emulatorFor(t).inject({ url: '/_emulator/clock', headers: chromium.reboundGet })
  t.same(JSON.parse(rebound.body), {
    message:
      'Without a control token, the Host header should be an address, localhost, a name without dots or one under ' +
      'docker.internal.',
  })
})

await t.test('pages of the same origin and clients other than browsers can', async t => {
  const allowed: readonly Headers[] = [
    {},
    sameOrigin,
    { ...sameOrigin, host: '127.0.0.1:8014', origin: 'http://127.0.0.1:8014' },
    { ...sameOrigin, host: '[::1]:8014', origin: 'http://[::1]:8014' },
    { ...sameOrigin, origin: 'https://localhost:8014' },
    { host: 'LOCALHOST', 'sec-fetch-site': 'none' },
  ]
  for (const headers of allowed) t.same(await statuses({}, headers), [200, 204], JSON.stringify(headers))
})

await t.test('on a reachable address other host names are accepted, but not from pages', async t => {
  const options = { host: '0.0.0.0' }
  for (const host of [
    'emulator:8014',
    'my_emulator',
    'app.localhost:8014',
    'host.docker.internal:8014',
    'gateway.docker.internal',
    '10.0.0.7:8014',
    '[fd00::7]:8014',
  ]) {
    t.same(await statuses(options, { host }), [200, 204], host)
  }
  for (const host of ['evil.example:8014', 'localhost.evil.example', 'docker.internal.evil', '1.2.3.4.evil', 'a:b']) {
    t.same(await statuses(options, { host }), [403, 403], host)
  }
  t.same(await statuses(options, chromium.reboundGet), [403, 403])
  t.same(await statuses(options, chromium.reboundPost), [403, 403])
  t.same(await statuses(options, chromium.foreignFetch), [403, 403])
})

await t.test('no CORS header allows other origins', async t => {
  const emulator = emulatorFor(t)
  for (const method of ['GET', 'OPTIONS']) {
    const { headers } = await emulator.inject({ method, url: '/_emulator/clock', headers: sameOrigin })
    t.notOk(
      Object.keys(headers).some(name => name.startsWith('access-control-')),
      method,
    )
  }
})

await t.test('with a token, only callers that send it are accepted, from any origin', async t => {
  const options = { host: '0.0.0.0', controlToken: 'open sesame' }
  const authorization = 'Bearer open sesame'
  t.same(await statuses(options, { authorization }), [200, 204])
  t.same(await statuses(options, { ...chromium.foreignFetch, authorization }), [200, 204])
  t.same(await statuses(options, { ...chromium.reboundGet, authorization }), [200, 204])
  const wrong: readonly Headers[] = [
    {},
    sameOrigin,
    { authorization: 'Bearer open' },
    { authorization: 'Basic open sesame' },
  ]
  for (const headers of wrong) t.same(await statuses(options, headers), [401, 401])
  const { body } = await emulatorFor(t, options).inject({ url: '/_emulator/state' })
  t.same(JSON.parse(body), { message: 'The control token is required: Authorization: Bearer TOKEN.' })
})

await t.test('the client sends the token', async t => {
  const emulator = emulatorFor(t, { controlToken: 'open sesame' })
  const url = await emulator.listen()
  t.equal((await connect(`${url}/`, { token: 'open sesame' }).accounts.list()).length, 4)
  await t.rejects(connect(url).accounts.list(), { name: 'ControlError', message: /^The control token is required/ })
})

await t.test('health needs no token', async t => {
  for (const options of [{}, { controlToken: 'x' }, { control: 'off' }] as const) {
    const emulator = emulatorFor(t, options)
    for (const path of ['health', 'health/live', 'health/ready']) {
      const { status, body } = await emulator.inject({ url: `/_emulator/${path}`, headers: chromium.foreignFetch })
      t.equal(status, 200)
      t.match(JSON.parse(body), { status: 'ready' })
    }
  }
})

await t.test('with control off its paths do not exist', async t => {
  const emulator = emulatorFor(t, { control: 'off' })
  for (const url of ['/_emulator/state', '/_emulator/requests', '/_emulator/openapi.json']) {
    t.equal((await emulator.inject({ url })).status, 404)
  }
  t.equal(emulator.accounts.list().length, 4, 'but in the process')
})

await t.test('a control call with a body that is not JSON is refused', async t => {
  const emulator = emulatorFor(t)
  const send = (headers: Headers, body?: string) =>
    emulator.inject({ method: 'POST', url: '/_emulator/reset', headers, ...(body !== undefined && { body }) })
  const plain = await send({ 'content-type': 'text/plain' }, '{}')
  t.equal(plain.status, 415)
  t.same(JSON.parse(plain.body), { message: 'The content-type should be application/json.' })
  t.equal((await send({ 'content-type': 'application/x-www-form-urlencoded' }, 'a=b')).status, 415)
  t.equal((await send({ 'content-type': 'application/jsonx' }, '{}')).status, 415)
  t.equal((await send({}, '{}')).status, 415)
  const broken = await send({ 'content-type': 'application/json' }, '{')
  t.equal(broken.status, 400)
  t.match(JSON.parse(broken.body), { message: /^The body should be JSON \(.*\)\.$/ })
  t.equal((await send({ 'content-type': 'application/json; charset=utf-8' }, '[]')).status, 400)
  const repeated = await emulator.inject({ url: '/_emulator/requests?action=a&action=b' })
  t.same(JSON.parse(repeated.body), { message: 'action should be a text.' })
})

await t.test('a call without a Host is not treated as local', async t => {
  const url = await emulatorFor(t).listen()
  t.equal((await exchange(url, 'GET /_emulator/clock HTTP/1.0\r\n\r\n')).status, 403)
})

await t.test('an endless body is refused', async t => {
  const url = await emulatorFor(t).listen()
  const head = 'POST /_emulator/seed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
  const reply = await exchange(url, `${head}Content-Length: 99999999999\r\n\r\n{`)
  t.equal(reply.status, 413)
})

await t.test('through the API an account cannot reach the data of another', async t => {
  const { emulator, call } = started(t)
  const other = emulator.accounts.create()
  const as = other.keys[0] as never
  const id = goodCopy.SnapshotId as string
  t.equal((await call('CopySnapshot', goodCopy, { as })).json.Code, 'InvalidSnapshotId.NotFound')
  const asked = { RegionId: 'cn-chengdu', SnapshotIds: JSON.stringify([id]) }
  t.equal((await call('DescribeSnapshots', asked, { as })).json.TotalCount, 0)
  const stolen = query(
    signedParams({ Action: 'DescribeSnapshots', ...asked }, { as: { id: 'testid', secret: 'guess' } }),
  )
  t.not((await emulator.inject({ url: `/?${stolen}` })).status, 200)
})

await t.test('an internal failure of control is a 500 without its cause', async t => {
  const lines: string[] = []
  let time = (): number => testTime
  const emulator = emulatorFor(t, {
    machineClock: () => time(),
    clock: 'real',
    logger: { level: 'error', stream: { write: line => lines.push(line) } },
  })
  time = () => {
    throw new Error('the cause')
  }
  const { status, body } = await emulator.inject({ url: '/_emulator/clock' })
  t.equal(status, 500)
  t.same(JSON.parse(body), { message: 'The emulator failed; see its log.' })
  t.match(lines.join(''), 'the cause')
})
