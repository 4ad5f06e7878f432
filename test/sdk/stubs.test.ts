import Ecs from '@alicloud/ecs20140526'
import PopCore from '@alicloud/pop-core'
import t from 'tap'
import { connect } from '../../src/client.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { listeningFor } from '../support/sdk.ts'

const action = 'DescribeAutoSnapshotPolicyEx'
const policy = { AutoSnapshotPolicyId: 'sp-bp17acfmxazb4p000001', RepeatWeekdays: '["1","3"]', RetentionDays: 7 }
const reply = { TotalCount: 1, AutoSnapshotPolicies: { AutoSnapshotPolicy: [policy] } }
const error = { status: 403, code: 'OperationDenied.Policy', message: 'The policy is in use.' }
const asked = { regionId: 'cn-hangzhou' }

for (const [version, signature] of Object.entries(signatures)) {
  t.test(`the ECS client reads a stubbed reply and a stubbed error under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const { stubs, requests } = connect(url)
    const client = clientOf(url, signature)
    const describe = () => client.describeAutoSnapshotPolicyEx(new Ecs.DescribeAutoSnapshotPolicyExRequest(asked))
    await t.rejects(describe(), { code: 'InvalidAction.NotFound' })
    await stubs.add({ action, reply, times: 1 })
    await stubs.add({ action, error })
    const { body, headers } = await describe()
    t.equal(body?.requestId, headers?.['x-acs-request-id'])
    t.match(body, {
      totalCount: 1,
      autoSnapshotPolicies: {
        autoSnapshotPolicy: [
          { autoSnapshotPolicyId: policy.AutoSnapshotPolicyId, repeatWeekdays: '["1","3"]', retentionDays: 7 },
        ],
      },
    })
    await t.rejects(describe(), { code: error.code, statusCode: 403, message: /The policy is in use\./ })
    t.match(
      (await requests.list({ action })).map(({ outcome }) => outcome),
      ['InvalidAction.NotFound', 'Success', error.code],
    )
  })
}

for (const method of ['GET', 'POST']) {
  t.test(`pop-core reads a stubbed reply and a stubbed error with ${method}`, async t => {
    const { url } = await listeningFor(t)
    const { stubs } = connect(url)
    const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' }
    const client = new PopCore({ ...key, endpoint: url, apiVersion: '2014-05-26' })
    const describe = () => client.request<object>(action, asked, { method })
    await stubs.add({ action, reply, times: 1 })
    await stubs.add({ action, error })
    const answer = await describe()
    t.same(answer, { RequestId: (answer as { RequestId: string }).RequestId, ...reply })
    await t.rejects(describe(), { code: error.code, message: /The policy is in use\./ })
  })
}

t.test('the ECS client cannot copy while a stub refuses copies, and can after it is used up', async t => {
  const { url } = await listeningFor(t)
  await connect(url).stubs.add({ action: 'CopySnapshot', error: { status: 500, code: 'InternalError' }, times: 1 })
  const client = clientOf(url, signatures.V3)
  const copy = () =>
    client.copySnapshot(
      new Ecs.CopySnapshotRequest({
        regionId: 'cn-chengdu',
        snapshotId: 's-bp67acfmxazb4p000001',
        destinationRegionId: 'us-east-1',
      }),
    )
  await t.rejects(copy(), { code: 'InternalError' })
  t.match((await copy()).body?.snapshotId, /^s-/)
})
