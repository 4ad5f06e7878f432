import t from 'tap'
import { goodCopy, started } from '../support/emulator.ts'

await t.test('a source that was deleted, or made again elsewhere, is not copied any more', async t => {
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

await t.test('a source that expires is not copied any more', async t => {
  const { call, emulator } = started(t, { copySeconds: 0 })
  const { SnapshotId } = (await call('CopySnapshot', { ...goodCopy, RetentionDays: '1' })).json
  const again = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  t.equal((await call('CopySnapshot', again)).status, 200)
  emulator.clock.advance(86_400)
  t.equal((await call('CopySnapshot', again)).json.Code, 'InvalidSnapshotId.NotFound')
})

await t.test('an account that is changed is another one from then on', async t => {
  const { call, emulator } = started(t)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  emulator.accounts.update('1000000000000001', { balance: 0 })
  t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'InvalidAccountStatus.NotEnoughBalance')
})

await t.test('a key that is taken away, or given again, is not the one that it was', async t => {
  const { call, emulator } = started(t)
  const as = { id: 'mine', secret: 'first' }
  emulator.accounts.update('1000000000000001', { keys: [as] })
  t.equal((await call('DescribeRegions', {}, { as })).status, 200)
  emulator.accounts.update('1000000000000001', { keys: [{ ...as, secret: 'second' }] })
  t.equal((await call('DescribeRegions', {}, { as })).json.Code, 'SignatureDoesNotMatch')
  emulator.accounts.update('1000000000000001', { keys: [] })
  t.equal((await call('DescribeRegions', {}, { as })).json.Code, 'InvalidAccessKeyId.NotFound')
})

await t.test('nothing is left of accounts and regions whose seed is undone', async t => {
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
  t.throws(seed, { message: 'snapshots[1].id should be new; s-1 is there already for account more.' })
  t.throws(() => emulator.accounts.get('more'), { message: 'There is no account more.' })
  t.equal((await call('DescribeSnapshots', { RegionId: 'moon-1' })).json.Code, 'InvalidRegionId.NotFound')
  const as = { id: 'mine', secret: 'own' }
  t.equal((await call('DescribeRegions', {}, { as })).json.Code, 'InvalidAccessKeyId.NotFound')
})
