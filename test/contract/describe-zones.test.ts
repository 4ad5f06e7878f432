import t from 'tap'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { checkEnvelope } from '../support/refusals.ts'
import { restoreWorld } from '../support/restore-world.ts'

const region = { RegionId: 'cn-hangzhou' }

for (const door of doors) {
  t.test(`the zones of a region are listed, in JSON and XML, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const { Zone } = (await call('DescribeZones', region)).json.Zones
    t.match(Zone, [
      { ZoneId: 'cn-hangzhou-g', LocalName: '华东1（杭州） 可用区G', ZoneType: 'AvailabilityZone' },
      { ZoneId: 'cn-hangzhou-h', AvailableResourceCreation: { ResourceTypes: ['IoOptimized', 'Instance', 'Disk'] } },
      { ZoneId: 'cn-hangzhou-i', AvailableDiskCategories: { DiskCategories: ['cloud', 'cloud_efficiency'] } },
    ])
    t.ok(
      Zone[0].AvailableResources.ResourcesInfo[0].DataDiskCategories.supportedDataDiskCategory.includes('cloud_essd'),
    )
    const xml = await call('DescribeZones', { ...region, Verbose: 'false', AcceptLanguage: 'en-US', Format: 'XML' })
    const zones = ['G', 'H', 'I'].map(
      letter =>
        `<Zone><ZoneId>cn-hangzhou-${letter.toLowerCase()}</ZoneId><LocalName>China (Hangzhou) Zone ${letter}</LocalName>` +
        '<ZoneType>AvailabilityZone</ZoneType></Zone>',
    )
    t.equal(
      xml.body,
      "<?xml version='1.0' encoding='UTF-8'?><DescribeZonesResponse>" +
        `<RequestId>${checkEnvelope(t, xml, 'XML')}</RequestId><Zones>${zones.join('')}</Zones></DescribeZonesResponse>`,
    )
  })
}

t.test('a zone of a world is a zone, and nothing is sold in some', async t => {
  const disks = [{ id: 'd-1', account: '1001', region: region.RegionId, zone: 'cn-hangzhou-new' }]
  const { call } = started(t, { world: { ...restoreWorld, disks, images: [] } })
  const { Zone } = (await call('DescribeZones', { ...region, AcceptLanguage: 'ja' })).json.Zones
  t.match(Zone, [
    { ZoneId: 'cn-hangzhou-h', LocalName: '中国 (杭州) ゾーンH' },
    { ZoneId: 'cn-hangzhou-g', AvailableResourceCreation: { ResourceTypes: [] } },
    { ZoneId: 'cn-hangzhou-i' },
    { ZoneId: 'cn-hangzhou-new' },
  ])
})
