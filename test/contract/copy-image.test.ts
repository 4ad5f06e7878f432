import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const source = { RegionId: 'cn-hangzhou', ImageId: 'm-plain' }
const across = { ...source, DestinationRegionId: 'us-east-1' }

type Call = ReturnType<typeof caller>

const imageOf = async (call: Call, ImageId: string, RegionId = 'us-east-1') =>
  (await call('DescribeImages', { RegionId, ImageId, Status: 'all' })).json.Images.Image[0]

const snapshotOf = async (call: Call, image: Awaited<ReturnType<typeof imageOf>>, RegionId = 'us-east-1') => {
  const ids = image.DiskDeviceMappings.DiskDeviceMapping.map(({ SnapshotId }: Params) => SnapshotId)
  return (await call('DescribeSnapshots', { RegionId, SnapshotIds: JSON.stringify(ids) })).json.Snapshots.Snapshot[0]
}

for (const door of doors) {
  t.test(`a copy progresses and ends with its snapshots, in JSON and XML, ${door.name}`, async t => {
    const emulator = emulatorFor(t, { world: restoreWorld, copySeconds: 100 })
    const call = caller(await door.open(emulator))
    const json = await call('CopyImage', { ...across, DestinationImageName: 'far', DestinationDescription: 'kept' })
    const { ImageId } = json.json
    t.match(ImageId, /^m-0xi[a-z0-9]{17}$/)
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON'), ImageId })
    emulator.clock.advance(40)
    const copying = await imageOf(call, ImageId)
    t.match(copying, {
      ImageName: 'far',
      Description: 'kept',
      IsCopied: true,
      Status: 'Creating',
      Progress: '40%',
      DiskDeviceMappings: { DiskDeviceMapping: [{ Progress: '40%', RemainTime: 60, Type: 'system', Size: '40' }] },
      Tags: { Tag: [] },
    })
    t.match(await snapshotOf(call, copying), { Status: 'progressing', Progress: '40%', Usage: 'image' })
    checkRefusal(t, await call('DeleteImage', { RegionId: 'us-east-1', ImageId }), '403 OperationDenied.ImageCopying')
    checkRefusal(t, await call('CopyImage', across), '403 OperationDenied.ImageCopying')
    emulator.clock.advance(60)
    t.match(await imageOf(call, ImageId), { Status: 'Available', Progress: '100%' })
    t.match(await snapshotOf(call, copying), {
      Status: 'accomplished',
      Usage: 'image',
      SourceSnapshotId: 's-system',
      SourceRegionId: 'cn-hangzhou',
      SourceDiskType: 'system',
    })
    const xml = await call('CopyImage', { ...across, Format: 'XML' })
    const id = /<ImageId>(m-0xi[a-z0-9]{17})<\/ImageId>/.exec(xml.body)?.[1]
    t.match(
      xml.body,
      `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId><ImageId>${id}</ImageId></CopyImageResponse>`,
    )
  })
}

t.test('a copy can end after a number of polls by DescribeImages', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, copyPolls: 3 })
  const { ImageId } = (await call('CopyImage', across)).json
  const seen: string[] = []
  for (let i = 0; i < 4; i++) {
    const image = await imageOf(call, ImageId)
    seen.push(`${image.Status} ${image.Progress} ${(await snapshotOf(call, image)).Status}`)
    const before = emulator.state.export()
    emulator.state.import(before)
    t.same(emulator.state.export(), before)
  }
  t.same(seen, [
    'Creating 0% progressing',
    'Creating 33% progressing',
    'Creating 66% accomplished',
    'Available 100% accomplished',
  ])
})

t.test('a copy that fails is CreateFailed, and its snapshot failed', async t => {
  const transitions = [{ image: 'm-plain', seconds: 10, failsAt: 50 }]
  const { call, emulator } = started(t, { world: { ...restoreWorld, transitions } })
  const { ImageId } = (await call('CopyImage', across)).json
  emulator.clock.advance(5)
  const image = await imageOf(call, ImageId)
  t.match(image, { Status: 'CreateFailed', Progress: '50%' })
  t.match(await snapshotOf(call, image), { Status: 'failed', Progress: '50%' })
  t.match(emulator.images.get('1001', ImageId), { status: 'CreateFailed', progress: 50 })
  const before = emulator.state.export()
  emulator.state.import(before)
  t.same(emulator.state.export(), before)
  checkRefusal(
    t,
    await call('CopyImage', { RegionId: 'us-east-1', ImageId, DestinationRegionId: 'cn-beijing' }),
    '400 IncorrectImageStatus',
  )
  t.equal((await call('DeleteImage', { RegionId: 'us-east-1', ImageId })).status, 200)
  t.equal((await snapshotOf(call, image)).Usage, 'none', 'the snapshot stays')
})

t.test('a copy within its region is made to encrypt', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, copySeconds: 0 })
  emulator.images.delete('1001', 'm-copying')
  const tags = { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' }
  const { ImageId } = (await call('CopyImage', { ...source, ...tags, Encrypted: 'true', ResourceGroupId: 'rg-1' })).json
  const image = await imageOf(call, ImageId, source.RegionId)
  t.match(image, { ResourceGroupId: 'rg-1', Tags: { Tag: [{ TagKey: 'a' }] } })
  t.equal(image.DiskDeviceMappings.DiskDeviceMapping[0].Encrypted, true)
  t.match(await snapshotOf(call, image, source.RegionId), { Encrypted: true, KMSKeyId: 'alias/acs/ecs@cn-hangzhou' })
  const secret = { RegionId: source.RegionId, ImageId: 'm-secret', DestinationRegionId: 'us-east-1' }
  const keyed = (await call('CopyImage', { ...secret, Encrypted: 'true', KMSKeyId: 'key-own' })).json.ImageId
  t.match(await snapshotOf(call, await imageOf(call, keyed)), { Encrypted: true, KMSKeyId: 'key-own' })
})

t.test('the disks of a copy without snapshots stay empty', async t => {
  const { call } = started(t, { world: restoreWorld, copySeconds: 0 })
  const { ImageId } = (await call('CopyImage', { ...across, ImageId: 'm-used' })).json
  t.match((await imageOf(call, ImageId)).DiskDeviceMappings.DiskDeviceMapping, [{ SnapshotId: '', Size: '40' }])
})
