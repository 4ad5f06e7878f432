import { createHash } from 'node:crypto'
import t from 'tap'
import { gatewayFor, outcome, reauthorized, v3Call, withHeaders } from '../support/gateway.ts'
import { checkRefusal, missing } from '../support/refusals.ts'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const wrongKey = { id: 'testid', secret: 'wrong' }

t.test('a V3 call with a wrong signature gets the string to sign and the canonical request', async t => {
  const send = gatewayFor(t)
  const canonicalRequest = `POST
/
Empty=&RegionId=cn-chengdu&Tag.10.Key=a%20b&Tag.2.Key=%2A
host:localhost
x-acs-action:DescribeSnapshots
x-acs-content-sha256:${emptyHash}
x-acs-date:2026-11-24T08:00:00Z
x-acs-signature-nonce:n-1
x-acs-version:2014-05-26

host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version
${emptyHash}`
  const hash = createHash('sha256').update(canonicalRequest).digest('hex')
  const params = { 'Tag.2.Key': '*', 'Tag.10.Key': 'a b', RegionId: 'cn-chengdu', Empty: '' }
  const answer = await send(v3Call('DescribeSnapshots', params, { as: wrongKey, nonce: 'n-1' }))
  t.equal(outcome(answer), '400 SignatureDoesNotMatch')
  t.equal(
    answer.json.Message,
    'Specified signature does not match our calculation. ' +
      `server StringToSign is [ACS3-HMAC-SHA256\n${hash}] server CanonicalRequest is [${canonicalRequest}]`,
  )
})

t.test('a V3 signature of another call, another length or another secret does not match', async t => {
  const send = gatewayFor(t)
  const signatureOf = (text: string): string => text.replace(/.*Signature=/, '')
  const other = signatureOf(v3Call().headers?.authorization as string)
  for (const signature of [other, 'short', other.toUpperCase()]) {
    const call = reauthorized(v3Call(), text => text.replace(signatureOf(text), signature))
    t.equal(outcome(await send(call)), '400 SignatureDoesNotMatch')
  }
  t.equal(outcome(await send(v3Call('DescribeRegions', {}, { as: wrongKey }))), '400 SignatureDoesNotMatch')
})

t.test('a V3 call without signed headers does not match', async t => {
  const send = gatewayFor(t)
  const call = reauthorized(v3Call(), text => text.replace(/SignedHeaders=[^,]*,/, ''))
  t.equal(outcome(await send(call)), '400 SignatureDoesNotMatch')
})

t.test('a V3 call with a repeated signed header is refused before the headers are used', async t => {
  const send = gatewayFor(t)
  const message = 'Specified signature does not match our calculation. SignedHeaders names x-acs-more more than once.'
  const call = v3Call('DescribeRegions', {}, { extra: { 'x-acs-more': 'x'.repeat(200_000) } })
  for (const more of [';X-Acs-More', ';x-acs-more'.repeat(3000)]) {
    const repeating = reauthorized(call, text => text.replace('x-acs-more', `x-acs-more${more}`))
    const answer = await send(repeating)
    t.equal(outcome(answer), '400 SignatureDoesNotMatch')
    t.equal(answer.json.Message, message)
  }
  const long = 'x'.repeat(5000)
  const { json } = await send(reauthorized(v3Call(), text => text.replace('host;', `${long};${long};host;`)))
  t.equal(json.Message, message.replace('x-acs-more', 'x'.repeat(64)))
})

t.test('a V3 call must sign the content type, which defines how the body is read', async t => {
  const send = gatewayFor(t)
  const body = '{"AcceptLanguage":"nowhere"}'
  const extra = { 'content-type': 'application/json' }
  const unsigned = v3Call('DescribeRegions', {}, { body, extra, unsigned: ['content-type'] })
  t.equal(outcome(await send(unsigned)), '400 SignatureDoesNotMatch')
  const another = withHeaders(unsigned, { 'content-type': 'application/x-www-form-urlencoded' })
  t.equal(outcome(await send(another)), '400 SignatureDoesNotMatch')
  t.equal(outcome(await send(v3Call('DescribeRegions', {}, { body: '{}', extra }))), 'Success')
})

t.test('the method and the path of a V3 call are signed', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send({ ...v3Call(), method: 'GET' })), '400 SignatureDoesNotMatch')
  t.equal(outcome(await send({ ...v3Call(), url: '/ecs/' })), '400 SignatureDoesNotMatch')
  t.equal(outcome(await send({ ...v3Call(), url: '/?Added=1' })), '400 SignatureDoesNotMatch')
})

t.test('Action, Version and Format in the query of a V3 call are signed and accepted', async t => {
  const send = gatewayFor(t)
  const params = { Action: 'DescribeRegions', Version: '2014-05-26', Format: 'JSON' }
  t.equal(outcome(await send(v3Call('DescribeRegions', params))), 'Success')
})

t.test('another algorithm of V3 is refused', async t => {
  const send = gatewayFor(t)
  for (const algorithm of ['ACS3-HMAC-SM3', 'ACS3-RSA-SHA256']) {
    const call = reauthorized(v3Call(), authorization => authorization.replace('ACS3-HMAC-SHA256', algorithm))
    checkRefusal(t, await send(call), '400 InvalidSignatureMethod')
  }
})

for (const [name, header] of [
  ['Action', 'x-acs-action'],
  ['Version', 'x-acs-version'],
  ['Timestamp', 'x-acs-date'],
] as const) {
  t.test(`a V3 call with an empty ${header} gets MissingParameter for ${name}`, async t => {
    const send = gatewayFor(t)
    checkRefusal(t, await send(v3Call('DescribeRegions', {}, { extra: { [header]: '' } })), missing(name))
  })
}

for (const [name, field] of [
  ['AccessKeyId', /Credential=[^,]*/],
  ['Signature', /Signature=.*/],
] as const) {
  t.test(`a V3 call whose Authorization header lacks ${name} is refused`, async t => {
    const send = gatewayFor(t)
    checkRefusal(t, await send(reauthorized(v3Call(), text => text.replace(field, ''))), missing(name))
  })
}
