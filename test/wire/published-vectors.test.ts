import t from 'tap'
import published from '../../fixtures/vectors/published.json' with { type: 'json' }
import official from '../../fixtures/vectors/signatures.json' with { type: 'json' }
import { parseCall } from '../../src/wire/call.ts'
import { verifyV1 } from '../../src/wire/signature-v1.ts'
import { verifyV3 } from '../../src/wire/signature-v3.ts'
import { acs3Headers, type Params, query, rpcSign } from '../support/oracle.ts'

const paramsOf = (params: object): Params => params as Params

const mapOf = (params: object) => new Map(Object.entries<string>(paramsOf(params)))

t.test('the oracle and the emulator reproduce every published V1 signature', async t => {
  t.equal(published.rpc.length, 9)
  for (const { source, method, secret, params, signature } of published.rpc) {
    t.equal(rpcSign(method, paramsOf(params), secret), signature, `oracle: ${source}`)
    const signed = new Map([...mapOf(params), ['Signature', signature]])
    t.ok(verifyV1({ method, params: signed }, secret).holds, `emulator: ${source}`)
  }
})

t.test('the emulator reproduces every published V1 string to sign', async t => {
  const { method, params, stringToSign } = official.v1_official
  t.equal(verifyV1({ method, params: mapOf(params) }, '').stringToSign, stringToSign)
  t.equal(published.rpcStringsToSign.length, 3)
  for (const { method, params, stringToSign } of published.rpcStringsToSign) {
    t.equal(verifyV1({ method, params: mapOf(params) }, '').stringToSign, stringToSign)
  }
})

t.test('the first published V1 signature belongs to the published string to sign', async t => {
  const { method, params, accessKeySecret, signature } = official.v1_official
  t.equal(verifyV1({ method, params: mapOf(params) }, accessKeySecret).expected, signature)
})

const v3 = official.v3_official
const v3Headers = acs3Headers(v3.action, v3.query, {
  method: v3.method,
  as: { id: v3.accessKeyId, secret: v3.accessKeySecret },
  now: Date.parse(v3['x-acs-date']),
  host: v3.host,
  nonce: v3['x-acs-signature-nonce'],
})

t.test('the oracle reproduces the published V3 signature', async t => {
  t.equal(
    v3Headers.authorization,
    `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=${v3.signedHeaders},Signature=${v3.signature}`,
  )
})

t.test('the emulator reproduces the published V3 signature, which covers its call', async t => {
  const headers = {
    Host: v3.host,
    'x-acs-action': v3.action,
    'x-acs-version': v3.version,
    'x-acs-date': v3['x-acs-date'],
    'x-acs-signature-nonce': v3['x-acs-signature-nonce'],
    'x-acs-content-sha256': v3['x-acs-content-sha256'],
  }
  const call = parseCall({
    method: v3.method,
    url: `/?${query(v3.query)}`,
    httpVersion: '1.1',
    rawHeaders: Object.entries(headers).flat(),
    body: new Uint8Array(),
  })
  const authorization = {
    algorithm: 'ACS3-HMAC-SHA256',
    credential: v3.accessKeyId,
    signedHeaders: v3.signedHeaders,
    signature: v3.signature,
  }
  const { stringToSign, expected, holds, flaw } = verifyV3(call, authorization, v3.accessKeySecret)
  t.equal(stringToSign, `ACS3-HMAC-SHA256\n${v3.hashedCanonicalRequest}`)
  t.equal(expected, v3.signature)
  t.equal(flaw, undefined)
  t.ok(holds)
})
