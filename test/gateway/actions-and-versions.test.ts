import t from 'tap'
import { gatewayFor, inQuery, outcome, regionsCall, v3Call } from '../support/gateway.ts'
import { checkRefusal, missing } from '../support/refusals.ts'

const notFound = '404 InvalidAction.NotFound'
const badVersion = '400 InvalidVersion'

/** A call of an action and a version, for both signature versions. */
const ways = {
  V1: (action: string, version: string) => inQuery(regionsCall({ Action: action, Version: version })),
  V3: (action: string, version: string) => v3Call(action, {}, { extra: { 'x-acs-version': version } }),
}

for (const [signature, way] of Object.entries(ways)) {
  for (const version of ['BadVersion', '2014-5-26', '20140526', '2014-05-26 ', '2014-05-26T00:00:00Z', '0']) {
    if (signature === 'V3' && version.endsWith(' ')) continue
    t.test(`${signature} refuses the version "${version}" for its format`, async t => {
      const send = gatewayFor(t)
      checkRefusal(t, await send(way('DescribeRegions', version)), badVersion)
    })
  }

  for (const [action, version] of [
    ['NoSuchAction', '2014-05-26'],
    ['describeregions', '2014-05-26'],
    ['__proto__', '2014-05-26'],
    ['constructor', '2014-05-26'],
    ['DescribeRegions', '2016-03-14'],
    ['RunInstances', '2016-03-14'],
  ] as const) {
    t.test(`${signature} gets InvalidAction.NotFound for ${action} of ${version}`, async t => {
      const send = gatewayFor(t)
      const answer = await send(way(action, version))
      checkRefusal(t, answer, notFound)
      t.notOk('x-emulator-not-emulated' in answer.headers)
    })
  }

  for (const action of ['RunInstances', 'RebootInstance', 'ModifyImageAttribute']) {
    t.test(`${signature} gets a header that the real ${action} is not emulated`, async t => {
      const send = gatewayFor(t)
      const answer = await send(way(action, '2014-05-26'))
      checkRefusal(t, answer, notFound)
      t.equal(answer.headers['x-emulator-not-emulated'], action)
    })
  }
}

t.test('a served action has no x-emulator-not-emulated header', async t => {
  const send = gatewayFor(t)
  const answer = await send(ways.V1('DescribeRegions', '2014-05-26'))
  t.equal(outcome(answer), 'Success')
  t.notOk('x-emulator-not-emulated' in answer.headers)
})

t.test('a bare request gets its missing parameters one by one', async t => {
  const send = gatewayFor(t)
  const params = { Format: 'JSON' }
  checkRefusal(t, await send(inQuery(params)), missing('Action'))
  checkRefusal(t, await send(inQuery({ ...params, Action: 'DescribeRegions' })), missing('Version'))
  const call = { ...params, Action: 'DescribeRegions', Version: '2014-05-26' }
  checkRefusal(t, await send(inQuery(call)), missing('AccessKeyId'))
  checkRefusal(t, await send(inQuery({ ...call, AccessKeyId: 'testid' })), missing('Timestamp'))
  const timed = { ...call, AccessKeyId: 'testid', Timestamp: '2026-11-24T08:00:00Z' }
  checkRefusal(t, await send(inQuery(timed)), missing('Signature'))
})
