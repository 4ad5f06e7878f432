import t from 'tap'
import { testTime } from '../support/emulator.ts'
import { form, gatewayFor, inQuery, outcome, regionsCall, v3Call } from '../support/gateway.ts'
import { acs3Headers, encode, rpcSign } from '../support/oracle.ts'

await t.test('names are sorted by UTF-8 bytes, not by UTF-16 units', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send(inQuery(regionsCall({ '\uffee': '1', '\u{1f600}': '2', a: '3' })))), 'Success')
})

await t.test('names without a value and values without a name are signed with empty texts', async t => {
  const send = gatewayFor(t)
  const { Signature: _, ...params } = regionsCall({ Flag: '', '': '' })
  const text = Object.entries(params)
    .map(([name, value]) => (value === '' ? name || '=' : `${encode(name)}=${encode(value)}`))
    .join('&')
  const url = `/?&${text}&&Signature=${encode(rpcSign('GET', params, 'testsecret'))}`
  t.equal(outcome(await send({ url })), 'Success')
})

await t.test('the body of a GET is read like that of a POST', async t => {
  const send = gatewayFor(t)
  const params = regionsCall()
  const { Action, ...rest } = params
  t.equal(outcome(await send({ ...inQuery(rest), headers: form, body: `Action=${Action}` })), 'Success')
})

await t.test('V1 does not sign a JSON body, so the body is ignored', async t => {
  const send = gatewayFor(t)
  const request = { ...inQuery(regionsCall({ AcceptLanguage: 'en-US' }, { method: 'POST' })), method: 'POST' }
  const body = '{"AcceptLanguage":"nowhere"}'
  t.equal(outcome(await send({ ...request, headers: { 'content-type': 'application/json' }, body })), 'Success')
})

await t.test('an invalid JSON body is refused under V3', async t => {
  const send = gatewayFor(t)
  const deep = `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`
  for (const body of ['[]', '{', 'null', '"a"', deep, '{"a":"\\ud800"}', '['.repeat(100_000)]) {
    const extra = { 'content-type': 'application/json; charset=utf-8' }
    t.equal(
      outcome(await send(v3Call('DescribeRegions', {}, { body, extra }))),
      '400 InvalidParameter.Format',
      body.slice(0, 9),
    )
  }
  const bytes = Buffer.from([0x7b, 0xff, 0x7d])
  const headers = { ...acs3Headers('DescribeRegions', {}, { now: testTime }), 'content-type': 'application/json' }
  t.equal(outcome(await send({ method: 'POST', url: '/', headers, body: bytes })), '400 InvalidParameter.Format')
})

await t.test('null in a JSON body is an absent parameter', async t => {
  const send = gatewayFor(t)
  const extra = { 'content-type': 'application/json' }
  const body = '{"AcceptLanguage":null,"Unknown":{"a":[1,true]}}'
  t.equal(outcome(await send(v3Call('DescribeRegions', {}, { body, extra }))), 'Success')
})

await t.test('a V3 call without a date or nonce is refused', async t => {
  const send = gatewayFor(t)
  for (const [name, code] of [
    ['x-acs-date', '400 MissingParameter'],
    ['x-acs-signature-nonce', '400 SignatureNonceUsed'],
  ] as const) {
    const headers = acs3Headers('DescribeRegions', {}, { now: testTime, extra: { [name]: '' } })
    t.equal(outcome(await send({ method: 'POST', url: '/', headers })), code, `${name} is empty`)
    const { [name]: _, ...rest } = headers
    t.not(outcome(await send({ method: 'POST', url: '/', headers: rest })), 'Success', `${name} is missing`)
  }
})
