import { oneOf, optional, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'

/** Lists the regions. Only `AcceptLanguage` changes the answer. */
export const describeRegions = defineAction({
  name: 'DescribeRegions',
  params: {
    InstanceChargeType: optional(
      oneOf(['PrePaid', 'PostPaid', 'SpotWithPriceLimit', 'SpotAsPriceGo'], 'Invalid.InstanceChargeType'),
      '2024',
    ),
    ResourceType: optional(
      oneOf(['instance', 'disk', 'reservedinstance', 'scu'], 'InvalidResourceType.NotFound'),
      '2024',
    ),
    AcceptLanguage: withDefault(oneOf(['zh-CN', 'en-US', 'ja'], 'InvalidAcceptLanguage.NotFound'), '2024', 'zh-CN'),
  },
  members: { Regions: { Region: [{ RegionId: '2024', RegionEndpoint: '2024', LocalName: '2024' }] } },
  find: () => undefined,
  rules: [],
  handle: ({ state }, { AcceptLanguage }) => ({
    Regions: {
      Region: state.regions.list().map(region => ({
        RegionId: region.id,
        RegionEndpoint: region.endpoint,
        LocalName: region.localName[AcceptLanguage],
      })),
    },
  }),
})
