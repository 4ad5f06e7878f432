import t from 'tap'
import { testTime } from '../support/emulator.ts'
import { gatewayFor, inQuery, outcome } from '../support/gateway.ts'
import { type Params, query, rpcSign } from '../support/oracle.ts'

/** A call that is wrong in every way, and the repairs that bring it to the next refusal. */
const start: Params = { Format: 'JSON', Timestamp: 'yesterday', SignatureNonce: 'n-1', AccessKeyId: 'nobody' }

const steps: readonly (readonly [repair: Params, next: string])[] = [
  [{}, '400 MissingParameter'],
  [{ Action: 'NoSuchAction' }, '400 MissingParameter'],
  [{ Version: 'BadVersion' }, '400 InvalidVersion'],
  [{ Version: '2014-05-26' }, '404 InvalidAction.NotFound'],
  [{ Action: 'CopySnapshot' }, '404 InvalidAccessKeyId.NotFound'],
  [{ AccessKeyId: 'STS.testid' }, '400 MissingSecurityToken'],
  [{ SecurityToken: 'unknown' }, '400 InvalidSecurityToken.MismatchWithAccessKey'],
  [{ SecurityToken: 'tok+en/with=chars' }, '400 InvalidTimeStamp.Format'],
  [{ Timestamp: '2026-11-23T08:00:00Z' }, '400 InvalidTimeStamp.Expired'],
  [{ Timestamp: '2026-11-24T08:00:00Z' }, '400 MissingParameter'],
  [{ Signature: 'wrong' }, '400 SignatureDoesNotMatch'],
]

t.test('of many faults the first in the order of checks is the one that is refused', async t => {
  const send = gatewayFor(t)
  let params = start
  for (const [repair, expected] of steps) {
    params = { ...params, ...repair }
    t.equal(outcome(await send(inQuery(params))), expected, JSON.stringify(repair))
  }
  const { Signature: _, ...unsigned } = params
  const signed = (more: Params): Params => {
    const full = { ...unsigned, ...more }
    return { ...full, Signature: rpcSign('GET', full, 'ststestsecret') }
  }
  t.equal(outcome(await send(inQuery(signed({ SignatureNonce: '' })))), '400 SignatureNonceUsed')
  const lacking = await send(inQuery(signed({})))
  t.equal(lacking.json.Message.split('"')[1], 'SnapshotId')
  const copy = { SnapshotId: 's-none', RegionId: 'cn-chengdu', DestinationRegionId: 'us-east-1' }
  t.equal(outcome(await send(inQuery(signed(copy)))), '400 SignatureNonceUsed')
  t.equal(outcome(await send(inQuery(signed({ ...copy, SignatureNonce: 'n-2' })))), '403 InvalidSnapshotId.NotFound')
})

t.test('a request that cannot be read is refused before anything is made of it', async t => {
  const send = gatewayFor(t)
  const twice = await send({ url: `/?${query(start)}&Format=JSON` })
  t.equal(twice.json?.Message ?? twice.body, 'The specified parameter "Format" is not valid.')
  t.equal(outcome(await send({ url: `/?${query(start)}&Broken=%zz` })), '400 InvalidParameter.Format')
})

t.test('an inactive key is refused before its timestamp is read', async t => {
  const send = gatewayFor(t)
  const params = { ...start, Action: 'CopySnapshot', Version: '2014-05-26', AccessKeyId: 'testid-inactive' }
  t.equal(outcome(await send(inQuery(params))), '400 InvalidAccessKeyId.Inactive')
})

t.test('an emulator that does not verify signatures still checks what comes before and after', async t => {
  const send = gatewayFor(t, { auth: 'off', clock: new Date(testTime) })
  t.equal(outcome(await send(inQuery(start))), '400 MissingParameter')
  t.equal(
    outcome(await send(inQuery({ ...start, Action: 'NoSuchAction', Version: '2014-05-26' }))),
    '404 InvalidAction.NotFound',
  )
  t.equal(
    outcome(await send(inQuery({ ...start, Action: 'CopySnapshot', Version: '2014-05-26' }))),
    '400 MissingParameter',
  )
})
