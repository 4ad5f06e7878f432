import t from 'tap'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { started } from '../support/emulator.ts'

const own = { account: '1000000000000001', region: 'cn-beijing' }
const rooms = ['disks', 'images', 'instances'] as const
const prefixes = { disks: 'd', images: 'm', instances: 'i' }

for (const room of rooms) {
  throughEveryDoor(t, `${room} are created, listed, changed and deleted`, async (t, { control }) => {
    const calls = control[room]
    const before = (await calls.list()).length
    const made = await calls.create({ ...own, name: 'mine', tags: [{ key: 'a', value: 'b' }] })
    t.match(made.id, new RegExp(`^${prefixes[room]}-2ze[a-z0-9]{17}$`))
    t.match(made, { ...own, name: 'mine', createdAt: '2026-11-24T08:00:00.000Z', tags: [{ key: 'a', value: 'b' }] })
    t.same(await calls.get(own.account, made.id), made)
    t.same(await calls.list({ ...own, name: 'mine' }), [made])
    t.equal((await calls.list({ account: own.account })).length, before + 1)
    t.same(await calls.list({ account: '1000000000000002' }), [])
    t.same(await calls.list({ region: 'cn-beijing', name: 'other' }), [])
    t.match(await calls.update(own.account, made.id, { name: null }), { ...own, name: '', tags: made.tags })
    await calls.delete(own.account, made.id)
    t.equal((await calls.list()).length, before)
    const word = room.slice(0, -1)
    const none = `There is no ${word} ${made.id} of account ${own.account}.`
    await refused(t, calls.get(own.account, made.id), 404, none)
    await refused(t, calls.update(own.account, made.id, {}), 404, none)
    await refused(t, calls.delete(own.account, made.id), 404, none)
    await refused(t, calls.create({ ...own, region: 'nowhere' }), 400, /^region should be the id of a region/)
    await refused(t, calls.create({ ...own, account: 'x' }), 400, /^account should be the id of an account/)
    await refused(t, calls.list({ status: 'x' as never }), 400, /^status should be one of /)
    await calls.create({ ...own, id: 'taken' })
    await refused(t, calls.create({ ...own, id: 'taken' }), 409, /^id should be new; taken already exists/)
    const state = await control.state.export()
    await refused(t, calls.update(own.account, 'taken', { createdAt: 'soon' }), 400, /^createdAt should be a time/)
    t.same(await control.state.export(), state)
  })
}

throughEveryDoor(t, 'a new status takes effect at once, or at its time', async (t, { control }) => {
  const { account } = own
  await control.disks.create({ ...own, id: 'd-1', status: 'Available', interimStatus: 'Creating', changesAt: 'now+1h' })
  t.match(await control.disks.get(account, 'd-1'), { status: 'Creating' })
  t.match(await control.disks.update(account, 'd-1', { name: 'x' }), { status: 'Creating', name: 'x' })
  t.match(await control.disks.update(account, 'd-1', { status: 'Available' }), { status: 'Available' })
  await control.images.create({ ...own, id: 'm-1', status: 'Creating', readyAt: 'now+1h' })
  t.match(await control.images.list({ status: 'Creating' }), [{ id: 'm-1', progress: 0 }])
  t.match(await control.images.update(account, 'm-1', { status: 'CreateFailed', progress: 40 }), { progress: 40 })
  t.match(await control.images.update(account, 'm-1', { status: 'Available' }), { status: 'Available', progress: 100 })
  await control.instances.create({
    ...own,
    id: 'i-1',
    status: 'Running',
    interimStatus: 'Starting',
    changesAt: 'now+1h',
  })
  t.match(await control.instances.list({ status: 'Starting' }), [{ id: 'i-1' }])
  t.match(await control.instances.update(account, 'i-1', { status: 'Stopped' }), { status: 'Stopped' })
})

