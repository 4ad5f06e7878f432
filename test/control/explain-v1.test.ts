import { createHmac } from 'node:crypto'
import t, { type Test } from 'tap'
import type { Explanation } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { emulatorFor } from '../support/emulator.ts'
import { form, inBody, inQuery, regionsCall, v3Call } from '../support/gateway.ts'
import { encode, type Params, query, rpcSign, signedParams } from '../support/oracle.ts'

/** In their given order. */
const asGiven = (params: Params): string =>
  Object.entries(params)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')

const explaining = (t: Test) => {
  const emulator = emulatorFor(t)
  return (params: Params, method = 'GET'): Explanation => emulator.explain({ method, url: `/?${asGiven(params)}` })
}

/** The steps of signing, so that a test can change one of them. */
interface Signing {
  readonly encode?: (text: string) => string
  readonly outer?: (text: string) => string
  readonly sort?: (names: string[]) => string[]
  readonly method?: string
  readonly path?: string
  readonly key?: string
  readonly hash?: string
  readonly write?: (digest: Buffer) => string
}

const params: Params = {
  ...regionsCall({ Tag: "~ *'(/:", 'Tag.10.Key': 'ten', 'Tag.2.Key': 'two', tag: 'low', Empty: '' }),
}
const { Signature: right, ...unsigned } = params as Record<string, string>

/** The parameters, signed with these steps. */
const signedWrongly = (how: Signing): Params => {
  const enc = how.encode ?? encode
  const names = (how.sort ?? (names => names.sort()))(Object.keys(unsigned))
  const canonical = names.map(name => `${enc(name)}=${enc(unsigned[name] as string)}`).join('&')
  const text = `${how.method ?? 'GET'}&${how.path ?? '%2F'}&${(how.outer ?? enc)(canonical)}`
  const digest = createHmac(how.hash ?? 'sha1', how.key ?? 'testsecret&')
    .update(text)
    .digest()
  return { ...unsigned, Signature: (how.write ?? (bytes => bytes.toString('base64')))(digest) }
}

const replacing =
  (right: string, wrong: string) =>
  (text: string): string =>
    encode(text).replaceAll(right, wrong)

const pad = (name: string): string => name.replace(/\d+/, digits => digits.padStart(4, '0'))

const mistakes: readonly (readonly [how: Signing, difference: string])[] = [
  [{ key: 'testsecret' }, 'the key lacks the closing `&`'],
  [{ key: 'testsecret\n&' }, 'the secret ends in a line break'],
  [{ method: 'POST' }, 'POST was signed, but GET was sent'],
  [{ encode: replacing('~', '%7E') }, '`~` was encoded as `%7E`'],
  [{ encode: replacing('%2A', '*') }, '`*` was not encoded as `%2A`'],
  [{ encode: replacing('%20', '+') }, 'a space was encoded as `+`, not as `%20`'],
  [
    { encode: text => encode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E') },
    'form encoding was used: a space as `+`, `*` not encoded, `~` encoded',
  ],
  [{ encode: encodeURIComponent }, "`!`, `'`, `(`, `)` and `*` were not encoded"],
  [{ encode: replacing('%2F', '/') }, '`/` was not encoded as `%2F`'],
  [{ encode: replacing('%3A', ':') }, '`:` was not encoded as `%3A`'],
  [
    { encode: text => encode(text).replace(/%../g, hex => hex.toLowerCase()) },
    'percent encoding used lower-case hex digits',
  ],
  [{ encode: text => encode(encode(text)), outer: encode }, 'names and values were encoded twice'],
  [{ encode: text => text, outer: encode }, 'names and values were not encoded'],
  [{ outer: text => text }, 'the canonical query was not encoded a second time'],
  [{ sort: names => names }, 'the parameters were not sorted'],
  [
    { sort: names => names.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)) },
    'the parameters were sorted case-insensitively',
  ],
  [{ path: '/' }, 'the path was not encoded as `%2F`'],
  [
    { sort: names => names.sort((a, b) => (pad(a) < pad(b) ? -1 : 1)) },
    'the parameters were sorted by number (`Tag.2` before `Tag.10`), not by bytes',
  ],
  [
    { sort: names => names.sort((a, b) => a.localeCompare(b, 'en')) },
    'the parameters were sorted by locale, not by bytes',
  ],
  [{ hash: 'sha256' }, 'HMAC-SHA256 was used, not HMAC-SHA1'],
  [{ write: digest => digest.toString('hex') }, 'the signature was encoded as hex, not as base64'],
  [
    { write: digest => Buffer.from(digest.toString('hex')).toString('base64') },
    'the signature is the base64 of its hex digits, not of its bytes',
  ],
  [{ key: 'testsecret', encode: replacing('~', '%7E') }, 'the key lacks the closing `&`; and `~` was encoded as `%7E`'],
]

t.test('a mistake in a V1 signature is named only if repeating it gives the same signature', async t => {
  const explain = explaining(t)
  for (const [how, difference] of mistakes) {
    const explanation = explain(signedWrongly(how))
    t.equal(explanation.difference, difference)
    t.equal(explanation.holds, false)
    t.equal(explanation.expected, right)
  }
})

