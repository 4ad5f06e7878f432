import t from 'tap'
import { snapshotDefaults } from '../../src/model/snapshot.ts'
import { SqliteStore } from '../../src/store/store.ts'
import { goodCopy, started } from '../support/emulator.ts'

await t.test('a deleted source, or one recreated elsewhere, cannot be copied', async t => {
  const { call } = started(t, { copySeconds: 0 })
  const { SnapshotId } = (await call('CopySnapshot', goodCopy)).json
  const again = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  t.equal((await call('CopySnapshot', again)).status, 200)
  t.equal(
    (await call('CopySnapshot', { ...again, RegionId: 'cn-beijing', DestinationRegionId: 'us-east-1' })).status,
    403,
  )
  t.equal((await call('DeleteSnapshot', { SnapshotId })).status, 200)
  t.equal((await call('CopySnapshot', again)).json.Code, 'InvalidSnapshotId.NotFound')
})

await t.test('an expired source cannot be copied', async t => {
  const { call, emulator } = started(t, { copySeconds: 0 })
  const { SnapshotId } = (await call('CopySnapshot', { ...goodCopy, RetentionDays: '1' })).json
  const again = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  t.equal((await call('CopySnapshot', again)).status, 200)
  emulator.clock.advance(86_400)
  t.equal((await call('CopySnapshot', again)).json.Code, 'InvalidSnapshotId.NotFound')
})

await t.test('a change to an account takes effect at once', async t => {
  const { call, emulator } = started(t)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  emulator.accounts.update('1000000000000001', { balance: 0 })
  t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'InvalidAccountStatus.NotEnoughBalance')
})

await t.test('a removed or recreated key takes effect at once', async t => {
  const { call, emulator } = started(t)
  const as = { id: 'mine', secret: 'first' }
  emulator.accounts.update('1000000000000001', { keys: [as] })
  t.equal((await call('DescribeRegions', {}, { as })).status, 200)
  emulator.accounts.update('1000000000000001', { keys: [{ ...as, secret: 'second' }] })
  t.equal((await call('DescribeRegions', {}, { as })).json.Code, 'IncompleteSignature')
  emulator.accounts.update('1000000000000001', { keys: [] })
  t.equal((await call('DescribeRegions', {}, { as })).json.Code, 'InvalidAccessKeyId.NotFound')
})

await t.test('a rolled-back seed leaves no accounts and regions', async t => {
  const { call, emulator } = started(t)
  const snapshot = { account: 'more', region: 'moon-1' }
  const seed = () =>
    emulator.seed({
      accounts: [{ id: 'more', keys: [{ id: 'mine', secret: 'own' }] }],
      regions: [{ id: 'moon-1' }],
      snapshots: [
        { ...snapshot, id: 's-1' },
        { ...snapshot, id: 's-1' },
      ],
    })
  t.throws(seed, { message: 'snapshots[1].id should be new; s-1 already exists for account more.' })
  t.throws(() => emulator.accounts.get('more'), { message: 'There is no account more.' })
  t.equal((await call('DescribeSnapshots', { RegionId: 'moon-1' })).json.Code, 'InvalidRegionId.NotFound')
  const as = { id: 'mine', secret: 'own' }
  t.equal((await call('DescribeRegions', {}, { as })).json.Code, 'InvalidAccessKeyId.NotFound')
})

await t.test('new tags of a snapshot apply to the next call, and control shows them', async t => {
  const { call, emulator } = started(t)
  const ask = { RegionId: 'cn-chengdu', ResourceType: 'snapshot', 'ResourceId.1': goodCopy.SnapshotId as string }
  const tags = (prefix: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`Tag.${i + 1}.Key`, `${prefix}${i}`]))
  const shown = () => emulator.snapshots.get('1000000000000001', ask['ResourceId.1']).tags?.length
  const before = shown() as number
  t.equal((await call('TagResources', { ...ask, ...tags('a', 12) })).status, 200)
  t.equal(shown(), before + 12)
  t.equal((await call('TagResources', { ...ask, ...tags('b', 12) })).json.Code, 'OperationDenied.QuotaExceed')
  t.equal((await call('UntagResources', { ...ask, All: 'true' })).status, 200)
  t.equal(shown(), 0)
})

await t.test('control returns copies of snapshots', async t => {
  const { emulator } = started(t)
  const get = () => emulator.snapshots.get('1000000000000001', goodCopy.SnapshotId as string)
  const { tags } = get() as unknown as { tags: unknown[] }
  const before = tags.length
  tags.push({ key: 'mine', value: '' })
  t.equal(get().tags?.length, before)
})

await t.test('the id of an expired, removed snapshot can be used again', async t => {
  const { call, emulator } = started(t, { copySeconds: 0 })
  const own = { id: 's-short', account: '1000000000000001', region: 'cn-chengdu' }
  emulator.snapshots.create({ ...own, retentionDays: 1 })
  emulator.clock.advance(86_400)
  t.equal((await call('CopySnapshot', { ...goodCopy, SnapshotId: own.id })).json.Code, 'InvalidSnapshotId.NotFound')
  // Every sixteenth addition removes expired rows.
  for (let i = 0; i < 16; i++) t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  emulator.seed({ snapshots: [own] })
  t.equal((await call('CopySnapshot', { ...goodCopy, SnapshotId: own.id })).status, 200)
})

await t.test('each of more snapshots than are remembered at once is found', async t => {
  const { emulator } = started(t)
  const ids = Array.from({ length: 1001 }, (_, i) => `s-many-${i}`)
  emulator.seed({ snapshots: ids.map(id => ({ id, account: '1000000000000001', region: 'cn-chengdu' })) })
  const found = () => ids.map(id => emulator.snapshots.get('1000000000000001', id).id)
  t.same(found(), ids)
  t.same(found(), ids)
})

await t.test('lookups cached in rolled-back work are dropped', async t => {
  const store = new SqliteStore(':memory:', () => 'abcdefghi')
  t.teardown(() => store.close())
  const snapshot = {
    ...snapshotDefaults,
    ...{ accountId: '1', id: 's-1', regionId: 'r', createdAt: 0, modifiedAt: 0, linkId: 'sl-1' },
    ...{ diskId: 'd-1', diskType: 'data' as const, diskSize: 1 },
  }
  const undone = (): never => {
    store.snapshots.add(snapshot, 0)
    t.ok(store.snapshots.find('1', undefined, 's-1', 0))
    throw new Error('undone')
  }
  t.throws(() => store.write(undone), { message: 'undone' })
  t.equal(store.snapshots.find('1', undefined, 's-1', 0), undefined)
})
