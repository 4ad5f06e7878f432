import Ecs from '@alicloud/ecs20140526'
import t, { type Test } from 'tap'
import { createEmulator } from '../../src/index.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'

const day = 86_400_000

/** The official client with an emulator on a data file, whose copies end after three polls. */
const started = async (t: Test, data: string, signature: object, clock: Date | 'real' = 'real') => {
  const emulator = createEmulator({ data, clock, copyPolls: 3 })
  t.teardown(() => emulator.close())
  return { emulator, client: clientOf(await emulator.listen(), signature) }
}

type Client = ReturnType<typeof clientOf>

const describe = async (client: Client, regionId: string, more: object) => {
  const { body } = await client.describeSnapshots(new Ecs.DescribeSnapshotsRequest({ regionId, ...more }))
  return body?.snapshots?.snapshot ?? []
}

/** Polls until the snapshot is no longer in progress. */
const poll = async (client: Client, regionId: string, id: string): Promise<string[]> => {
  const seen: string[] = []
  for (let i = 0; i < 20; i++) {
    const [snapshot] = await describe(client, regionId, { snapshotIds: JSON.stringify([id]) })
    seen.push(`${snapshot?.status} ${snapshot?.progress}`)
    if (snapshot?.status !== 'progressing') break
  }
  return seen
}

for (const [version, signature] of Object.entries(signatures)) {
  t.test(`the ECS client follows a copy from the disk's snapshot to its deletion, under ${version}`, async t => {
    const data = `${t.testdir()}/life.db`
    const { emulator, client } = await started(t, data, signature)
    const polled = ['progressing 0%', 'progressing 33%', 'progressing 66%', 'accomplished 100%']
    const destination = { regionId: 'us-east-1', resourceType: 'snapshot' }

    const created = await client.createSnapshot(
      new Ecs.CreateSnapshotRequest({ diskId: 'd-bp67acfmxazb4p000001', snapshotName: 'nightly' }),
    )
    const source = created.body?.snapshotId as string
    t.match(source, /^s-2vc[a-z0-9]{17}$/)
    t.same(await poll(client, 'cn-chengdu', source), polled, 'created')

    const copied = await client.copySnapshot(
      new Ecs.CopySnapshotRequest({
        regionId: 'cn-chengdu',
        snapshotId: source,
        destinationRegionId: 'us-east-1',
        destinationSnapshotName: 'far-away',
        destinationSnapshotDescription: 'kept elsewhere',
        retentionDays: 30,
      }),
    )
    const copy = copied.body?.snapshotId as string
    t.same(await poll(client, 'us-east-1', copy), polled, 'copied and polled')

    const tag = [{ key: 'team', value: 'x' }]
    await client.tagResources(new Ecs.TagResourcesRequest({ ...destination, resourceId: [copy], tag }))
    t.match(await describe(client, 'us-east-1', { tag }), [{ snapshotId: copy }], 'listed by its tag')
    const { body: listed } = await client.listTagResources(new Ecs.ListTagResourcesRequest({ ...destination, tag }))
    t.match(listed?.tagResources?.tagResource, [{ resourceId: copy, tagKey: 'team', tagValue: 'x' }])
    await client.untagResources(new Ecs.UntagResourcesRequest({ ...destination, resourceId: [copy], tagKey: ['team'] }))
    t.same(await describe(client, 'us-east-1', { tag }), [], 'untagged')

    const change = { snapshotId: copy, retentionDays: 60 }
    await client.modifySnapshotAttribute(new Ecs.ModifySnapshotAttributeRequest(change))
    t.match(await describe(client, 'us-east-1', { snapshotName: 'far-away' }), [{ retentionDays: 60 }], 'prolonged')

    const roll = { diskId: 'd-bp67acfmxazb4p000001' }
    await t.rejects(
      client.resetDisk(new Ecs.ResetDiskRequest({ ...roll, snapshotId: copy })),
      { code: 'InvalidParameter.Mismatch', statusCode: 403 },
      'a copy rolls nothing back',
    )
    await t.resolves(client.resetDisk(new Ecs.ResetDiskRequest({ ...roll, snapshotId: source })))

    const usage = await client.describeSnapshotsUsage(new Ecs.DescribeSnapshotsUsageRequest({ regionId: 'us-east-1' }))
    t.match(usage.body, { snapshotCount: 1, snapshotSize: 40 * 2 ** 30 })
    const links = await client.describeSnapshotLinks(new Ecs.DescribeSnapshotLinksRequest({ regionId: 'us-east-1' }))
    t.match(links.body?.snapshotLinks?.snapshotLink, [{ totalCount: 1, sourceDiskId: 'd-bp67acfmxazb4p000001' }])

    const remove = new Ecs.DeleteSnapshotRequest({ snapshotId: source })
    await client.deleteSnapshot(remove)
    await t.rejects(client.deleteSnapshot(remove), { code: 'InvalidSnapshotId.NotFound', statusCode: 404 })

    await emulator.close()
    for (const [days, left] of [
      [59, 1],
      [61, 0],
    ] as const) {
      const later = await started(t, data, signature, new Date(Date.now() + days * day))
      t.equal((await describe(later.client, 'us-east-1', {})).length, left, `after ${days} days`)
      await later.emulator.close()
    }
  })
}