t.test('a valid V1 signature is explained with its parts', async t => {
  const explanation = explaining(t)(regionsCall({}, { nonce: 'n-1' }))
  t.same(explanation, {
    signatureVersion: 'V1',
    accessKeyId: 'testid',
    canonical:
      'AccessKeyId=testid&Action=DescribeRegions&Format=JSON&SignatureMethod=HMAC-SHA1&SignatureNonce=n-1' +
      '&SignatureVersion=1.0&Timestamp=2026-11-24T08%3A00%3A00Z&Version=2014-05-26',
    stringToSign:
      'GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DJSON%26SignatureMethod%3DHMAC-SHA1' +
      '%26SignatureNonce%3Dn-1%26SignatureVersion%3D1.0%26Timestamp%3D2026-11-24T08%253A00%253A00Z' +
      '%26Version%3D2014-05-26',
    received: explanation.received,
    expected: explanation.received,
    holds: true,
  })
})

t.test('a change to a correct V1 signature in transit is named', async t => {
  const explain = explaining(t)
  // Among many nonces, some give a signature with all relevant characters.
  const call = Array.from({ length: 200 }, (_, i) => regionsCall({}, { nonce: `n-${i}` })).find(
    ({ Signature = '' }) => Signature.includes('+') && Signature.includes('/'),
  ) as Params
  const signature = call.Signature as string
  const spoil = (Signature: string) => explain({ ...call, Signature }).difference
  t.equal(spoil(signature.replaceAll('+', ' ')), 'the signature was not percent-encoded: its `+` arrived as a space')
  t.equal(spoil(encode(signature)), 'the signature was percent-encoded twice')
  t.equal(spoil(signature.replaceAll('+', '-').replaceAll('/', '_')), 'the signature was encoded as base64url')
  t.equal(spoil(signature.replace('=', '')), 'the signature lacks its closing `=`')
})

t.test('a V1 call is explained with parameters in the query or in the body', async t => {
  const emulator = emulatorFor(t)
  const post = signedParams({ Action: 'DescribeRegions', A: '' }, { method: 'POST' })
  t.equal(emulator.explain(inBody(post) as never).holds, true)
  t.equal(emulator.explain(inQuery(regionsCall()) as never).holds, true)
  const { Signature: _, A, ...rest } = post
  const sign = (params: Params) => ({ ...params, Signature: rpcSign('POST', params, 'testsecret') })
  const of = (body: Params, url: Params) => emulator.explain(inBody(body, url) as never).difference
  t.equal(of({ A: 'x' }, sign(rest)), 'the parameters of the body were not signed')
  t.equal(of(sign(rest), { A: 'x' }), 'the parameters of the query were not signed')
  t.equal(of({ ...sign(rest), A: '' }, {}), 'parameters with empty values were omitted')
  const path = emulator.explain({ url: `http://h/ecs?${query(signedAt('%2Fecs'))}` })
  t.equal(path.difference, 'the path /ecs was signed instead of /')
})

const signedAt = (path: string): Params => signedWrongly({ path })

t.test('a signature without a known mistake is reported as such', async t => {
  const explain = explaining(t)
  const wrong = regionsCall({}, { as: { id: 'testid', secret: 'another' } })
  const sentence = /^no known mistake produces this signature: another secret was used, or /
  t.match(explain(wrong).difference, sentence)
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`P${i}`, '']))
  t.match(explain({ ...wrong, ...many }).difference, sentence, 'a large request is searched for single mistakes')
})

t.test('a large request is tested for fewer mistakes', async t => {
  const explain = explaining(t)
  const of = (size: number, mistakes: number) => {
    const large = { ...unsigned, Large: 'x'.repeat(size) }
    const key = mistakes === 0 ? 'another' : 'testsecret'
    const names = Object.keys(large).sort()
    const encoded = (text: string) => (mistakes === 2 ? replacing('~', '%7E')(text) : encode(text))
    const canonical = names.map(name => `${encoded(name)}=${encoded((large as Params)[name] as string)}`).join('&')
    const Signature = createHmac('sha1', key)
      .update(`GET&%2F&${encoded(canonical)}`)
      .digest('base64')
    return explain({ ...large, Signature }).difference
  }
  const both = 'the key lacks the closing `&`; and `~` was encoded as `%7E`'
  const none = /^no known mistake produces this signature/
  t.equal(of(15_000, 2), both)
  t.match(of(17_000, 2), none)
  t.equal(of(250_000, 1), 'the key lacks the closing `&`')
  t.equal(of(270_000, 1), 'another text was signed; the request is too large to search for the mistake')
})

t.test('an impossible request is not explained', async t => {
  const body = JSON.stringify({ text: `/?x=${'x'.repeat(1024 * 1024)}` })
  const headers = { 'content-type': 'application/json' }
  const reply = await emulatorFor(t).inject({ method: 'POST', url: '/_emulator/explain', headers, body })
  t.match(reply, { status: 413, body: '{"message":"Request body is too large"}' })
})

