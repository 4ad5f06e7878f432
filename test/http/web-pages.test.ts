import t, { type Test } from 'tap'
import type { InjectRequest } from '../../src/index.ts'
import { emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { inBody, inQuery, v3Call } from '../support/gateway.ts'
import { signedParams, testid } from '../support/oracle.ts'

type Headers = Readonly<Record<string, string>>

const address = { host: 'localhost:8014' }
const form = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data; boundary=x'

/** Bodies of a POST that a browser sends to another origin without asking it first. */
const bodies: Readonly<Record<string, { readonly type?: string; readonly body?: string }>> = {
  'no body': {},
  'an empty form': { type: form, body: '' },
  'a form': { type: form, body: 'a=b' },
  'a form of text': { type: 'text/plain', body: '{"account":"=5"}\r\n' },
  'a form with files': {
    type: multipart,
    body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
  },
  'a text that is JSON': { type: 'text/plain;charset=UTF-8', body: '{}' },
  'bytes without a type': { body: '{}' },
}

/** Headers of a POST by what sends it. Addresses of other machines get no Sec-Fetch-Site over http. */
const posts: Readonly<Record<string, Headers>> = {
  'fetch without CORS': { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  'fetch with CORS': { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  sendBeacon: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' },
  'a form': { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  'a sandboxed frame': { origin: 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  'a page without referrer': { origin: 'null', 'sec-fetch-site': 'same-site' },
  'a page of another port': { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
  'a page of another name': { origin: 'http://127.0.0.1:8014', 'sec-fetch-site': 'cross-site' },
  'a browser that sends Origin alone': { origin: 'http://evil.example' },
  'a file, by a browser that sends Origin alone': { origin: 'null' },
}

/** Headers of a GET by what sends it, none with an Origin. */
const gets: Readonly<Record<string, Headers>> = {
  'an image': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  'a script': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
  'a frame': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  'a link': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  'an image of another port': { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
}

/** An emulator with an account that a reset removes, and whether it is still there. */
const marked = (t: Test) => {
  const emulator = emulatorFor(t)
  emulator.accounts.create({ id: '5' })
  return { emulator, isUntouched: () => emulator.accounts.list().some(({ id }) => id === '5') }
}

const reset = (headers: Headers, { type, body }: (typeof bodies)[string] = {}): InjectRequest => ({
  method: 'POST',
  url: '/_emulator/reset',
  headers: { ...address, ...headers, ...(type !== undefined && { 'content-type': type }) },
  ...(body !== undefined && { body }),
})

await t.test('no POST that a page of another origin sends without asking controls the emulator', async t => {
  const { emulator, isUntouched } = marked(t)
  for (const [sender, headers] of Object.entries(posts)) {
    for (const [what, body] of Object.entries(bodies)) {
      t.equal((await emulator.inject(reset(headers, body))).status, 403, `${sender}: ${what}`)
    }
  }
  t.ok(isUntouched())
})

await t.test('no GET of a page of another origin reads control', async t => {
  const { emulator } = marked(t)
  for (const [sender, headers] of Object.entries({ ...gets, ...posts })) {
    for (const url of ['/_emulator/state', '/_emulator/requests', '/_emulator/openapi.json']) {
      t.equal((await emulator.inject({ url, headers: { ...address, ...headers } })).status, 403, `${sender}: ${url}`)
    }
  }
})

await t.test('other methods and JSON need a permission that control does not give', async t => {
  const { emulator, isUntouched } = marked(t)
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST']) {
    const asking = { 'access-control-request-method': method, 'access-control-request-headers': 'content-type' }
    const headers = { ...address, ...posts['fetch with CORS'], ...asking }
    const { status, headers: answered } = await emulator.inject({ method: 'OPTIONS', url: '/_emulator/state', headers })
    t.not(status, 200)
    t.same(
      Object.keys(answered).filter(name => name.startsWith('access-control-')),
      [],
    )
  }
  t.ok(isUntouched())
})

await t.test('a call without a body needs no content-type', async t => {
  const page = { origin: 'http://localhost:8014', 'sec-fetch-site': 'same-origin' }
  for (const headers of [{}, page, { 'sec-fetch-site': 'none' }, { 'content-type': form }]) {
    for (const body of [{}, { body: '' }]) {
      const { emulator, isUntouched } = marked(t)
      t.equal((await emulator.inject(reset(headers, body))).status, 204)
      t.notOk(isUntouched())
    }
  }
  const url = await emulatorFor(t).listen()
  const empty = new ReadableStream({ start: stream => stream.close() })
  for (const init of [{}, { body: '' }, { body: empty, duplex: 'half' as const }]) {
    t.equal((await fetch(`${url}/_emulator/reset`, { method: 'POST', ...init })).status, 204)
  }
  const faults = await fetch(`${url}/_emulator/faults`, { method: 'POST' })
  t.equal(faults.status, 400, 'a fault needs a body')
  t.same(await faults.json(), { message: 'the value should be an object.' })
})

await t.test('a body that is not called JSON is refused and changes nothing', async t => {
  const { emulator, isUntouched } = marked(t)
  for (const [what, body] of Object.entries(bodies)) {
    if (body.body) t.equal((await emulator.inject(reset({}, body))).status, 415, what)
  }
  t.ok(isUntouched())
})

await t.test('a page of any origin can send V1 calls and read the responses, if it has a key', async t => {
  const emulator = emulatorFor(t)
  const origin = { ...address, origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
  const copy = (method: string, as = testid) =>
    signedParams({ Action: 'CopySnapshot', ...goodCopy }, { now: testTime, method, as })
  const send = async (request: InjectRequest) =>
    emulator.inject({ ...request, headers: { ...request.headers, ...origin } })
  for (const request of [inQuery(copy('GET')), inBody(copy('POST'))]) {
    const { status, headers } = await send(request)
    t.equal(status, 200)
    t.equal(headers['access-control-allow-origin'], '*')
  }
  t.equal((await send(inQuery(copy('GET', { id: 'testid', secret: 'guess' })))).status, 400)
})

await t.test('a page cannot send V3 calls: the browser asks, and nothing permits them', async t => {
  const emulator = emulatorFor(t)
  const { headers = {} } = v3Call('DescribeRegions')
  t.ok('x-acs-action' in headers && 'authorization' in headers, 'headers that a browser asks for')
  const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
  const answer = await emulator.inject({ method: 'OPTIONS', url: '/', headers: { ...address, ...asking } })
  t.equal(answer.status, 405)
  t.notOk('access-control-allow-headers' in answer.headers)
  t.notOk('access-control-allow-methods' in answer.headers)
})
