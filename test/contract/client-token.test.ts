import t from 'tap'
import { createEmulator } from '../../src/index.ts'
import { caller, goodCopy, started, testTime } from '../support/emulator.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkRefusal, invalid } from '../support/refusals.ts'

const token = { ...goodCopy, ClientToken: 'token-1' }
const count = async (call: ReturnType<typeof caller>): Promise<number> =>
  (await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount

for (const contract of ['2021', '2025'] as const) {
  await t.test(`in ${contract} a repeated call returns the first answer and makes no second copy`, async t => {
    const { call } = started(t, { contract })
    const first = await call('CopySnapshot', token)
    const second = await call('CopySnapshot', token, { method: 'POST' })
    t.equal(second.json.SnapshotId, first.json.SnapshotId)
    t.not(second.json.RequestId, first.json.RequestId)
    t.equal(await count(call), 1)
  })
}

await t.test('two simultaneous calls with one token make one copy', async t => {
  const { call } = started(t)
  const [first, second] = await Promise.all([call('CopySnapshot', token), call('CopySnapshot', token)])
  t.equal(first.json.SnapshotId, second.json.SnapshotId)
  t.equal(await count(call), 1)
})

await t.test('the same token with other parameters is refused', async t => {
  const { call } = started(t)
  await call('CopySnapshot', token)
  for (const change of [{ RetentionDays: '1' }, { 'Tag.1.Key': 'a' }, { DestinationRegionId: 'eu-west-1' }]) {
    const answer = await call('CopySnapshot', { ...token, ...change })
    checkRefusal(t, answer, '400 IdempotentParameterMismatch')
  }
  t.equal(await count(call), 1)
})

await t.test('a token is case-sensitive and belongs to one account', async t => {
  const { call } = started(t)
  const first = await call('CopySnapshot', token)
  t.not((await call('CopySnapshot', { ...token, ClientToken: 'TOKEN-1' })).json.SnapshotId, first.json.SnapshotId)
  const other = await call('CopySnapshot', token, { as: { id: 'testid-no-balance', secret: 'testsecret' } })
  t.equal(other.json.Code, 'InvalidAccountStatus.NotEnoughBalance')
})

await t.test('a refused call does not use up its token', async t => {
  const { call } = started(t)
  const bad = { ...token, SnapshotId: 's-bp67acfmxazb4p000003' }
  t.equal((await call('CopySnapshot', bad)).json.Code, 'InvalidSnapshotId.NotReady')
  t.equal((await call('CopySnapshot', token)).status, 200)
})

await t.test('a token is valid for 24 hours', async t => {
  const { call, at } = startedOnMovingClock(t)
  const first = await call('CopySnapshot', token)
  at(24 * 3_600_000 - 1)
  t.equal((await call('CopySnapshot', token)).json.SnapshotId, first.json.SnapshotId)
  at(24 * 3_600_000)
  t.not((await call('CopySnapshot', token)).json.SnapshotId, first.json.SnapshotId)
})

await t.test('a token survives a restart', async t => {
  const data = `${t.testdir()}/emulator.db`
  const ids: string[] = []
  for (let i = 0; i < 2; i++) {
    await using emulator = createEmulator({ data, clock: new Date(testTime), machineClock: () => testTime })
    const call = caller(request => emulator.inject(request))
    ids.push((await call('CopySnapshot', token)).json.SnapshotId)
  }
  t.equal(ids[0], ids[1])
})

await t.test('a token is 1 to 64 printable ASCII characters', async t => {
  const { call } = started(t)
  for (const [ClientToken, status] of [
    ['a', 200],
    ['a'.repeat(64), 200],
    ['a'.repeat(65), 400],
    ['a b', 400],
    ['é', 400],
  ] as const) {
    const answer = await call('CopySnapshot', { ...goodCopy, ClientToken })
    t.equal(answer.status, status, ClientToken)
    if (status === 400) checkRefusal(t, answer, invalid('ClientToken'))
  }
})
