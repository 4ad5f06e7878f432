import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }
const pair = { InstanceId: 'i-web', DiskId: 'd-free' }

type Call = ReturnType<typeof caller>

const diskOf = async (call: Call, id = 'd-free') =>
  (await call('DescribeDisks', { ...region, DiskIds: JSON.stringify([id]) })).json.Disks.Disk[0]

const idsAt = async (call: Call, InstanceId: string): Promise<string[]> =>
  (await call('DescribeDisks', { ...region, InstanceId })).json.Disks.Disk.map(({ DiskId }: Params) => DiskId)

for (const door of doors) {
  t.test(`a disk is attached and detached, in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: restoreWorld })))
    const json = await call('AttachDisk', { ...pair, ...region })
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON') })
    const AttachedTime = '2026-11-24T08:00:00Z'
    const attachment = [{ InstanceId: 'i-web', Device: '/dev/xvdd', AttachedTime }]
    t.match(await diskOf(call), {
      ...pair,
      Status: 'In_use',
      Device: '/dev/xvdd',
      MountInstanceNum: 1,
      Attachments: { Attachment: attachment },
      MountInstances: { MountInstance: attachment },
    })
    const xml = await call('DetachDisk', { ...pair, Format: 'XML' })
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><DetachDiskResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId></DetachDiskResponse>`,
    )
    t.match(await diskOf(call), { Status: 'Available', InstanceId: '', Device: '', DetachedTime: AttachedTime })
    checkRefusal(t, await call('DetachDisk', pair), '404 InvalidDisk.AlreadyDetached')
  })
}

t.test('a device can be chosen, and release with the instance', async t => {
  const { call } = started(t, { world: restoreWorld })
  await call('AttachDisk', { ...pair, Device: '/dev/xvdz', DeleteWithInstance: 'true' })
  t.match(await diskOf(call), { Device: '/dev/xvdz', DeleteWithInstance: true })
  await call('DetachDisk', { ...pair, DeleteWithInstance: 'false' })
  t.match(await diskOf(call), { DeleteWithInstance: false })
})

t.test('the system disk of a stopped instance can be detached, and no system disk be attached', async t => {
  const { call } = started(t, { world: restoreWorld })
  const system = { InstanceId: 'i-idle', DiskId: 'd-system-idle' }
  t.equal((await call('DetachDisk', system)).status, 200)
  checkRefusal(t, await call('AttachDisk', { ...system, Bootable: 'true' }), '400 InvalidDisk.DiskNotBootable')
  checkRefusal(t, await call('StartInstance', system), '400 InvalidInstance.NotFoundSystemDisk')
})

t.test('a disk belongs to its instance until it is detached', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, changeSeconds: 60 })
  await call('AttachDisk', pair)
  t.match(await diskOf(call), { Status: 'Attaching', InstanceId: 'i-web' })
  checkRefusal(t, await call('DetachDisk', pair), '403 IncorrectDiskStatus')
  checkRefusal(t, await call('StopInstance', pair), '403 DiskError')
  emulator.clock.advance(60)
  t.match(await diskOf(call), { Status: 'In_use' })

  await call('DetachDisk', pair)
  t.match(await diskOf(call), { Status: 'Detaching', InstanceId: 'i-web', Device: '/dev/xvdd' })
  t.ok((await idsAt(call, 'i-web')).includes('d-free'))
  checkRefusal(t, await call('DetachDisk', pair), '403 InvalidOperation.DiskDetachingFromThisEcs')
  checkRefusal(t, await call('AttachDisk', { ...pair, InstanceId: 'i-idle' }), '403 IncorrectDiskStatus')
  const before = emulator.state.export()
  emulator.state.import(before)
  t.same(emulator.state.export(), before)
  emulator.clock.advance(60)
  t.match(await diskOf(call), { Status: 'Available', InstanceId: '', Device: '', Attachments: { Attachment: [] } })
  t.notOk((await idsAt(call, 'i-web')).includes('d-free'))
  checkRefusal(t, await call('DetachDisk', pair), '404 InvalidDisk.AlreadyDetached')
  t.equal((await call('AttachDisk', { ...pair, InstanceId: 'i-idle' })).status, 200)
})

t.test('the snapshots of an instance are those of its disks', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, changeSeconds: 60 })
  await call('AttachDisk', pair)
  emulator.clock.advance(60)
  const { SnapshotId } = (await call('CreateSnapshot', { DiskId: 'd-free' })).json
  const found = async () => {
    const { Snapshot } = (await call('DescribeSnapshots', { ...region, InstanceId: 'i-web' })).json.Snapshots
    return Snapshot.some((snapshot: Params) => snapshot.SnapshotId === SnapshotId)
  }
  t.equal(await found(), true)
  await call('DetachDisk', pair)
  t.equal(await found(), true)
  emulator.clock.advance(60)
  t.equal(await found(), false)
})

t.test('a world can say how long the changes of a disk take', async t => {
  const transitions = [{ disk: 'd-free', seconds: 5 }, { seconds: 600 }]
  const { call, emulator } = started(t, { world: { ...restoreWorld, transitions } })
  await call('AttachDisk', pair)
  t.match(await diskOf(call), { Status: 'Attaching' })
  emulator.clock.advance(5)
  t.match(await diskOf(call), { Status: 'In_use' })
  await call('AttachDisk', { InstanceId: 'i-web', DiskId: 'd-plain' })
  t.match(await diskOf(call, 'd-plain'), { Status: 'In_use' }, 'others change at once')
})
