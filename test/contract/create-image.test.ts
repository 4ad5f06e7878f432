import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }

type Call = ReturnType<typeof caller>

const imageOf = async (call: Call, ImageId: string) =>
  (await call('DescribeImages', { ...region, ImageId, Status: 'ALL' })).json.Images.Image[0]

const created = async (call: Call, params: Params) =>
  imageOf(call, (await call('CreateImage', { ...region, ...params })).json.ImageId)

for (const door of doors) {
  t.test(`an image is made of a system disk's snapshot, in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world: restoreWorld })))
    const json = await call('CreateImage', { ...region, SnapshotId: 's-system' })
    const { ImageId } = json.json
    t.match(ImageId, /^m-bp1[a-z0-9]{17}$/)
    t.strictSame(json.json, { RequestId: checkEnvelope(t, json, 'JSON'), ImageId })
    t.match(await imageOf(call, ImageId), {
      ImageId,
      ImageName: ImageId,
      Status: 'Available',
      Progress: '100%',
      Size: 40,
      ImageOwnerAlias: 'self',
      ImageOwnerId: 1001,
      IsCopied: false,
      OSType: 'linux',
      Architecture: 'x86_64',
      Usage: 'none',
      DiskDeviceMappings: {
        DiskDeviceMapping: [
          { SnapshotId: 's-system', Device: '/dev/xvda', Size: '40', Type: 'system', Progress: '100%' },
        ],
      },
    })
    const xml = await call('CreateImage', { ...region, SnapshotId: 's-system', Format: 'XML' })
    const id = /<ImageId>(m-bp1[a-z0-9]{17})<\/ImageId>/.exec(xml.body)?.[1]
    t.match(
      xml.body,
      `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId><ImageId>${id}</ImageId></CreateImageResponse>`,
    )
  })
}

t.test('an image is as its call says', async t => {
  const { call } = started(t, { world: restoreWorld })
  const texts = {
    ImageName: 'golden',
    Description: 'for the web',
    ImageFamily: 'web',
    ImageVersion: '2',
    Architecture: 'arm64',
    Platform: 'Windows Server 2022',
    BootMode: 'UEFI',
    ResourceGroupId: 'rg-1',
  }
  const image = await created(call, { ...texts, SnapshotId: 's-system', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' })
  t.match(image, { ...texts, OSType: 'windows', Tags: { Tag: [{ TagKey: 'a', TagValue: 'b' }] } })
})

t.test('an image of several snapshots has a disk of each, and empty ones', async t => {
  const { call } = started(t, { world: restoreWorld })
  const image = await created(call, {
    'DiskDeviceMapping.1.SnapshotId': 's-data',
    'DiskDeviceMapping.2.SnapshotId': 's-system',
    'DiskDeviceMapping.2.Size': '60',
    'DiskDeviceMapping.5.Size': '100',
    'DiskDeviceMapping.6.SnapshotId': 's-secret',
    'DiskDeviceMapping.6.Device': '/dev/xvdc',
    SnapshotId: 's-none',
  })
  const row = (Device: string, Type: string, Size: string, SnapshotId: string, Encrypted = false) => {
    return { Device, Type, Size, SnapshotId, Encrypted }
  }
  t.match(image.DiskDeviceMappings.DiskDeviceMapping, [
    row('/dev/xvdb', 'data', '40', 's-data'),
    row('/dev/xvda', 'system', '60', 's-system'),
    row('/dev/xvdd', 'data', '100', ''),
    row('/dev/xvdc', 'data', '40', 's-secret', true),
  ])
  t.equal(image.Size, 60)
})

t.test('an image of an instance has a new snapshot of each of its disks', async t => {
  const { call, emulator } = started(t, { world: restoreWorld, changeSeconds: 60 })
  const before = emulator.snapshots.list().length
  const image = await created(call, { InstanceId: 'i-web', SnapshotId: 's-none' })
  t.match(image, { Status: 'Creating', Progress: '0%' })
  const mappings = image.DiskDeviceMappings.DiskDeviceMapping
  t.same(
    mappings.map(({ Device, Type }: Params) => `${Device} ${Type}`),
    ['/dev/xvda system', '/dev/xvdb data', '/dev/xvdc data'],
  )
  t.equal(emulator.snapshots.list().length, before + 3)
  const id: string = mappings[0].SnapshotId
  t.match(emulator.snapshots.get('1001', id), { status: 'progressing', usage: 'image', disk: { id: 'd-system-web' } })
  t.same(emulator.images.list({ status: 'Creating', region: 'cn-hangzhou' }).length, 3)
  emulator.clock.advance(60)
  t.match(await imageOf(call, image.ImageId), { Status: 'Available', Progress: '100%' })
  t.match(emulator.snapshots.get('1001', id), { status: 'accomplished' })
})

t.test('an image may be made of a snapshot in progress that is available', async t => {
  const essd = {
    id: 's-essd-system',
    account: '1001',
    region: region.RegionId,
    status: 'progressing' as const,
    disk: { id: 'd-x', type: 'system' as const, category: 'cloud_essd' },
  }
  const snapshots = [...(restoreWorld.snapshots ?? []), essd]
  const { call } = started(t, { world: { ...restoreWorld, snapshots } })
  t.match(await created(call, { SnapshotId: 's-essd-system' }), { Status: 'Available' })
})

t.test('a snapshot with an image stays until the image is deleted', async t => {
  const { call, emulator } = started(t, { world: restoreWorld })
  emulator.images.delete('1001', 'm-plain')
  const remove = async (more: Params = {}) => call('DeleteSnapshot', { SnapshotId: 's-system', ...more })
  const [first, second] = [
    await created(call, { SnapshotId: 's-system' }),
    await created(call, { SnapshotId: 's-system' }),
  ]
  checkRefusal(t, await remove(), '403 SnapshotCreatedImage')
  checkRefusal(t, await remove({ Force: 'true' }), '403 SnapshotCreatedImage')
  await call('DeleteImage', { ...region, ImageId: first.ImageId })
  checkRefusal(t, await remove(), '403 SnapshotCreatedImage')
  await call('DeleteImage', { ...region, ImageId: second.ImageId })
  t.equal((await remove()).status, 200)
})

t.test('a repeated call with a token gets the first image', async t => {
  const { call } = started(t, { world: restoreWorld })
  const params = { ...region, SnapshotId: 's-system', ClientToken: 'token' }
  const { ImageId } = (await call('CreateImage', params)).json
  t.equal((await call('CreateImage', params)).json.ImageId, ImageId)
  checkRefusal(t, await call('CreateImage', { ...params, ImageName: 'other' }), '400 IdempotenceParamNotMatch')
})
