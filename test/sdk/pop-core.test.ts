import PopCore from '@alicloud/pop-core'
import t, { type Test } from 'tap'
import { goodCopy, largestTags, listeningFor, type Tag } from '../support/sdk.ts'

interface Snapshot {
  readonly SnapshotName: string
  readonly Status: string
  readonly Progress: string
  readonly Description: string
  readonly Tags: { readonly Tag: readonly { readonly TagKey: string; readonly TagValue: string }[] }
}

interface Listing {
  readonly TotalCount: number
  readonly Snapshots: { readonly Snapshot: readonly Snapshot[] }
}

const clientOf = (url: string, method: string, key: object = {}) => {
  const client = new PopCore({
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    endpoint: url,
    apiVersion: '2014-05-26',
    ...key,
  })
  return <T>(action: string, params: object): Promise<T> => client.request(action, params, { method })
}

type Request = ReturnType<typeof clientOf>

/** Tags in the format of this client. */
const asParams = (tags: readonly Tag[]) => tags.map(({ key, value }) => ({ Key: key, Value: value }))

const copy = async (t: Test, request: Request, more: object = {}): Promise<string> => {
  const answer = await request<{ SnapshotId: string }>('CopySnapshot', { ...goodCopy, ...more })
  t.same(Object.keys(answer), ['RequestId', 'SnapshotId'])
  return answer.SnapshotId
}

const find = async (t: Test, request: Request, id: string): Promise<Snapshot> => {
  const params = { RegionId: 'us-east-1', SnapshotIds: JSON.stringify([id]) }
  const listing = await request<Listing>('DescribeSnapshots', params)
  t.equal(listing.TotalCount, 1)
  return listing.Snapshots.Snapshot[0] as Snapshot
}

for (const method of ['GET', 'POST']) {
  t.test(`pop-core copies with ${method} and polls until the copy is accomplished`, async t => {
    const { url, advance } = await listeningFor(t)
    const request = clientOf(url, method)
    const id = await copy(t, request)
    t.match(await find(t, request, id), { Status: 'progressing', Progress: '0%' })
    let polls = 0
    while ((await find(t, request, id)).Status !== 'accomplished' && polls < 100) {
      polls++
      advance(500)
    }
    t.equal(polls, 4)
    t.match(await find(t, request, id), { Status: 'accomplished', Progress: '100%' })
  })

  t.test(`pop-core sends names in Chinese and tags with ${method}`, async t => {
    const { url } = await listeningFor(t)
    const request = clientOf(url, method)
    const id = await copy(t, request, {
      DestinationSnapshotName: '复制的快照',
      DestinationSnapshotDescription: "每晚的备份 + *~'()! 100% 😀",
      Tag: asParams([
        { key: '环境', value: '测试 + &=' },
        { key: 'empty', value: '' },
      ]),
    })
    const { SnapshotName, Description, Tags } = await find(t, request, id)
    t.equal(SnapshotName, '复制的快照')
    t.equal(Description, "每晚的备份 + *~'()! 100% 😀")
    t.same(
      new Map(Tags.Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
      new Map([
        ['环境', '测试 + &='],
        ['empty', ''],
      ]),
    )
  })

  t.test(`pop-core sends twenty tags of 128 Chinese characters with ${method}`, async t => {
    const { url } = await listeningFor(t)
    const request = clientOf(url, method)
    const id = await copy(t, request, {
      DestinationSnapshotName: '名'.repeat(128),
      DestinationSnapshotDescription: '述'.repeat(256),
      Tag: asParams(largestTags),
    })
    const { Tags } = await find(t, request, id)
    t.equal(Tags.Tag.length, 20)
    t.same(
      new Map(Tags.Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
      new Map(largestTags.map(({ key, value }) => [key, value])),
    )
  })

  t.test(`pop-core calls with a temporary key and an action in lower case with ${method}`, async t => {
    const { url } = await listeningFor(t)
    const key = { accessKeyId: 'STS.testid', accessKeySecret: 'ststestsecret', securityToken: 'tok+en/with=chars' }
    const answer = await clientOf(url, method, key)<{ SnapshotId: string }>('copySnapshot', goodCopy)
    t.match(answer.SnapshotId, /^s-[a-z0-9]{20}$/)
  })
}
