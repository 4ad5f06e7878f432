import t from 'tap'
import { testTime } from '../support/emulator.ts'
import { gatewayFor, inBody, inQuery, outcome, regionsCall, without } from '../support/gateway.ts'
import { rpcSign, signedParams } from '../support/oracle.ts'
import { checkRefusal, missing } from '../support/refusals.ts'

const unsupported = '400 InvalidSignatureMethod'

t.test('a V1 call accepts parameters in the query', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send(inQuery(regionsCall()))), 'Success')
})

t.test('a V1 call accepts parameters in a form body', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send(inBody(regionsCall({}, { method: 'POST' })))), 'Success')
})

t.test('a V1 call accepts some parameters in the query and others in the body', async t => {
  const send = gatewayFor(t)
  const params = signedParams(
    { Action: 'DescribeSnapshots', RegionId: 'cn-chengdu', PageSize: '3' },
    { method: 'POST', now: testTime },
  )
  const { RegionId, PageSize, ...system } = params
  const answer = await send(inBody({ RegionId: 'cn-chengdu', PageSize: '3' }, system))
  t.equal(outcome(answer), 'Success')
  t.equal(answer.json.PageSize, 3)
})

t.test('for a name in query and body, the value in the body is signed and used', async t => {
  const send = gatewayFor(t)
  const params = signedParams(
    { Action: 'DescribeSnapshots', RegionId: 'cn-chengdu' },
    { method: 'POST', now: testTime },
  )
  const answer = await send(inBody({ RegionId: 'cn-chengdu' }, { ...params, RegionId: 'cn-hangzhou' }))
  t.equal(outcome(answer), 'Success')
  t.equal(answer.json.TotalCount, 6)
})

t.test('the path of a V1 call is not signed', async t => {
  const send = gatewayFor(t)
  const { url } = inQuery(regionsCall())
  t.equal(outcome(await send({ url: `/ecs${url}` })), 'Success')
})

t.test('a V1 call ignores the x-acs-action header if it has an Action', async t => {
  const send = gatewayFor(t)
  const headers = { 'x-acs-action': 'copySnapshot', 'x-acs-version': '2000-01-01' }
  t.equal(outcome(await send({ ...inQuery(regionsCall()), headers })), 'Success')
})

const stringToSign =
  'GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Extra%3Da%2520b%252A%2527~%252B%25E4%25B8%25AD' +
  '%26Format%3DJSON%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dn-1%26SignatureVersion%3D1.0' +
  '%26Timestamp%3D2026-11-24T08%253A00%253A00Z%26Version%3D2014-05-26'

t.test('a V1 call with a wrong signature gets the exact string to sign', async t => {
  const params = regionsCall({ Extra: "a b*'~+中" }, { as: { id: 'testid', secret: 'wrong' }, nonce: 'n-1' })
  for (const [contract, refusal, beginning] of [
    ['2021', '400 IncompleteSignature', 'The request signature does not conform to Aliyun standards.'],
    ['2025', '400 SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.'],
  ] as const) {
    const answer = await gatewayFor(t, { contract })(inQuery(params))
    t.equal(outcome(answer), refusal)
    t.equal(answer.json.Message, `${beginning} server string to sign is:${stringToSign}`)
  }
})

t.test('a V1 signature of another length, another method or another call does not match', async t => {
  const send = gatewayFor(t)
  const params = regionsCall()
  const signature = regionsCall({}, { method: 'POST', nonce: 'n-2' }).Signature as string
  t.equal(outcome(await send(inQuery({ ...params, Signature: 'short' }))), '400 IncompleteSignature')
  t.equal(outcome(await send(inQuery({ ...params, Signature: signature }))), '400 IncompleteSignature')
  t.equal(outcome(await send(inQuery({ ...params, Added: '1' }))), '400 IncompleteSignature')
  t.equal(outcome(await send(inBody(params))), '400 IncompleteSignature')
  t.equal(outcome(await send(inQuery(params))), 'Success')
})

t.test('an empty value of a V1 call is signed', async t => {
  const send = gatewayFor(t)
  const params = regionsCall({ SignatureType: '' })
  t.equal(outcome(await send(inQuery(params))), 'Success')
  const { SignatureType: _, Signature: __, ...rest } = regionsCall({ SignatureType: '' })
  const dropped = { ...rest, SignatureType: '', Signature: rpcSign('GET', rest, 'testsecret') }
  t.equal(outcome(await send(inQuery(dropped))), '400 IncompleteSignature')
})

t.test('a plus in the query of a V1 call is a space', async t => {
  const send = gatewayFor(t)
  const { url } = inQuery(regionsCall({ Extra: 'a b' }))
  t.equal(outcome(await send({ url: url.replaceAll('%20', '+') })), 'Success')
})

t.test('tags beyond the ninth are sorted by bytes under a V1 signature', async t => {
  const send = gatewayFor(t)
  const tags = Array.from({ length: 12 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i + 1}`])
  const answer = await send(inQuery(regionsCall(Object.fromEntries(tags))))
  t.equal(outcome(answer), 'Success')
})

for (const [name, value] of [
  ['SignatureMethod', 'HMAC-SHA256'],
  ['SignatureMethod', 'RSA-SHA256'],
  ['SignatureVersion', '2.0'],
] as const) {
  t.test(`the ${name} ${value} is refused`, async t => {
    const send = gatewayFor(t)
    checkRefusal(t, await send(inQuery(regionsCall({ [name]: value }))), unsupported)
  })
}

for (const name of ['Action', 'Version', 'AccessKeyId', 'Timestamp', 'Signature']) {
  t.test(`a V1 call without ${name}, or with an empty one, is refused`, async t => {
    const send = gatewayFor(t)
    const { [name]: _, ...rest } = name === 'Signature' ? regionsCall() : without(regionsCall(), name)
    checkRefusal(t, await send(inQuery(rest)), missing(name))
    checkRefusal(t, await send(inQuery({ ...rest, [name]: '' })), missing(name))
  })
}

t.test('a signature without a key is refused', async t => {
  const send = gatewayFor(t)
  const params = regionsCall({ AccessKeyId: '', SignatureType: 'BEARERTOKEN' }, { as: { id: '', secret: '' } })
  checkRefusal(t, await send(inQuery(params)), missing('AccessKeyId'))
})
