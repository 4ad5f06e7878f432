import Ecs from '@alicloud/ecs20140526'
import PopCore from '@alicloud/pop-core'
import t from 'tap'
import { GenericContainer, Network, Wait } from 'testcontainers'
import { CopySnapshotEmulatorContainer } from '../../src/testcontainers.ts'
import { containerLines } from '../support/container-lines.ts'
import { clientOf } from '../support/ecs-client.ts'
import { goodCopy } from '../support/emulator.ts'
import { image } from './docker.ts'

// Ryuk would need another image to be pulled. These tests stop their containers themselves.
process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'

const world = { snapshots: [{ id: 's-added', account: '1000000000000001', region: 'cn-hangzhou' }] }

await t.test('the container serves the SDKs with its settings and worlds', async t => {
  const started = await new CopySnapshotEmulatorContainer(image)
    .withWorld(world)
    .withWorld('docker/worlds/team.json')
    .withSetting('copySeconds', 0)
    .withSetting('accessKeyId', 'mine')
    .withSetting('accessKeySecret', 'own secret')
    .start()
  t.teardown(() => started.stop())
  const accessKeyId = started.getAccessKeyId()
  const accessKeySecret = started.getAccessKeySecret()
  const copy = await clientOf(`http://${started.getEndpoint()}`, {}, { accessKeyId, accessKeySecret }).copySnapshot(
    new Ecs.CopySnapshotRequest({ regionId: 'cn-hangzhou', snapshotId: 's-added', destinationRegionId: 'us-east-1' }),
  )
  t.match(copy.body?.snapshotId, /^s-/)
  const legacy = new PopCore({ endpoint: started.getUrl(), apiVersion: '2014-05-26', accessKeyId, accessKeySecret })
  const golden = { ...goodCopy, RegionId: 'cn-hangzhou', SnapshotId: 's-golden-image' }
  const { SnapshotId } = await legacy.request<{ SnapshotId: string }>('CopySnapshot', golden)
  const found = await legacy.request<{ Snapshots: object }>('DescribeSnapshots', {
    RegionId: 'us-east-1',
    SnapshotIds: JSON.stringify([SnapshotId]),
  })
  t.match(found.Snapshots, { Snapshot: [{ Status: 'accomplished' }] })
})

await t.test('another container reaches it by its alias', async t => {
  await using network = await new Network().start()
  const emulator = new CopySnapshotEmulatorContainer(image).withWorld('docker/worlds/team.json').withNetwork(network)
  await using started = await emulator.withNetworkAliases('aliyun').start()
  const client = new GenericContainer('node:24-bookworm-slim')
    .withNetwork(network)
    .withEnvironment({ ENDPOINT: `http://${started.getNetworkEndpoint('aliyun')}` })
    .withCopyFilesToContainer([{ source: 'docker/client.mjs', target: '/client.mjs' }])
    .withCommand(['node', '/client.mjs'])
    .withWaitStrategy(Wait.forLogMessage(/s-0xi[a-z0-9]{17} progressing/))
  await using sibling = await client.start()
  t.ok(sibling.getId())
})

await t.test('a container that cannot start reports the reason', async t => {
  const container = new CopySnapshotEmulatorContainer(image).withWorld({ accounts: [{ id: '1000000000000001' }] })
  // Testcontainers' wait does not keep the process alive after the container has ended.
  const alive = setInterval(() => {}, 60_000)
  t.teardown(() => clearInterval(alive))
  await t.rejects(container.start(), /The world \/worlds\/0001\.json cannot be loaded: accounts\[0\]\.id should be new/)
})

await t.test('the examples for other languages work', async t => {
  const plain = new GenericContainer(image)
    .withExposedPorts(8014)
    .withWaitStrategy(Wait.forHttp('/_emulator/health', 8014))
  await using started = await plain.start()
  const url = `http://${started.getHost()}:${started.getMappedPort(8014)}`
  t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
})

await t.test('the examples of docs/testing.md work', async t => {
  const { values, said } = await containerLines(CopySnapshotEmulatorContainer)
  t.same(values, said)
  t.equal(values.length, 5)
})
