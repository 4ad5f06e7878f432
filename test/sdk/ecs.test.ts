import Ecs from '@alicloud/ecs20140526'
import t, { type Test } from 'tap'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { goodCopy, largestTags, listeningFor } from '../support/sdk.ts'

type Client = ReturnType<typeof clientOf>

const copy = async (t: Test, client: Client, more: object = {}): Promise<string> => {
  const { statusCode, headers, body } = await client.copySnapshot(new Ecs.CopySnapshotRequest({ ...goodCopy, ...more }))
  t.equal(statusCode, 200)
  t.equal(headers?.['x-acs-request-id'], body?.requestId)
  t.match(body?.snapshotId, /^s-[a-z0-9]{20}$/)
  return body?.snapshotId as string
}

const find = async (t: Test, client: Client, id: string) => {
  const request = new Ecs.DescribeSnapshotsRequest({ regionId: 'us-east-1', snapshotIds: JSON.stringify([id]) })
  const { body } = await client.describeSnapshots(request)
  t.equal(body?.totalCount, 1)
  return body?.snapshots?.snapshot?.[0]
}

const tagsOf = (snapshot: Awaited<ReturnType<typeof find>>) =>
  new Map(snapshot?.tags?.tag?.map(({ tagKey, tagValue }) => [tagKey, tagValue]))

for (const [version, signature] of Object.entries(signatures)) {
  t.test(`the ECS client copies under ${version} and polls until the copy is accomplished`, async t => {
    const { url, advance } = await listeningFor(t)
    const client = clientOf(url, signature)
    const id = await copy(t, client)
    t.match(await find(t, client, id), { status: 'progressing', progress: '0%', available: false })
    let polls = 0
    while ((await find(t, client, id))?.status !== 'accomplished' && polls < 100) {
      polls++
      advance(500)
    }
    t.equal(polls, 4)
    t.match(await find(t, client, id), {
      status: 'accomplished',
      progress: '100%',
      available: true,
      sourceSnapshotId: 's-bp67acfmxazb4p000001',
      sourceRegionId: 'cn-chengdu',
      regionId: 'us-east-1',
    })
  })

  t.test(`the ECS client sends names in Chinese, a retention and tags under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const client = clientOf(url, signature)
    const id = await copy(t, client, {
      destinationSnapshotName: '复制的快照',
      destinationSnapshotDescription: "每晚的备份 + *~'()! 100% 😀",
      retentionDays: 60,
      encrypted: false,
      tag: [
        { key: '环境', value: '测试 + &=' },
        { key: 'empty', value: '' },
      ],
    })
    const snapshot = await find(t, client, id)
    t.equal(snapshot?.snapshotName, '复制的快照')
    t.equal(snapshot?.description, "每晚的备份 + *~'()! 100% 😀")
    t.equal(snapshot?.retentionDays, 60)
    t.same(
      tagsOf(snapshot),
      new Map([
        ['环境', '测试 + &='],
        ['empty', ''],
      ]),
    )
  })

  t.test(`the ECS client sends twenty tags of 128 Chinese characters under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const client = clientOf(url, signature)
    const id = await copy(t, client, {
      destinationSnapshotName: '名'.repeat(128),
      destinationSnapshotDescription: '述'.repeat(256),
      tag: largestTags,
    })
    const tags = tagsOf(await find(t, client, id))
    t.equal(tags.size, 20)
    t.same(tags, new Map(largestTags.map(({ key, value }) => [key, value])))
  })

  t.test(`the ECS client calls with a temporary key under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const key = { accessKeyId: 'STS.testid', accessKeySecret: 'ststestsecret', securityToken: 'tok+en/with=chars' }
    await copy(t, clientOf(url, signature, key))
  })

  t.test(`the ECS client lists the regions under ${version}`, async t => {
    const { url } = await listeningFor(t)
    const request = new Ecs.DescribeRegionsRequest({ acceptLanguage: 'en-US' })
    const { body } = await clientOf(url, signature).describeRegions(request)
    const chengdu = body?.regions?.region?.find(({ regionId }) => regionId === 'cn-chengdu')
    t.equal(chengdu?.regionEndpoint, 'ecs.cn-chengdu.aliyuncs.com')
    t.equal(chengdu?.localName, 'China (Chengdu)')
  })
}
