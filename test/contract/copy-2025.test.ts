import t, { type Test } from 'tap'
import type { EmulatorOptions } from '../../src/index.ts'
import { goodCopy, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkRefusal, invalid } from '../support/refusals.ts'

/** Makes a copy and returns it as DescribeSnapshots lists it. */
const copied = async (t: Test, change: Params, options: EmulatorOptions = {}) => {
  const { call } = started(t, { contract: '2025', world: '2025', ...options })
  const params = { ...goodCopy, ...change }
  const copy = await call('CopySnapshot', params)
  t.equal(copy.status, 200, copy.body)
  const found = await call('DescribeSnapshots', {
    RegionId: params.DestinationRegionId as string,
    SnapshotIds: JSON.stringify([copy.json.SnapshotId]),
  })
  return found.json.Snapshots.Snapshot[0]
}

await t.test('a copy of an encrypted snapshot is encrypted with the service key of the destination', async t => {
  t.match(await copied(t, {}), { Encrypted: false, KMSKeyId: '' })
  const encrypted = { Encrypted: true, KMSKeyId: 'alias/acs/ecs@us-east-1' }
  t.match(await copied(t, { SnapshotId: 's-2vc2025encrypted' }), encrypted)
  t.match(await copied(t, { Encrypted: 'True' }), encrypted)
  t.match(await copied(t, { Encrypted: 'false' }), { Encrypted: false })
})

await t.test('a copy may be encrypted with a key of the destination', async t => {
  const rekeyed = { SnapshotId: 's-2vc2025encrypted', Encrypted: 'true', KMSKeyId: 'key-good' }
  t.match(await copied(t, rekeyed), { Encrypted: true, KMSKeyId: 'key-good' })
})

await t.test('a copy within the region encrypts, also a snapshot that must not leave the region', async t => {
  const home = { DestinationRegionId: 'cn-chengdu', Encrypted: 'true', KMSKeyId: 'key-chengdu' }
  t.match(await copied(t, { ...home, SnapshotId: 's-2vc2025athome' }), { Encrypted: true, KMSKeyId: 'key-chengdu' })
})

await t.test('a copy may use a storage location and roles', async t => {
  const arn = 'acs:ecs:us-east-1:1000000000000001:storagelocation/open'
  await copied(t, {
    DestinationStorageLocationArn: arn,
    'Arn.1.Rolearn': 'acs:ram::1:role/a',
    'Arn.1.AssumeRoleFor': '1',
  })
})

await t.test('the list of roles is checked', async t => {
  const { call } = started(t, { contract: '2025', world: '2025' })
  const good = { 'Arn.1.Rolearn': 'acs:ram::1:role/a' }
  for (const bad of [{ 'Arn.0.Rolearn': 'a' }, { 'Arn.11.Rolearn': 'a' }, { ...good, 'Arn.1.AssumeRoleFor': 'x' }]) {
    t.equal((await call('CopySnapshot', { ...goodCopy, ...bad })).json.Code, 'InvalidParameter.Arns')
  }
})

await t.test('a name may begin with any letter and contain a full stop', async t => {
  const { call } = started(t, { contract: '2025', world: '2025', copySeconds: 0 })
  for (const [DestinationSnapshotName, status] of [
    ['Émile.1', 200],
    ['имя', 200],
    ['.a', 403],
  ] as const) {
    t.equal((await call('CopySnapshot', { ...goodCopy, DestinationSnapshotName })).status, status)
  }
})

await t.test('Encrypted is true or false', async t => {
  const { call } = started(t, { contract: '2025', world: '2025' })
  const answer = await call('CopySnapshot', { ...goodCopy, Encrypted: 'maybe' })
  checkRefusal(t, answer, invalid('Encrypted'))
})

await t.test('a second copy of a disk is allowed after the first has ended, or to another region', async t => {
  const { call } = started(t, { contract: '2025', world: '2025', copySeconds: 0 })
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  const slow = started(t, { contract: '2025', world: '2025' })
  t.equal((await slow.call('CopySnapshot', goodCopy)).status, 200)
  t.equal((await slow.call('CopySnapshot', goodCopy)).json.Code, 'InvalidOperation.UnfinishedCrossRegionCopy')
  t.equal((await slow.call('CopySnapshot', { ...goodCopy, DestinationRegionId: 'eu-central-1' })).status, 200)
})

await t.test('in 2021 the newer parameters have no effect', async t => {
  const newer = { Encrypted: 'true', KMSKeyId: 'key-none', DestinationStorageLocationArn: 'x', 'Arn.1.RoleType': 'a' }
  t.match(await copied(t, newer, { contract: '2021' }), { Encrypted: false, KMSKeyId: '' })
})

await t.test('a RAM user gets 403 with details for an action that its policy denies', async t => {
  const { call } = started(t, { world: '2025' })
  const as = { id: 'testid-ram-backup', secret: 'testsecret' }
  const answer = await call('CopySnapshot', goodCopy, { as })
  t.equal(answer.status, 403)
  t.match(answer.json, {
    Code: 'Forbidden.RAM',
    Message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    AccessDeniedDetail: {
      AuthAction: 'ecs:CopySnapshot',
      AuthPrincipalType: 'SubUser',
      AuthPrincipalDisplayName: 'backup',
      AuthPrincipalOwnerId: '1000000000000001',
      NoPermissionType: 'ExplicitDeny',
    },
  })
  t.match(
    (await call('CopySnapshot', { ...goodCopy, Format: 'XML' }, { as })).body,
    '<AccessDeniedDetail><AuthAction>ecs:CopySnapshot<',
  )
  t.equal((await call('DescribeSnapshots', { RegionId: 'cn-chengdu' }, { as })).status, 200)
})
