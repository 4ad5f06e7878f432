import { oneOf, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'

/** Lists the regions. Only the language changes the answer. */
export const describeRegions = defineAction({
  name: 'DescribeRegions',
  params: {
    InstanceChargeType: oneOf(
      ['PrePaid', 'PostPaid', 'SpotWithPriceLimit', 'SpotAsPriceGo'],
      'Invalid.InstanceChargeType',
    ),
    ResourceType: oneOf(['instance', 'disk', 'reservedinstance', 'scu'], 'InvalidResourceType.NotFound'),
    AcceptLanguage: withDefault(oneOf(['zh-CN', 'en-US', 'ja'], 'InvalidAcceptLanguage.NotFound'), 'zh-CN'),
  },
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
