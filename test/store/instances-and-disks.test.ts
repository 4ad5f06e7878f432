import t from 'tap'
import type { World } from '../../src/index.ts'
import { started } from '../support/emulator.ts'

const own = { account: '1000000000000001', region: 'cn-beijing' }
const here = { RegionId: 'cn-beijing' }

await t.test('a status takes effect at its time, for disks that an export holds too', async t => {
  const changing = { status: 'Available', interimStatus: 'Creating', changesAt: 'now+1h' } as const
  const disk = { id: 'd-1', ...own, ...changing, sourceSnapshotId: 's-1', detachedAt: 'now-1d', kmsKeyId: 'key' }
  const { call, emulator } = started(t, { world: ['default', { disks: [disk] }] })
  const status = async () => (await call('DescribeDisks', here)).json.Disks.Disk[0].Status
  t.equal(await status(), 'Creating')
  const before = emulator.state.export()
  emulator.state.import(before)
  t.same(emulator.state.export(), before)
  emulator.clock.advance(3600)
  t.equal(await status(), 'Available')
})

await t.test('disks of an instance get the next free device and the zone of the instance', async t => {
  const instance = { id: 'i-1', ...own, zone: 'cn-beijing-new' }
  const attached = { ...own, instanceId: 'i-1' }
  const disks: World['disks'] = [
    { id: 'd-system', ...attached, type: 'system' },
    { id: 'd-c', ...attached, device: '/dev/xvdc' },
    ...Array.from({ length: 25 }, (_, i) => ({ id: `d-${i}`, ...attached })),
  ]
  const { call } = started(t, { world: ['default', { instances: [instance], disks }] })
  const { Disk } = (await call('DescribeDisks', { ...here, PageSize: '100' })).json.Disks
  const devices = new Map(Disk.map((disk: { DiskId: string; Device: string }) => [disk.DiskId, disk.Device]))
  t.equal(devices.get('d-system'), '/dev/xvda')
  t.equal(devices.get('d-0'), '/dev/xvdb')
  t.equal(devices.get('d-1'), '/dev/xvdd')
  t.equal(devices.get('d-24'), '/dev/xvdz', 'no device is left')
  t.same(new Set(Disk.map((disk: { ZoneId: string }) => disk.ZoneId)), new Set(['cn-beijing-new']))
})
