import t from 'tap'
import { testTime } from '../support/emulator.ts'
import { gatewayFor, inQuery, outcome, regionsCall, v3Call } from '../support/gateway.ts'
import { type Credentials, stsTestid } from '../support/oracle.ts'
import { checkRefusal, invalid, missing } from '../support/refusals.ts'

const notFound = '404 InvalidAccessKeyId.NotFound'
const inactive = '400 InvalidAccessKeyId.Inactive'
const missingToken = missing('SecurityToken')
const mismatch = '400 InvalidSecurityToken.MismatchWithAccessKey'
const expired = invalid('SecurityToken.Expired')

/** A call with a key, for both signature versions. */
const ways = {
  V1: (as: Credentials) => inQuery(regionsCall({}, { as })),
  V3: (as: Credentials) => v3Call('DescribeRegions', {}, { as }),
}

const secret = 'ststestsecret'

const refused = {
  'an unknown key': [{ id: 'nobody', secret: 'testsecret' }, notFound],
  'a key whose letters differ in case': [{ id: 'TESTID', secret: 'testsecret' }, notFound],
  'an inactive key': [{ id: 'testid-inactive', secret: 'testsecret' }, inactive],
  'a temporary key without its token': [{ id: 'STS.testid', secret }, missingToken],
  'a temporary key with an empty token': [{ id: 'STS.testid', secret, token: '' }, missingToken],
  'a temporary key with an unknown token': [{ id: 'STS.testid', secret, token: 'unknown' }, mismatch],
  'a temporary key with a part of its token': [{ id: 'STS.testid', secret, token: 'tok+en/with=char' }, mismatch],
  'a permanent key with a token': [{ id: 'testid', secret: 'testsecret', token: 'tok+en/with=chars' }, mismatch],
  'a temporary key past its time': [{ id: 'STS.expired', secret, token: 'tok+en/with=chars' }, expired],
  'a temporary key past its time without its token': [{ id: 'STS.expired', secret }, missingToken],
} as const

for (const [version, way] of Object.entries(ways)) {
  t.test(`a temporary key with its token is accepted under ${version}`, async t => {
    const send = gatewayFor(t)
    t.equal(outcome(await send(way(stsTestid))), 'Success')
  })

  for (const [what, [as, expected]] of Object.entries(refused)) {
    t.test(`${what} is refused under ${version}`, async t => {
      const send = gatewayFor(t)
      checkRefusal(t, await send(way(as)), expected)
    })
  }

  t.test(`the token of another temporary key is refused under ${version}`, async t => {
    const keys = ['a', 'b'].map(name => ({ id: `STS.${name}`, secret, token: `token-${name}` }))
    const send = gatewayFor(t, { world: { accounts: [{ id: '1', keys }] } })
    checkRefusal(t, await send(way({ id: 'STS.a', secret, token: 'token-b' })), mismatch)
    t.equal(outcome(await send(way({ id: 'STS.a', secret, token: 'token-a' }))), 'Success')
  })
}

t.test('a token is valid until it expires on the emulator’s clock', async t => {
  const key = { id: 'STS.hour', secret, token: 'token', expiresAt: 'now+1h' }
  let now = testTime
  const send = gatewayFor(t, {
    world: { accounts: [{ id: '1', keys: [key] }] },
    clock: 'real',
    machineClock: () => now,
  })
  const call = () => send(inQuery(regionsCall({}, { as: key, now })))
  t.equal(outcome(await call()), 'Success')
  now = testTime + 3_599_999
  t.equal(outcome(await call()), 'Success')
  now = testTime + 3_600_000
  t.equal(outcome(await call()), '400 InvalidParameter')
})

t.test('an expired token has a code of its own under the contract of 2025', async t => {
  const key = { id: 'STS.late', secret, token: 'token', expiresAt: 'now-1h' }
  const send = gatewayFor(t, { contract: '2025', world: { accounts: [{ id: '1', keys: [key] }] } })
  for (const way of Object.values(ways)) checkRefusal(t, await send(way(key)), '400 InvalidSecurityToken.Expired')
})

t.test('a key from the settings belongs to the account of testid', async t => {
  const send = gatewayFor(t, { accessKeyId: 'added', accessKeySecret: 'addedsecret' })
  const as = { id: 'added', secret: 'addedsecret' }
  const params = { Action: 'DescribeSnapshots', RegionId: 'cn-chengdu' }
  const answer = await send(inQuery(regionsCall(params, { as })))
  t.equal(answer.json.TotalCount, 6)
  t.equal(outcome(await send(inQuery(regionsCall(params)))), 'Success')
})

t.test('a bearer token in the Authorization header does not make a V3 call', async t => {
  const send = gatewayFor(t)
  const headers = { authorization: 'Bearer ACS3-HMAC-SHA256' }
  t.equal(outcome(await send({ ...inQuery(regionsCall()), headers })), 'Success')
  t.equal(
    outcome(await send({ url: '/?Action=DescribeRegions&Version=2014-05-26&Format=JSON', headers })),
    '400 MissingParameter',
  )
})
