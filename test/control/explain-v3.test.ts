import { createHash, createHmac } from 'node:crypto'
import t, { type Test } from 'tap'
import { emulatorFor, testTime } from '../support/emulator.ts'
import { v3Call } from '../support/gateway.ts'
import { acs3Headers, type Params, query } from '../support/oracle.ts'
import { nameOf, recorded, signed } from '../support/recorded.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The steps of signing, so that a test can change one of them. */
interface Signing {
  readonly method?: string
  readonly path?: string
  readonly query?: string
  readonly host?: string
  readonly gap?: string
  readonly hash?: string
  readonly key?: string
  readonly condense?: (canonical: string) => string
  readonly write?: (digest: Buffer) => string
}

const params: Params = { Name: '~ *', RegionId: 'cn-chengdu', 'Tag.10.Key': 'ten', 'Tag.2.Key': 'two' }

/** A V3 request signed with these steps and received at `localhost:8014`. */
const signedWrongly = (how: Signing, url = `/?${query(params)}`, body = '') => {
  const { authorization: _, ...headers } = acs3Headers('DescribeSnapshots', params, { now: testTime, body })
  const names = Object.keys(headers).sort()
  const lines = names.map(name => `${name}:${name === 'host' ? (how.host ?? 'localhost:8014') : headers[name]}`)
  const canonical = [
    how.method ?? 'POST',
    how.path ?? '/',
    how.query ?? query(params),
    lines.join('\n') + (how.gap ?? '\n'),
    names.join(';'),
    how.hash ?? sha256(body),
  ].join('\n')
  const text = (how.condense ?? (whole => `ACS3-HMAC-SHA256\n${sha256(whole)}`))(canonical)
  const digest = createHmac('sha256', how.key ?? 'testsecret')
    .update(text)
    .digest()
  const signature = (how.write ?? (bytes => bytes.toString('hex')))(digest)
  const authorization = `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=${names.join(';')},Signature=${signature}`
  return { method: 'POST', url, headers: { ...headers, host: 'localhost:8014', authorization }, body }
}

const reversed = query(params).split('&').reverse().join('&')

const mistakes: readonly (readonly [how: Signing, difference: string])[] = [
  [{ key: 'testsecret&' }, 'the key ends in `&`, which only V1 uses'],
  [{ key: 'testsecret\n' }, 'the secret ends in a line break'],
  [{ host: 'localhost' }, 'the signed host "localhost" differs from the one received, "localhost:8014"'],
  [
    { host: 'ecs.cn-hangzhou.aliyuncs.com' },
    'the signed host "ecs.cn-hangzhou.aliyuncs.com" differs from the one received, "localhost:8014"',
  ],
  [{ method: 'GET' }, 'GET was signed, but POST was sent'],
  [{ query: query(params).replace('~', '%7E') }, '`~` was encoded as `%7E`'],
  [{ query: '' }, 'the query was not signed'],
  [{ path: '' }, 'the signed path was empty, not `/`'],
  [{ gap: '' }, 'the blank line after the headers is missing'],
  [{ condense: canonical => `ACS3-HMAC-SHA256\n${canonical}` }, 'the canonical request was signed, not its hash'],
  [{ condense: sha256 }, 'the string to sign lacks its first line, ACS3-HMAC-SHA256'],
  [{ write: digest => digest.toString('base64') }, 'the signature was encoded as base64, not as hex'],
  [{ write: digest => digest.toString('hex').toUpperCase() }, 'the signature was encoded as upper-case hex'],
  [
    { host: 'localhost', query: query(params).replace('~', '%7E') },
    'the signed host "localhost" differs from the one received, "localhost:8014"; and `~` was encoded as `%7E`',
  ],
]

t.test('a mistake in a V3 signature is named only if repeating it gives the same signature', async t => {
  const emulator = emulatorFor(t)
  t.match(emulator.explain(signedWrongly({})), { signatureVersion: 'V3', accessKeyId: 'testid', holds: true })
  for (const [how, difference] of mistakes) t.match(emulator.explain(signedWrongly(how)), { holds: false, difference })
  t.equal(
    emulator.explain(signedWrongly({ query: reversed }, `/?${reversed}`)).difference,
    'the parameters were not sorted',
  )
  t.equal(
    emulator.explain(signedWrongly({}, `/ecs?${query(params)}`)).difference,
    'the path / was signed, but /ecs was received',
  )
})

const explainer = (t: Test) => {
  const emulator = emulatorFor(t)
  return (request: ReturnType<typeof v3Call>) => emulator.explain(request as never)
}

