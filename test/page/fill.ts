import Ecs from '@alicloud/ecs20140526'
import type { Emulator } from '../../src/index.ts'
import { clientOf } from '../support/ecs-client.ts'

/** Makes calls, a disk of a snapshot, a fault, a stub and a saved state. */
export const fill = async (emulator: Emulator, url: string): Promise<void> => {
  const client = clientOf(url, {})
  const copy = (snapshotId: string, destinationRegionId: string, more: object = {}, regionId = 'cn-chengdu') =>
    client
      .copySnapshot(new Ecs.CopySnapshotRequest({ regionId, snapshotId, destinationRegionId, ...more }))
      .catch(() => {})
  const tag = [new Ecs.CopySnapshotRequestTag({ key: 'env', value: 'production' })]
  await copy('s-bp67acfmxazb4p000001', 'us-east-1', { destinationSnapshotName: 'orders-dr', retentionDays: 30, tag })
  emulator.clock.advance(420)
  await copy(
    's-bp17acfmxazb4p000002',
    'eu-central-1',
    { destinationSnapshotName: 'db-dr', encrypted: true },
    'cn-hangzhou',
  )
  emulator.clock.advance(240)
  await copy('s-bp67acfmxazb4p000001', 'cn-beijing', { destinationSnapshotName: 'orders-beijing' })
  emulator.clock.advance(60)
  await copy('s-bp67acfmxazb4p000006', 'us-east-1')
  await clientOf(url, {}, { accessKeySecret: 'wrong' })
    .describeRegions(new Ecs.DescribeRegionsRequest({}))
    .catch(() => {})
  const place = { account: '1000000000000001', region: 'cn-chengdu' }
  emulator.disks.create({ id: 'd-orders', ...place, name: 'orders', sourceSnapshotId: 's-bp67acfmxazb4p000001' })
  emulator.faults.add({ kind: 'error', code: 'Throttling.User', action: 'CopySnapshot', times: 1 })
  emulator.stubs.add({ action: 'DescribeAutoSnapshotPolicyEx', reply: { TotalCount: 0 } })
  emulator.state.save('before-the-failover')
}
