import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { emulatorFor, goodCopy, started } from '../support/emulator.ts'

await t.test('a world that is named twice is loaded once, also after a reset', async t => {
  const { call, emulator } = started(t, { world: ['default', 'default'] })
  emulator.reset()
  emulator.reset({ account: '1000000000000001' })
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
})

await t.test(
  'the world 2025 has the default world and the 35 regions, with default before it, after it or without it',
  async t => {
    const defaults = emulatorFor(t).state.export()
    for (const world of ['2025', ['default', '2025'], ['2025', 'default']]) {
      const { call, emulator } = started(t, { contract: '2025', world })
      const { accounts, disks, snapshots } = emulator.state.export()
      t.match(accounts?.slice(0, 4), defaults.accounts)
      t.equal(accounts?.length, 7)
      t.same(disks, defaults.disks)
      t.same(snapshots?.slice(0, 7), defaults.snapshots)
      t.equal((await call('DescribeRegions')).json.Regions.Region.length, 35)
      t.equal((await call('CopySnapshot', goodCopy)).status, 200)
      emulator.accounts.create({ id: 'more', world: '2025' })
      t.equal(emulator.snapshots.list({ account: 'more' }).length, snapshots?.length)
    }
  },
)

await t.test('a data file with the default world takes what the world 2025 adds', async t => {
  const data = `${t.testdir()}/emulator.db`
  const first = createEmulator({ data })
  first.snapshots.delete('1000000000000001', goodCopy.SnapshotId as string)
  await first.close()
  const { call } = started(t, { data, contract: '2025', world: '2025' })
  t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'InvalidSnapshotId.NotFound', 'deleted items stay deleted')
  const encrypted = { ...goodCopy, SnapshotId: 's-2vc2025encrypted', DestinationRegionId: 'cn-wuhan-lr' }
  t.equal((await call('CopySnapshot', encrypted)).json.Code, 'InvalidRegionId.NotSupportedEncryptedSnapshotCopy')
})