t.test('the body hash of a V3 signature is compared with the body', async t => {
  const explain = explainer(t)
  const json = { 'content-type': 'application/json' }
  const request = v3Call('DescribeRegions', {}, { body: '{"A":1}', extra: json })
  const send = (body: string, more: Params = {}) =>
    explain({ ...request, headers: { ...request.headers, ...more }, body })
  t.equal(send('{"A":1}').holds, true)
  t.equal(send('{"A":2}').difference, 'the body that was signed (x-acs-content-sha256) is not the one received')
  t.equal(
    send('{"A":1}', { 'x-acs-content-sha256': sha256('') }).difference,
    'no known mistake produces this signature: another secret was used, or a parameter, a header or the body was ' +
      'changed after signing',
  )
  const empty = signedWrongly({ hash: sha256('') }, undefined, '{"A":1}')
  t.equal(explain({ ...empty, headers: { ...empty.headers, ...json } }).difference, 'an empty body was signed')
})

t.test('a header that a correct V3 signature does not cover is named', async t => {
  const explain = explainer(t)
  const added = v3Call('DescribeRegions', {}, { extra: { 'x-acs-more': '1' }, unsigned: ['x-acs-more'] })
  t.match(explain(added), {
    holds: false,
    difference: 'the header x-acs-more is sent but not among SignedHeaders',
  })
  const unsigned = { extra: { 'content-type': 'application/json' }, unsigned: ['content-type'] }
  t.match(explain(v3Call('DescribeRegions', {}, { body: '{}', ...unsigned })), {
    holds: false,
    difference: 'the header content-type is sent but not among SignedHeaders',
  })
  t.match(explain(v3Call('DescribeRegions', {}, unsigned)), { holds: true }, 'nothing is reported for an empty body')
  const lying = v3Call('DescribeRegions', {}, { extra: { 'x-acs-content-sha256': 'none' } })
  t.equal(explain(lying).difference, `x-acs-content-sha256 is not the hash of the body, ${sha256('')}`)
})

t.test('a header that is signed twice is named, and the list is not used', async t => {
  const explain = explainer(t)
  const call = v3Call()
  const authorization = call.headers?.authorization?.replace('host;', 'host;host;') as string
  t.match(explain({ ...call, headers: { ...call.headers, authorization } }), {
    holds: false,
    difference: 'SignedHeaders names host more than once',
    canonical: '',
    stringToSign: '',
  })
})

t.test('a signed header that was not sent counts as empty', async t => {
  const explain = explainer(t)
  const request = v3Call('DescribeRegions', {}, { as: { id: 'testid', secret: 'wrong' } })
  const { 'x-acs-date': _, ...headers } = request.headers as Record<string, string>
  const explanation = explain({ ...request, headers })
  t.match(explanation.canonical, '\nx-acs-date:\n')
  t.match(explanation.difference, /^no known mistake produces this signature/)
})

t.test('explain does not report a different host for a V3 call with an unsigned host', async t => {
  const explain = explainer(t)
  const request = v3Call('DescribeRegions', {}, { as: { id: 'testid', secret: 'wrong' }, unsigned: ['host'] })
  t.match(explain(request).difference, /^no known mistake produces this signature/)
  const { authorization, ...headers } = request.headers as Record<string, string>
  const without = authorization?.replace(/Signature=.*/, 'Signature=')
  t.equal(
    explain({ ...request, headers: { ...headers, authorization: without as string } }).difference,
    'the request has no signature',
  )
})

t.test('every request signed by a real client is valid, with its recorded string to sign', async t => {
  const emulator = emulatorFor(t)
  t.ok(recorded.length > signed.length)
  for (const record of signed) {
    const explanation = emulator.explain({
      method: record.rawMethod,
      url: record.rawUrl,
      headers: Object.fromEntries(record.headers),
      body: Buffer.from(record.bodyBase64, 'base64').toString(),
      secret: record.credentials.accessKeySecret as string,
    })
    t.match(explanation, { holds: true, received: record.signature, expected: record.signature }, nameOf(record))
    if (record.signatureVersion === 'V1') t.equal(explanation.stringToSign, record.stringToSign, nameOf(record))
  }
})

t.test('a V3 request without a signature has none, and its string to sign is returned', async t => {
  const { headers, ...request } = signedWrongly({})
  const authorization = headers.authorization.replace(/,Signature=.*/, '')
  const explanation = emulatorFor(t).explain({ ...request, headers: { ...headers, authorization } })
  t.match(explanation, {
    signatureVersion: 'V3',
    received: '',
    holds: false,
    difference: 'the request has no signature',
  })
  t.match(explanation.expected, /^[0-9a-f]{64}$/)
})