throughEveryDoor(t, 'a disk can be given to an instance of its zone', async (t, { control }) => {
  const { account } = own
  await control.instances.create({ ...own, id: 'i-1', zone: 'cn-beijing-i' })
  await control.disks.create({ ...own, id: 'd-1', zone: 'cn-beijing-i' })
  await control.disks.create({ ...own, id: 'd-2' })
  t.match(await control.disks.update(account, 'd-1', { instanceId: 'i-1' }), { status: 'In_use', device: '/dev/xvdb' })
  await refused(
    t,
    control.disks.update(account, 'd-2', { instanceId: 'i-1' }),
    400,
    'zone should be cn-beijing-i, the zone of its instance.',
  )
  await refused(
    t,
    control.instances.update(account, 'i-1', { zone: 'cn-beijing-g' }),
    400,
    'zone should be cn-beijing-i, the zone of its disks.',
  )
  t.match(await control.instances.update(account, 'i-1', { name: 'x' }), { zone: 'cn-beijing-i', name: 'x' })
  const { status, instanceId } = await control.disks.update(account, 'd-1', { instanceId: null })
  t.same({ status, instanceId }, { status: 'Available', instanceId: undefined })
})

throughEveryDoor(t, 'the disks of a deleted instance are released with it, or detached', async (t, { control }) => {
  const { account } = own
  await control.instances.create({ ...own, id: 'i-1' })
  await control.instances.create({ ...own, id: 'i-2' })
  await control.disks.create({ ...own, id: 'd-system', type: 'system', instanceId: 'i-1' })
  await control.disks.create({ ...own, id: 'd-data', instanceId: 'i-1' })
  await control.disks.create({ ...own, id: 'd-other', instanceId: 'i-2' })
  await control.instances.delete(account, 'i-1')
  const disks = await control.disks.list({ region: own.region })
  t.match(disks, [
    { id: 'd-data', status: 'Available', detachedAt: '2026-11-24T08:00:00.000Z' },
    { id: 'd-other', status: 'In_use', instanceId: 'i-2' },
  ])
  const state = await control.state.export()
  await control.state.import(state)
  t.same(await control.state.export(), state)
})

t.test('a disk that was detached before its instance is deleted stays, with the time of its detaching', async t => {
  const { emulator, call } = started(t, { changeSeconds: 5 })
  emulator.instances.create({ ...own, id: 'i-1' })
  emulator.disks.create({ ...own, id: 'd-1', instanceId: 'i-1', deleteWithInstance: true })
  const { status } = await call('DetachDisk', { DiskId: 'd-1', InstanceId: 'i-1' })
  t.equal(status, 200)
  const { detachedAt } = emulator.disks.get(own.account, 'd-1')
  emulator.clock.advance(6)
  emulator.instances.delete(own.account, 'i-1')
  t.match(emulator.disks.get(own.account, 'd-1'), { status: 'Available', detachedAt })
  const state = emulator.state.export()
  emulator.state.import(state)
  t.same(emulator.state.export(), state)
})

t.test('what a snapshot was used for follows control too', async t => {
  const { emulator, call } = started(t)
  const usage = () => emulator.snapshots.get(own.account, 's-1').usage
  emulator.snapshots.create({ ...own, id: 's-1' })
  emulator.disks.create({ ...own, id: 'd-1', sourceSnapshotId: 's-1' })
  t.equal(usage(), 'disk')
  emulator.images.create({ ...own, id: 'm-1', disks: [{ snapshotId: 's-1', type: 'system' }] })
  t.equal(usage(), 'image_disk')
  emulator.disks.update(own.account, 'd-1', { sourceSnapshotId: null })
  t.equal(usage(), 'image')
  emulator.images.update(own.account, 'm-1', { disks: null })
  t.equal(usage(), 'none')
  emulator.disks.create({ ...own, id: 'd-2', sourceSnapshotId: 's-gone' })
  const { json } = await call('DescribeDisks', { RegionId: own.region, SnapshotId: 's-gone' })
  t.equal(json.TotalCount, 1)
})
