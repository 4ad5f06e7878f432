import Ecs from '@alicloud/ecs20140526'
import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { clientOf, signatures } from '../support/ecs-client.ts'
import { goodCopy } from '../support/sdk.ts'

for (const [name, signature] of Object.entries(signatures)) {
  await t.test(`a client with the machine's clock can call a year later (${name})`, async t => {
    const emulator = createEmulator({ copySeconds: 600 })
    t.teardown(() => emulator.close())
    const client = clientOf(await emulator.listen(), signature)
    const copy = await client.copySnapshot(new Ecs.CopySnapshotRequest({ ...goodCopy, retentionDays: 400 }))
    const before = emulator.clock.now()
    emulator.clock.advance(365 * 86_400)
    t.ok(emulator.clock.now().getTime() - before.getTime() >= 365 * 86_400_000)
    const found = await client.describeSnapshots(
      new Ecs.DescribeSnapshotsRequest({
        regionId: 'us-east-1',
        snapshotIds: JSON.stringify([copy.body?.snapshotId]),
      }),
    )
    t.match(found.body?.snapshots?.snapshot?.[0], { status: 'accomplished', progress: '100%' })
    emulator.clock.advance(40 * 86_400)
    const later = await client.describeSnapshots(new Ecs.DescribeSnapshotsRequest({ regionId: 'us-east-1' }))
    t.equal(later.body?.totalCount, 0, 'released by its retention')
  })
}
