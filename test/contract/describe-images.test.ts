import t from 'tap'
import type { World } from '../../src/index.ts'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import type { Params } from '../support/oracle.ts'
import { checkEnvelope } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }
const here = { account: '1001', region: region.RegionId }

const world: World = {
  ...restoreWorld,
  images: [
    {
      id: 'm-1',
      ...here,
      name: 'golden-web',
      family: 'web',
      version: '3',
      description: 'one',
      createdAt: 'now-1d',
      architecture: 'arm64',
      platform: 'Windows Server 2022',
      osType: 'windows',
      bootMode: 'UEFI',
      resourceGroupId: 'rg-1',
      disks: [{ snapshotId: 's-system' }, { type: 'data', size: 100, device: '/dev/xvdc', encrypted: true }],
      tags: [{ key: 'a', value: 'b' }],
    },
    { id: 'm-used', ...here, createdAt: 'now-2d' },
    { id: 'm-old', ...here, createdAt: 'now-3d', status: 'Deprecated' },
    { id: 'm-bad', ...here, createdAt: 'now-4d', status: 'UnAvailable' },
    { id: 'm-failed', ...here, createdAt: 'now-5d', status: 'CreateFailed', progress: 62 },
    { id: 'm-new', ...here, createdAt: 'now-10m', status: 'Creating', readyAt: 'now+10m' },
    { id: 'm-elsewhere', account: '1001', region: 'us-east-1' },
    { id: 'm-foreign', account: '1002', region: region.RegionId },
  ],
}

const idsOf = async (call: ReturnType<typeof caller>, params: Params): Promise<string[]> =>
  (await call('DescribeImages', { ...region, ...params })).json.Images.Image.map(({ ImageId }: Params) => ImageId)

const filters: readonly Params[] = [
  { ImageId: 'm-1' },
  { SnapshotId: 's-system' },
  { ImageName: 'golden' },
  { ImageName: '*den-web' },
  { ImageFamily: 'web' },
  { OSType: 'windows' },
  { Architecture: 'arm64' },
  { Usage: 'none' },
  { ResourceGroupId: 'rg-1' },
  { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
  { 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2026-11-23T00:00Z' },
]

t.test('every filter finds its images, newest first; without Status those that are available', async t => {
  const { call } = started(t, { world })
  t.same(await idsOf(call, {}), ['m-1', 'm-used'])
  for (const filter of filters) t.same(await idsOf(call, filter), ['m-1'], JSON.stringify(filter))
  t.same(await idsOf(call, { Usage: 'instance' }), ['m-used'])
  t.same(await idsOf(call, { 'Filter.2.Key': 'CreationEndTime', 'Filter.2.Value': '2026-11-23T00:00Z' }), ['m-used'])
  t.same(await idsOf(call, { Status: 'All' }), ['m-new', 'm-1', 'm-used', 'm-old', 'm-bad', 'm-failed'])
  t.same(await idsOf(call, { Status: 'CreateFailed, deprecated' }), ['m-old', 'm-failed'])
  t.same(await idsOf(call, { Status: 'Creating,Available', Usable: 'false' }), ['m-new'])
  t.same(await idsOf(call, { Status: 'Waiting' }), [])
  for (const own of [{ ImageOwnerAlias: 'self' }, { ImageOwnerId: '1001' }, { IsPublic: 'false' }])
    t.same(await idsOf(call, own), ['m-1', 'm-used'], JSON.stringify(own))
  t.same(await idsOf(call, { IsSupportCloudinit: 'true', IsSupportIoOptimized: 'true' }), ['m-1', 'm-used'])
  for (const none of [
    { ImageOwnerAlias: 'system' },
    { ImageOwnerAlias: 'others', IsPublic: 'true' },
    { ImageOwnerId: '1002' },
    { IsSupportCloudinit: 'false' },
    { IsSupportIoOptimized: 'false' },
  ] as Params[])
    t.same(await idsOf(call, none), [], JSON.stringify(none))
})

for (const door of doors) {
  t.test(`images are described in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t, { world })))
    const { json } = await call('DescribeImages', { ...region, Status: 'ALL', PageSize: '2' })
    t.match(json, { ...region, TotalCount: 6, PageNumber: 1, PageSize: 2 })
    t.match(json.Images.Image, [
      { ImageId: 'm-new', Status: 'Creating', Progress: '50%', Usable: false },
      {
        ImageId: 'm-1',
        ImageName: 'golden-web',
        Status: 'Available',
        Size: 40,
        Platform: 'Windows Server 2022',
        OSType: 'windows',
        BootMode: 'UEFI',
        IsSelfShared: 'false',
        DiskDeviceMappings: {
          DiskDeviceMapping: [
            { SnapshotId: 's-system', Device: '/dev/xvda', Size: '40', Type: 'system' },
            { SnapshotId: '', Device: '/dev/xvdc', Size: '100', Type: 'data', Encrypted: true },
          ],
        },
      },
    ])
    t.same(await idsOf(call, { Status: 'ALL', PageSize: '2', PageNumber: '3' }), ['m-bad', 'm-failed'])
    const xml = await call('DescribeImages', { ...region, ImageId: 'm-used', Format: 'XML' })
    checkEnvelope(t, xml, 'XML')
    t.match(xml.body, '<Images><Image><ImageId>m-used</ImageId><ImageName></ImageName>')
  })
}

t.test('an image with instances is deleted by force; the snapshots of an image stay', async t => {
  const { call, emulator } = started(t, { world })
  t.equal((await call('DeleteImage', { ...region, ImageId: 'm-used', Force: 'true' })).status, 200)
  t.equal((await call('DeleteImage', { ...region, ImageId: 'm-1' })).status, 200)
  t.same(await idsOf(call, {}), [])
  t.match(emulator.snapshots.get('1001', 's-system'), { usage: 'none' })
})

t.test('a missing image can be ignored', async t => {
  const { call } = started(t, { world, deleteMissing: 'ignore' })
  t.equal((await call('DeleteImage', { ...region, ImageId: 'm-none' })).status, 200)
})

t.test('the owner of an image is a number, whatever the id of the account', async t => {
  const accounts = [{ id: 'own', keys: [{ id: 'testid', secret: 'testsecret' }] }]
  const images = [{ id: 'm-1', account: 'own', region: region.RegionId }]
  const { call } = started(t, { world: { accounts, images } })
  t.match((await call('DescribeImages', region)).json.Images.Image, [{ ImageOwnerId: 0 }])
})
