import t from 'tap'
import { described } from '../support/copies.ts'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

const world = lifeWorld
const day = 86_400_000
const shorter = '400 InvalidOperation.DecreaseRetentionDaysUnsupported'
const find = (id: string) => ({ RegionId: 'cn-chengdu', SnapshotIds: JSON.stringify([id]) })

for (const door of doors) {
  t.test(`ModifySnapshotAttribute changes the given attributes and LastModifiedTime, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    const before = await described(call, find('s-sound'))
    const changes = [
      [{ SnapshotName: 'other' }, { SnapshotName: 'other' }],
      [{ Description: 'further' }, { Description: 'further' }],
      [{ RetentionDays: '31' }, { RetentionDays: 31 }],
      [{ RetentionDays: '31' }, {}],
    ] as const
    let expected = { ...before, LastModifiedTime: '2026-11-24T08:00:00Z' }
    for (const [params, members] of changes) {
      const answer = await call('ModifySnapshotAttribute', { SnapshotId: 's-sound', ...params })
      t.strictSame(answer.json, { RequestId: checkEnvelope(t, answer, 'JSON') })
      expected = { ...expected, ...members }
      t.strictSame(await described(call, find('s-sound')), expected)
    }
    const xml = await call('ModifySnapshotAttribute', { SnapshotId: 's-sound', RetentionDays: '32', Format: 'XML' })
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><ModifySnapshotAttributeResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId></ModifySnapshotAttributeResponse>`,
    )
  })
}

t.test('a retention can only grow, and unlimited is the longest', async t => {
  const { call } = started(t, { world })
  const prolong = (SnapshotId: string, RetentionDays: string) =>
    call('ModifySnapshotAttribute', { SnapshotId, RetentionDays, SnapshotName: 'name' })
  checkRefusal(t, await prolong('s-sound', '29'), shorter)
  t.equal((await prolong('s-sound', '30')).status, 200)
  t.equal((await prolong('s-sound', '65536')).status, 200)
  checkRefusal(t, await prolong('s-sound', '65535'), shorter)
  checkRefusal(t, await prolong('s-forever', '65536'), shorter)
  t.equal((await described(call, find('s-forever'))).SnapshotName, '', 'a refused change changes nothing')
})

t.test('a prolonged retention counts from the creation of the snapshot', async t => {
  const { call, at } = startedOnMovingClock(t, { world })
  await call('ModifySnapshotAttribute', { SnapshotId: 's-sound', RetentionDays: '40' })
  at(39 * day - 1)
  t.equal((await described(call, find('s-sound'))).RetentionDays, 40)
  at(39 * day)
  t.equal(await described(call, find('s-sound')), undefined)
})

t.test('the retention of a snapshot that is in progress or failed cannot be changed', async t => {
  const { call } = started(t, { world })
  const code = async (SnapshotId: string) => {
    const { status, json } = await call('ModifySnapshotAttribute', { SnapshotId, RetentionDays: '90' })
    return `${status} ${json.Code}`
  }
  t.equal(await code('s-busy'), '401 IncorrectDiskStatus.CreatingSnapshot')
  t.equal(await code('s-copying'), '400 InvalidSnapshotId.NotReady')
  t.equal(await code('s-failed'), '400 InvalidSnapshotId.NotReady')
})

t.test('the name and description of a snapshot can be changed at any time', async t => {
  const { call } = started(t, { world })
  for (const SnapshotId of ['s-busy', 's-copying', 's-failed']) {
    await call('ModifySnapshotAttribute', { SnapshotId, SnapshotName: 'renamed', Description: 'described' })
    const where = SnapshotId === 's-copying' ? { ...find(SnapshotId), RegionId: 'us-east-1' } : find(SnapshotId)
    t.match(await described(call, where), { SnapshotName: 'renamed', Description: 'described' })
  }
})

t.test('instant access can be disabled', async t => {
  const { call } = started(t, { world, copySeconds: 0 })
  const { SnapshotId } = (await call('CreateSnapshot', { DiskId: 'd-loose', InstantAccess: 'true' })).json
  await call('ModifySnapshotAttribute', { SnapshotId, DisableInstantAccess: 'false' })
  t.equal((await described(call, find(SnapshotId))).InstantAccess, true)
  await call('ModifySnapshotAttribute', { SnapshotId, DisableInstantAccess: 'true' })
  t.equal((await described(call, find(SnapshotId))).InstantAccess, false)
})
