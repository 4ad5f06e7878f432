import t from 'tap'
import { copied } from '../support/copies.ts'
import { caller, doors, emulatorFor, goodCopy, started } from '../support/emulator.ts'
import { lifeWorld } from '../support/life-world.ts'
import { startedOnMovingClock } from '../support/moving-clock.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

const notFound = '404 InvalidSnapshotId.NotFound'
const hasImage = '403 SnapshotCreatedImage'

for (const door of doors) {
  t.test(`a snapshot is deleted once, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const SnapshotId = 's-bp67acfmxazb4p000001'
    const json = await call('DeleteSnapshot', { SnapshotId })
    t.equal(json.status, 200)
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON') })
    t.equal((await call('DeleteSnapshot', { SnapshotId })).json.Code, 'InvalidSnapshotId.NotFound')
    const found = await call('DescribeSnapshots', { RegionId: 'cn-chengdu', SnapshotIds: `["${SnapshotId}"]` })
    t.equal(found.json.TotalCount, 0)
    t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'InvalidSnapshotId.NotFound')

    const xml = await call('DeleteSnapshot', { SnapshotId: 's-bp17acfmxazb4p000002', Format: 'XML' })
    const requestId = checkEnvelope(t, xml, 'XML')
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><DeleteSnapshotResponse>" +
        `<RequestId>${requestId}</RequestId></DeleteSnapshotResponse>`,
    )
  })
}

t.test('deleting a copy in progress cancels it and removes its tags', async t => {
  const { call, at } = startedOnMovingClock(t)
  const { SnapshotId } = await copied(call, { ...goodCopy, 'Tag.1.Key': 'k' })
  at(1000)
  t.equal((await call('DeleteSnapshot', { SnapshotId, RegionId: 'cn-chengdu' })).status, 200, 'for any region')
  at(2000)
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 0)
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1', 'Tag.1.Key': 'k' })).json.TotalCount, 0)
})

t.test('Force deletes a snapshot that was used for a disk, but not one that was used for an image', async t => {
  const { call } = started(t, { world: lifeWorld })
  for (const SnapshotId of ['s-image', 's-image-disk']) {
    for (const Force of ['', 'false', 'true']) {
      checkRefusal(t, await call('DeleteSnapshot', { SnapshotId, Force }), hasImage)
    }
  }
  t.equal((await call('DeleteSnapshot', { SnapshotId: 's-disk', Force: 'FALSE' })).json.Code, 'SnapshotCreatedDisk')
  t.equal((await call('DeleteSnapshot', { SnapshotId: 's-disk', Force: 'True' })).status, 200)
})

t.test('an unknown snapshot is an error, or ignored with --delete-missing ignore', async t => {
  const strict = started(t)
  checkRefusal(t, await strict.call('DeleteSnapshot', { SnapshotId: 's-none' }), notFound)
  const lenient = started(t, { deleteMissing: 'ignore' })
  t.equal((await lenient.call('DeleteSnapshot', { SnapshotId: 's-none' })).status, 200)
})

t.test("one account cannot delete another's snapshot", async t => {
  const { call } = started(t, { world: lifeWorld })
  const as = { id: 'testid-not-whitelisted', secret: 'testsecret' }
  checkRefusal(t, await call('DeleteSnapshot', { SnapshotId: 's-sound', Force: 'true' }, { as }), notFound)
  t.equal((await call('DeleteSnapshot', { SnapshotId: 's-sound' })).status, 200)
})

t.test('an expired snapshot cannot be deleted', async t => {
  const { call, at } = startedOnMovingClock(t)
  at(86_400_000)
  checkRefusal(t, await call('DeleteSnapshot', { SnapshotId: 's-bp67acfmxazb4p000007' }), notFound)
})
