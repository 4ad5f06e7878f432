import { mkdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { started } from '../support/emulator.ts'

const account = '1000000000000001'
const snapshot = (id: string) => ({ id, account, region: 'cn-beijing' })

await t.test('a folder of worlds is added to the others in name order', async t => {
  const worlds: Record<string, World> = {
    '20-snapshots.json': { snapshots: [{ ...snapshot('s-b'), account: '2' }] },
    '10-account.json': { accounts: [{ id: '2', keys: [{ id: 'second', secret: 'secret' }] }] },
    '30-more.json': { snapshots: [snapshot('s-c')] },
  }
  const files = Object.entries(worlds).map(([name, world]) => [name, JSON.stringify(world)])
  const worldDir = t.testdir({ ...Object.fromEntries(files), 'notes.txt': 'no world' })
  const { call } = started(t, { worldDir })
  const found = await call('DescribeSnapshots', { RegionId: 'cn-beijing', SnapshotIds: '["s-c"]' })
  t.equal(found.json.TotalCount, 1)
  const seconds = await call(
    'DescribeSnapshots',
    { RegionId: 'cn-beijing' },
    { as: { id: 'second', secret: 'secret' } },
  )
  t.equal(seconds.json.Snapshots.Snapshot[0].SnapshotId, 's-b')
  const defaults = await call('DescribeSnapshots', { RegionId: 'cn-chengdu' })
  t.ok(defaults.json.TotalCount > 0, 'the default world is there as well')
})

await t.test('a missing folder adds nothing', async t => {
  const { call } = started(t, { worldDir: `${t.testdir()}/missing` })
  t.equal((await call('DescribeRegions')).status, 200)
})

await t.test('an invalid world is refused with its path', async t => {
  const dir = t.testdir({ 'a.json': '{}', 'b.json': '{', 'list.txt': '' })
  const broken = /^The world .*\/b\.json cannot be loaded: it is not JSON \(.*\)\.$/
  t.throws(() => createEmulator({ worldDir: dir }), { name: 'WorldError', message: broken })
  writeFileSync(`${dir}/b.json`, '{}')
  mkdirSync(`${dir}/c.json`)
  const folder = /^The world .*\/c\.json cannot be loaded: it cannot be read \(EISDIR.*\)\.$/
  t.throws(() => createEmulator({ worldDir: dir }), { name: 'WorldError', message: folder })
  const file = /^The world .*\/list\.txt cannot be loaded: it cannot be read \(ENOTDIR.*\)\.$/
  t.throws(() => createEmulator({ worldDir: `${dir}/list.txt` }), { name: 'WorldError', message: file })
})
