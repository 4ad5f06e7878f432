import t from 'tap'
import type { World } from '../../src/index.ts'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }

type Call = ReturnType<typeof caller>

const idsOf = async (call: Call, params: Params): Promise<string[]> =>
  (await call('DescribeInstances', { ...region, ...params })).json.Instances.Instance.map(
    ({ InstanceId }: Params) => InstanceId,
  )

const instanceOf = async (call: Call, id: string) =>
  (await call('DescribeInstances', { ...region, InstanceIds: JSON.stringify([id]) })).json.Instances.Instance[0]

const here = { account: '1001', region: region.RegionId }
const world: World = {
  ...restoreWorld,
  disks: [],
  images: [],
  instances: [
    {
      id: 'i-1',
      ...here,
      zone: 'cn-hangzhou-i',
      name: 'web-server-1',
      status: 'Running',
      type: 'ecs.c7.xlarge',
      imageId: 'm-1',
      prepaid: true,
      locked: true,
      createdAt: 'now-1d',
      tags: [{ key: 'a', value: 'b' }],
    },
    { id: 'i-2', ...here, name: 'db', createdAt: 'now-2d', expired: true },
    { id: 'i-3', ...here, name: 'db', createdAt: 'now-3d', status: 'Starting' },
    { id: 'i-elsewhere', account: '1001', region: 'us-east-1' },
    { id: 'i-foreign', account: '1002', region: region.RegionId },
  ],
}

const filters: readonly Params[] = [
  { InstanceIds: '["i-1","i-none"]' },
  { Status: 'Running' },
  { ZoneId: 'cn-hangzhou-i' },
  { ImageId: 'm-1' },
  { InstanceName: 'web-server-1' },
  { InstanceName: 'web-*' },
  { InstanceName: '*server*1' },
  { InstanceName: 'w*b*-1' },
  { InstanceType: 'ecs.c7.xlarge' },
  { InstanceTypeFamily: 'ecs.c7' },
  { InstanceChargeType: 'PrePaid' },
  { LockReason: 'security' },
  { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
]

t.test('every filter finds its instances, newest first', async t => {
  const { call } = started(t, { world })
  t.same(await idsOf(call, {}), ['i-1', 'i-2', 'i-3'])
  for (const filter of filters) t.same(await idsOf(call, filter), ['i-1'], JSON.stringify(filter))
  t.same(await idsOf(call, { IoOptimized: 'true', InstanceName: '*' }), ['i-1', 'i-2', 'i-3'])
  t.same(await idsOf(call, { LockReason: 'financial' }), ['i-2'])
  t.same(await idsOf(call, { InstanceName: 'db' }), ['i-2', 'i-3'])
  for (const InstanceName of ['web', 'web-*-2', '*x*1', 'web-server-1*-1', 'web-s*erver-server*1']) {
    t.same(await idsOf(call, { InstanceName }), [], InstanceName)
  }
  t.same(await idsOf(call, { IoOptimized: 'false' }), [])
  t.same(await idsOf(call, { Status: 'Pending' }), [])
})

t.test('pages are counted, or follow tokens of 10 to 100 instances', async t => {
  const instances = Array.from({ length: 12 }, (_, i) => ({ id: `i-${i + 10}`, ...here }))
  const { call } = started(t, { world: { ...world, instances } })
  t.same(await idsOf(call, { PageNumber: '2' }), ['i-11', 'i-10'])
  const first = (await call('DescribeInstances', { ...region, MaxResults: '5' })).json
  t.match(first, { TotalCount: 0, PageSize: 10, PageNumber: 1 })
  t.same(await idsOf(call, { NextToken: first.NextToken }), ['i-11', 'i-10'])
  t.match((await call('DescribeInstances', { ...region, MaxResults: '500' })).json, { PageSize: 100, NextToken: '' })
})

for (const door of doors) {
  t.test(`an instance is described, stopped and started, in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: restoreWorld })))
    t.match(await instanceOf(call, 'i-web'), {
      InstanceName: 'web',
      Status: 'Running',
      InstanceType: 'ecs.g6.large',
      InstanceTypeFamily: 'ecs.g6',
      InstanceChargeType: 'PostPaid',
      OperationLocks: { LockReason: [] },
      Tags: { Tag: [{ TagKey: 'a', TagValue: 'b' }] },
    })
    const list = await call('DescribeInstances', { ...region, InstanceIds: '["i-guarded"]', Format: 'XML' })
    t.match(list.body, '<LockReason><LockReason>security</LockReason><LockMsg></LockMsg></LockReason>')
    const json = await call('StopInstance', { ...region, InstanceId: 'i-web', ForceStop: 'true' })
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON') })
    t.match(await instanceOf(call, 'i-web'), { Status: 'Stopped', StoppedMode: 'KeepCharging' })
    const xml = await call('StartInstance', { InstanceId: 'i-web', Format: 'XML' })
    t.match(xml.body, `<StartInstanceResponse><RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId>`)
    t.match(await instanceOf(call, 'i-web'), { Status: 'Running' })
    await call('StopInstance', { InstanceId: 'i-web', StoppedMode: 'stopcharging' })
    t.match(await instanceOf(call, 'i-web'), { StoppedMode: 'StopCharging' })
  })
}

t.test('a disk is rolled back while its instance is stopped', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, copySeconds: 0, changeSeconds: 20 })
  const { SnapshotId } = (await call('CreateSnapshot', { DiskId: 'd-system-web' })).json
  const reset = { DiskId: 'd-system-web', SnapshotId }
  checkRefusal(t, await call('ResetDisk', reset), '403 IncorrectInstanceStatus')
  await call('StopInstance', { InstanceId: 'i-web' })
  t.match(await instanceOf(call, 'i-web'), { Status: 'Stopping' })
  checkRefusal(t, await call('ResetDisk', reset), '403 IncorrectInstanceStatus')
  checkRefusal(t, await call('StartInstance', { InstanceId: 'i-web' }), '403 IncorrectInstanceStatus')
  emulator.clock.advance(20)
  t.equal((await call('ResetDisk', reset)).status, 200)
  await call('StartInstance', { InstanceId: 'i-web' })
  t.match(await instanceOf(call, 'i-web'), { Status: 'Starting' })
  emulator.clock.advance(20)
  t.match(await instanceOf(call, 'i-web'), { Status: 'Running' })
})

t.test('a world can say how long an instance takes to stop', async t => {
  const transitions = [{ instance: 'i-web', account: '1001', seconds: 90 }]
  const { call, emulator } = started(t, { world: { ...restoreWorld, transitions } })
  await call('StopInstance', { InstanceId: 'i-web' })
  emulator.clock.advance(89)
  t.match(await instanceOf(call, 'i-web'), { Status: 'Stopping' })
  emulator.clock.advance(1)
  t.match(await instanceOf(call, 'i-web'), { Status: 'Stopped' })
})
