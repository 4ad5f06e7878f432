import Ecs from '@alicloud/ecs20140526'
import t from 'tap'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { contractErrors, goodCopy, listeningFor } from '../support/sdk.ts'

/** What the client throws when the copy that is asked for is refused. */
const errorOf = async (client: ReturnType<typeof clientOf>, more: object) => {
  try {
    await client.copySnapshot(new Ecs.CopySnapshotRequest({ ...goodCopy, ...more }))
  } catch (error) {
    return error as Record<string, unknown>
  }
  throw new Error('the call was answered')
}

for (const [version, signature] of Object.entries(signatures)) {
  for (const { code, status, message, accessKeyId = 'testid', snapshotId, tag } of contractErrors) {
    t.test(`the ECS client reports ${code} under ${version}`, async t => {
      const { url } = await listeningFor(t)
      const client = clientOf(url, signature, { accessKeyId })
      const error = await errorOf(client, { ...(snapshotId && { snapshotId }), ...(tag && { tag }) })
      const { requestId } = error
      t.match(requestId, /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
      t.equal(error.name, 'ClientError')
      t.equal(error.code, code)
      t.equal(error.statusCode, status)
      t.equal(error.message, `${code}: code: ${status}, ${message} request id: ${requestId}`)
      t.equal(error.description, 'undefined')
      t.equal(error.detail, 'undefined')
      t.equal(error.accessDeniedDetail, null)
      t.equal(error.retryAfter, undefined)
      t.strictSame(error.data, {
        RequestId: requestId,
        HostId: '127.0.0.1',
        Code: code,
        Message: message,
        Recommend: `https://api.aliyun.com/troubleshoot?q=${code}&product=Ecs&requestId=${requestId}`,
      })
    })
  }

  t.test(`the ECS client reports a wrong secret under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const error = await errorOf(clientOf(url, signature, { accessKeySecret: 'wrong' }), {})
    t.equal(error.code, 'SignatureDoesNotMatch')
    t.equal(error.statusCode, 400)
  })

  t.test(`the ECS client reports an unknown key under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const error = await errorOf(clientOf(url, signature, { accessKeyId: 'nobody' }), {})
    t.equal(error.code, 'InvalidAccessKeyId.NotFound')
    t.equal(error.statusCode, 404)
  })
}

t.test('the ECS client reports a real action that is not emulated', async t => {
  const { url } = await listeningFor(t)
  const request = new Ecs.DeleteDiskRequest({ diskId: 'd-bp67acfmxazb4p000001' })
  await t.rejects(clientOf(url, {}).deleteDisk(request), { code: 'InvalidAction.NotFound', statusCode: 404 })
})

t.test('the ECS client under V3 reads an error in XML', async t => {
  const { url } = await listeningFor(t)
  const globalParameters = { headers: { accept: 'application/xml' } }
  const error = await errorOf(clientOf(url, { globalParameters }, { accessKeyId: 'testid-no-balance' }), {})
  t.equal(error.code, 'InvalidAccountStatus.NotEnoughBalance')
  t.match(error.data, { Message: 'Your account does not have enough balance.', HostId: '127.0.0.1' })
})
