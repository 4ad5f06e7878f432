import t from 'tap'
import { Nonces } from '../../src/gateway/nonces.ts'
import { testTime } from '../support/emulator.ts'
import { gatewayFor, inQuery, outcome, regionsCall, v3Call, without } from '../support/gateway.ts'
import { checkRefusal } from '../support/refusals.ts'

const used = '400 SignatureNonceUsed'

const otherKey = { id: 'testid-no-balance', secret: 'testsecret' }

/** A call with a nonce, for both signature versions. */
const ways = {
  V1: (nonce: string, more: { as?: typeof otherKey; now?: number } = {}) =>
    inQuery(regionsCall({}, { nonce, ...more })),
  V3: (nonce: string, more: { as?: typeof otherKey; now?: number } = {}) =>
    v3Call('DescribeRegions', {}, { nonce, ...more }),
}

for (const [version, way] of Object.entries(ways)) {
  t.test(`a nonce of a key is valid for one call under ${version}`, async t => {
    const send = gatewayFor(t)
    t.equal(outcome(await send(way('n-1'))), 'Success')
    checkRefusal(t, await send(way('n-1')), used)
    t.equal(outcome(await send(way('n-2'))), 'Success')
  })

  t.test(`another key can use the same nonce under ${version}`, async t => {
    const send = gatewayFor(t)
    t.equal(outcome(await send(way('n-1'))), 'Success')
    t.equal(outcome(await send(way('n-1', { as: otherKey }))), 'Success')
  })

  t.test(`an empty nonce counts as used under ${version}`, async t => {
    const send = gatewayFor(t)
    checkRefusal(t, await send(way('')), used)
  })

  t.test(`a call with a wrong signature does not use up its nonce under ${version}`, async t => {
    const send = gatewayFor(t)
    const forged = way('n-1', { as: { id: 'testid', secret: 'wrong' } })
    t.equal(outcome(await send(forged)), version === 'V1' ? '400 IncompleteSignature' : '400 SignatureDoesNotMatch')
    t.equal(outcome(await send(way('n-1'))), 'Success')
  })

  t.test(`a nonce may be any text under ${version}`, async t => {
    const send = gatewayFor(t)
    for (const nonce of ['8ca1.60924700 1795488102', '42', '__proto__', 'x'.repeat(1000)]) {
      t.equal(outcome(await send(way(nonce))), 'Success', nonce)
      t.equal(outcome(await send(way(nonce))), '400 SignatureNonceUsed', nonce)
    }
  })

  t.test(`a nonce is remembered for as long as its timestamp would be accepted under ${version}`, async t => {
    let now = testTime
    const send = gatewayFor(t, { clock: 'real', machineClock: () => now })
    t.equal(outcome(await send(way('n-1'))), 'Success')
    now = testTime + 900_000
    t.equal(outcome(await send(way('n-1', { now }))), '400 SignatureNonceUsed')
    now = testTime + 901_000
    t.equal(outcome(await send(way('n-1', { now }))), 'Success')
    t.equal(outcome(await send(way('n-1', { now }))), '400 SignatureNonceUsed')
  })
}

t.test('a nonce with a future timestamp is remembered for longer', async t => {
  let now = testTime
  const send = gatewayFor(t, { clock: 'real', machineClock: () => now })
  t.equal(outcome(await send(ways.V1('n-1', { now: testTime + 900_000 }))), 'Success')
  now = testTime + 1_800_000
  t.equal(outcome(await send(ways.V1('n-1', { now }))), '400 SignatureNonceUsed')
})

t.test('a nonce is remembered while other calls follow', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send(ways.V1('first'))), 'Success')
  for (let i = 0; i < 20; i++) t.equal(outcome(await send(ways.V1(`n-${i}`))), 'Success')
  t.equal(outcome(await send(ways.V1('first'))), '400 SignatureNonceUsed')
})

t.test('both signature versions share nonces', async t => {
  const send = gatewayFor(t)
  t.equal(outcome(await send(ways.V1('n-1'))), 'Success')
  t.equal(outcome(await send(ways.V3('n-1'))), '400 SignatureNonceUsed')
})

t.test('a call without a nonce is refused with SignatureNonceUsed', async t => {
  const send = gatewayFor(t)
  checkRefusal(t, await send(inQuery(without(regionsCall(), 'SignatureNonce'))), used)
})

t.test('a call that its action refuses uses up its nonce', async t => {
  const send = gatewayFor(t)
  const params = regionsCall({ Action: 'CopySnapshot' }, { nonce: 'n-1' })
  t.equal(outcome(await send(inQuery(params))), '400 MissingParameter')
  checkRefusal(t, await send(inQuery(params)), used)
})

t.test('two emulators do not share nonces', async t => {
  const first = gatewayFor(t)
  const second = gatewayFor(t)
  t.equal(outcome(await first(ways.V1('n-1'))), 'Success')
  t.equal(outcome(await second(ways.V1('n-1'))), 'Success')
})

t.test('the newest hundred thousand nonces of a key are kept, and older ones are dropped', async t => {
  const nonces = new Nonces()
  const use = (nonce: string): boolean => nonces.use('testid', nonce, testTime, () => true)
  for (let i = 0; i < 200_001; i++) if (!use(`n-${i}`)) t.fail(`n-${i} is new`)
  for (const i of [200_000, 150_000, 100_001]) t.notOk(use(`n-${i}`), `n-${i} is known`)
  t.ok(use('n-0'), 'the oldest is not')
})
