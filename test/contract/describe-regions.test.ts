import t from 'tap'
import type { World } from '../../src/index.ts'
import { caller, doors, emulatorFor, started } from '../support/emulator.ts'
import { checkEnvelope, checkRefusal } from '../support/refusals.ts'

const regionIds = `
  cn-qingdao cn-beijing cn-zhangjiakou cn-zhengzhou-jva cn-huhehaote cn-wulanchabu cn-hangzhou cn-shanghai cn-nanjing
  cn-fuzhou cn-shenzhen cn-heyuan cn-guangzhou cn-chengdu cn-hongkong ap-northeast-1 ap-northeast-2 ap-southeast-1
  ap-southeast-2 ap-southeast-3 ap-southeast-5 ap-southeast-6 us-east-1 us-west-1 eu-west-1 eu-central-1 ap-south-1
  me-east-1 cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1 ap-southeast-7 cn-beijing-finance-1
  me-central-1 cn-wuhan-lr`
  .trim()
  .split(/\s+/)

/** The endpoints that are not `ecs.<region>.aliyuncs.com`. */
const endpoints: Record<string, string> = {
  'cn-hangzhou': 'ecs-cn-hangzhou.aliyuncs.com',
  'cn-hangzhou-finance': 'ecs.aliyuncs.com',
  'cn-shanghai-finance-1': 'ecs-cn-hangzhou.aliyuncs.com',
  'cn-shenzhen-finance-1': 'ecs-cn-hangzhou.aliyuncs.com',
}

interface Region {
  readonly RegionId: string
  readonly RegionEndpoint: string
  readonly LocalName: string
}

for (const door of doors) {
  t.test(`DescribeRegions lists 35 regions with endpoint and name, ${door.name}`, async t => {
    const call = caller(await door.open(emulatorFor(t)))
    const answer = await call('DescribeRegions')
    const RequestId = checkEnvelope(t, answer, 'JSON')
    t.equal(answer.status, 200)
    const regions: readonly Region[] = answer.json.Regions.Region
    t.strictSame(answer.json, { RequestId, Regions: { Region: regions } })
    t.equal(regions.length, 35)
    t.strictSame(regions.map(region => region.RegionId).sort(), [...regionIds].sort())
    for (const region of regions) {
      const { RegionId, LocalName } = region
      const RegionEndpoint = endpoints[RegionId] ?? `ecs.${RegionId}.aliyuncs.com`
      t.strictSame(region, { RegionId, RegionEndpoint, LocalName })
      t.match(LocalName, /\S/, RegionId)
    }
  })

  t.test(`in XML each region is an element, ${door.name}`, async t => {
    const world: World = {
      accounts: [{ id: '1001', keys: [{ id: 'testid', secret: 'testsecret' }] }],
      regions: [
        { id: 'cn-wuhan-lr', endpoint: 'ecs.example' },
        { id: 'xx-test-1', endpoint: 'localhost:8014', localName: { 'zh-CN': 'A & B', 'en-US': 'C', ja: 'D' } },
      ],
    }
    const call = caller(await door.open(emulatorFor(t, { world })))
    const answer = await call('DescribeRegions', { Format: 'XML' })
    const requestId = checkEnvelope(t, answer, 'XML')
    t.equal(answer.status, 200)
    const start = `<?xml version='1.0' encoding='UTF-8'?><DescribeRegionsResponse><RequestId>${requestId}</RequestId>`
    t.ok(answer.body.startsWith(`${start}<Regions><Region><RegionId>cn-qingdao</RegionId>`))
    t.equal(
      answer.body.slice(answer.body.indexOf('<Region><RegionId>cn-wuhan-lr')),
      '<Region><RegionId>cn-wuhan-lr</RegionId><RegionEndpoint>ecs.example</RegionEndpoint>' +
        '<LocalName>华中1（武汉-本地地域）</LocalName></Region>' +
        '<Region><RegionId>xx-test-1</RegionId><RegionEndpoint>localhost:8014</RegionEndpoint>' +
        '<LocalName>A &amp; B</LocalName></Region></Regions></DescribeRegionsResponse>',
    )
  })
}

t.test('names are in the requested language, Chinese by default', async t => {
  const { call } = started(t)
  const names = async (params: Record<string, string>) => {
    const regions: readonly Region[] = (await call('DescribeRegions', params)).json.Regions.Region
    const nameOf = (id: string) => regions.find(region => region.RegionId === id)?.LocalName
    return [nameOf('cn-qingdao'), nameOf('cn-hangzhou')]
  }
  const chinese = ['华北1（青岛）', '华东1（杭州）']
  t.strictSame(await names({}), chinese)
  t.strictSame(await names({ AcceptLanguage: '' }), chinese)
  t.strictSame(await names({ AcceptLanguage: 'zh-CN' }), chinese)
  t.strictSame(await names({ AcceptLanguage: 'en-US' }), ['China (Qingdao)', 'China (Hangzhou)'])
  t.strictSame(await names({ AcceptLanguage: 'ja' }), ['中国 (青島)', '中国 (杭州)'])
})

t.test('the regions are the same for every resource and charge type', async t => {
  const { call } = started(t)
  const regions = async (params = {}) => (await call('DescribeRegions', params)).json.Regions
  const all = await regions()
  for (const InstanceChargeType of ['PrePaid', 'PostPaid', 'SpotWithPriceLimit', 'SpotAsPriceGo', '']) {
    t.strictSame(await regions({ InstanceChargeType }), all, `charged as ${InstanceChargeType}`)
  }
  for (const ResourceType of ['instance', 'disk', 'reservedinstance', 'scu', '']) {
    t.strictSame(await regions({ ResourceType }), all, `for ${ResourceType}`)
  }
  t.strictSame(await regions({ RegionId: 'nowhere', PageSize: '1' }), all, 'with parameters that it does not have')
})

t.test('an unknown value of an enumerated parameter is refused', async t => {
  const { call } = started(t)
  const table = [
    [{ AcceptLanguage: 'fr-FR' }, '404 InvalidAcceptLanguage.NotFound'],
    [{ AcceptLanguage: 'zh' }, '404 InvalidAcceptLanguage.NotFound'],
    [{ InstanceChargeType: 'Free' }, '403 Invalid.InstanceChargeType'],
    [{ ResourceType: 'snapshot' }, '404 InvalidResourceType.NotFound'],
  ] as const
  for (const [params, expected] of table) checkRefusal(t, await call('DescribeRegions', params), expected)
})