throughEveryDoor(t, 'explain reports calls that it cannot judge', async (t, { control }) => {
  const of = async (params: Params, more = {}) =>
    (await control.explain({ url: `/?${query(params)}`, ...more })).difference
  const { Signature: _, AccessKeyId: __, ...rest } = regionsCall()
  t.equal(await of(rest), 'the request has no access key id')
  t.equal(await of({ ...rest, AccessKeyId: 'testid' }), 'the request has no signature')
  const foreign = regionsCall({}, { as: { id: 'foreign', secret: 'own' } })
  t.equal(await of(foreign), 'the secret of the access key foreign is unknown; pass it as secret')
  t.equal(await of(foreign, { secret: 'own' }), undefined)
  const explanation = await control.explain({ url: `/?${query(regionsCall())}` })
  t.notOk(JSON.stringify(explanation).includes('testsecret'), 'the secret is not returned')
  const twice = await control.explain(`/?${query(regionsCall())}&Action=b`)
  t.equal(twice.difference, 'the request is refused with InvalidParameter Action')
  const broken = await control.explain(`/?${query(regionsCall())}&x=%zz`)
  t.equal(broken.difference, 'the request is refused with InvalidParameter.Format')
})

throughEveryDoor(t, 'a request is accepted as text, as in a log or a file', async (t, { control }) => {
  const params = signedParams({ Action: 'DescribeRegions' }, { method: 'POST' })
  const head = 'POST / HTTP/1.1\r\nHost: ecs.aliyuncs.com\r\nContent-Type: application/x-www-form-urlencoded'
  for (const text of [
    `${head}\r\n\r\n${query(params)}`,
    `${head}\n\n${query(params)}\n`,
    `${head}\r\nContent-Length: ${query(params).length}\r\n\r\n${query(params)}\r\n\r\nand more`,
    `GET /?${query(regionsCall())} HTTP/1.1`,
    `GET /?${query(regionsCall())} HTTP/1.0\n`,
    `/?${query(regionsCall())}`,
    `https://ecs.aliyuncs.com/?${query(regionsCall())}\n`,
    `http://ecs.aliyuncs.com?${query(regionsCall())}`,
  ]) {
    t.equal((await control.explain(text)).holds, true, text.slice(0, 40))
  }
  const parts = { method: 'POST', url: 'http://localhost/', headers: { ...form, Host: 'h' }, body: query(params) }
  t.equal((await control.explain(parts)).holds, true)
})

throughEveryDoor(
  t,
  'a recorded call with a wrong signature is explained by its RequestId',
  async (t, { control, emulator }) => {
    const difference = /^no known mistake/
    const wrong = { id: 'testid', secret: 'wrong' }
    const wronglySigned = [
      inQuery(regionsCall({}, { as: wrong })),
      inBody(regionsCall({}, { as: wrong, method: 'POST' })),
    ]
    for (const request of [...wronglySigned, v3Call('DescribeRegions', {}, { as: wrong })]) {
      await emulator.inject(request)
      const [call] = (await control.requests.list()).slice(-1)
      t.match(call, { outcome: /^IncompleteSignature$|^SignatureDoesNotMatch$/, reason: /signature/i })
      t.match(await control.explain({ requestId: call?.requestId ?? '' }), { accessKeyId: 'testid', difference })
    }
    await emulator.inject(inQuery(regionsCall()))
    await emulator.inject(inBody(regionsCall({ Padding: 'x'.repeat(20_000) }, { as: wrong, method: 'POST' })))
    for (const { requestId } of (await control.requests.list()).slice(-2)) {
      const sentence = `There is no recorded call ${requestId} with a wrong signature, or its request was too large to be kept.`
      await refused(t, control.explain({ requestId }), 404, sentence)
    }
    await refused(
      t,
      control.explain({ requestId: '', url: '/' }),
      400,
      'Either text, url or requestId should be given.',
    )
  },
)

throughEveryDoor(t, 'an input that is not a request is refused in a sentence', async (t, { control }) => {
  const text = 'text should be a complete HTTP request or its URL.'
  const cases: readonly (readonly [request: string | object, message: string | RegExp])[] = [
    ['', text],
    ['hello', text],
    ['GET / HTTP/1.1\nno field', text],
    [{}, 'Either text, url or requestId should be given.'],
    [{ text: '/', url: '/' }, 'Either text, url or requestId should be given.'],
    [{ url: 'ftp://x' }, 'url should be a path and query, or a URL.'],
    ['/?x=\ud83d', 'text should be without lone surrogates.'],
    [{ url: '/', body: '\ud83d' }, 'body should be without lone surrogates.'],
    [{ url: '/', headers: { '\ude00': '' } }, /^headers\..* should be without lone surrogates\.$/],
    [{ url: '/', method: 'get' }, 'method should be an HTTP method.'],
    [
      { url: '/', key: 'x' },
      /^key should be left out; known fields are text, requestId, method, url, headers, body, secret\.$/,
    ],
  ]
  for (const [request, message] of cases) await refused(t, control.explain(request as string), 400, message)
})
