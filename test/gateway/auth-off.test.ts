import t from 'tap'
import { gatewayFor, inBody, inQuery, outcome, regionsCall, v3Call } from '../support/gateway.ts'
import type { Params } from '../support/oracle.ts'

const listing = { Action: 'DescribeSnapshots', Version: '2014-05-26', Format: 'JSON', RegionId: 'cn-chengdu' }
const copy = {
  ...listing,
  Action: 'CopySnapshot',
  SnapshotId: 's-bp67acfmxazb4p000001',
  DestinationRegionId: 'us-east-1',
}

/** A world in which each account's id is its number of snapshots in cn-chengdu. */
const worldOf = (...accounts: { id: string; keys?: { id: string; secret: string }[] }[]) => ({
  accounts,
  snapshots: accounts.flatMap(({ id }) =>
    Array.from({ length: Number(id) }, (_, i) => ({ id: `s-${i}`, account: id, region: 'cn-chengdu' })),
  ),
})

const key = (id: string) => [{ id, secret: 'secret' }]

t.test('with --auth off a call needs neither key nor signature nor time nor nonce', async t => {
  const send = gatewayFor(t, { auth: 'off' })
  t.equal(outcome(await send(inQuery(copy))), 'Success')
  t.equal(outcome(await send(inBody(copy))), 'Success')
  t.equal((await send(inQuery({ ...listing, RegionId: 'us-east-1' }))).json.TotalCount, 2)
})

t.test('with --auth off a wrong signature, an old time and a used nonce are ignored', async t => {
  const send = gatewayFor(t, { auth: 'off' })
  const params = { ...regionsCall(), Signature: 'wrong', Timestamp: '2000-01-01T00:00:00Z' }
  t.equal(outcome(await send(inQuery(params))), 'Success')
  t.equal(outcome(await send(inQuery(params))), 'Success')
  const v3 = v3Call('DescribeRegions', {}, { as: { id: 'testid', secret: 'wrong' }, now: 0 })
  t.equal(outcome(await send(v3)), 'Success')
})

for (const [what, accessKeyId, expected] of [
  ['a known key', 'testid-no-balance', '403 InvalidAccountStatus.NotEnoughBalance'],
  ['a known temporary key without its token', 'STS.testid', 'Success'],
  ['an inactive key', 'testid-inactive', 'Success'],
  ['an unknown key', 'nobody', 'Success'],
  ['an empty key', '', 'Success'],
] as const) {
  t.test(`with --auth off ${what} is not verified: ${expected}`, async t => {
    const send = gatewayFor(t, { auth: 'off' })
    t.equal(outcome(await send(inQuery({ ...copy, AccessKeyId: accessKeyId }))), expected)
  })
}

t.test('with --auth off a V3 call uses the key of its Authorization header', async t => {
  const send = gatewayFor(t, { auth: 'off' })
  const { Action, Version, Format, ...params } = copy
  const as = { id: 'testid-no-balance', secret: 'wrong' }
  t.equal(outcome(await send(v3Call(Action, params, { as }))), '403 InvalidAccountStatus.NotEnoughBalance')
})

const total = async (send: ReturnType<typeof gatewayFor>, more: Params = {}): Promise<number> =>
  (await send(inQuery({ ...listing, ...more }))).json.TotalCount

t.test('without a known key the account of testid is the caller', async t => {
  const world = worldOf({ id: '1', keys: key('other') }, { id: '2', keys: key('testid') })
  const send = gatewayFor(t, { auth: 'off', world })
  t.equal(await total(send), 2)
  t.equal(await total(send, { AccessKeyId: 'other' }), 1)
})

t.test('without a known key and without testid the first account of the first world is the caller', async t => {
  const world = [worldOf({ id: '3' }, { id: '1', keys: key('other') }), worldOf({ id: '2', keys: key('third') })]
  const send = gatewayFor(t, { auth: 'off', world })
  t.equal(await total(send), 3)
  t.equal(await total(send, { AccessKeyId: 'nobody' }), 3)
  t.equal(await total(send, { AccessKeyId: 'third' }), 2)
})

t.test('without any account every call is refused', async t => {
  const send = gatewayFor(t, { auth: 'off', world: {} })
  t.equal(outcome(await send(inQuery(listing))), '404 InvalidAccessKeyId.NotFound')
})

t.test('with --auth off all other checks run in their order', async t => {
  const send = gatewayFor(t, { auth: 'off' })
  const wrong = { Format: 'JSON', Timestamp: 'yesterday', SnapshotId: '' }
  t.equal(outcome(await send(inQuery(wrong))), '400 MissingParameter')
  const call = { ...wrong, Version: '2014-05-26' }
  t.equal(outcome(await send(inQuery({ ...call, Action: 'NoSuchAction' }))), '404 InvalidAction.NotFound')
  t.equal(outcome(await send(inQuery({ ...call, Action: 'CopySnapshot' }))), '400 MissingParameter')
})
