import type { Region } from '../model/region.ts'
import { boolean, oneOf, optional, required, text, withDefault } from '../wire/params.ts'
import { type Answer, defineAction, type MemberTable } from './action.ts'
import { diskSizes } from './disk-kinds.ts'
import { sdkMember as member, sdk } from './evidence.ts'
import { regionExists } from './shared-rules.ts'

const resourceMembers: MemberTable = {
  IoOptimized: member,
  DataDiskCategories: { supportedDataDiskCategory: member },
  SystemDiskCategories: { supportedSystemDiskCategory: member },
  InstanceTypes: { supportedInstanceType: member },
  InstanceTypeFamilies: { supportedInstanceTypeFamily: member },
  InstanceGenerations: { supportedInstanceGeneration: member },
  NetworkTypes: { supportedNetworkCategory: member },
}

const categories = Object.keys(diskSizes)

/** What is sold in a zone: the same everywhere, or nothing. */
const soldIn = (isSoldOut: boolean): Answer => {
  const of = (...things: readonly string[]): readonly string[] => (isSoldOut ? [] : things)
  const resources = {
    IoOptimized: true,
    DataDiskCategories: { supportedDataDiskCategory: of(...categories) },
    SystemDiskCategories: { supportedSystemDiskCategory: of(...categories) },
    InstanceTypes: { supportedInstanceType: of('ecs.g6.large') },
    InstanceTypeFamilies: { supportedInstanceTypeFamily: of('ecs.g6') },
    InstanceGenerations: { supportedInstanceGeneration: of('ecs-6') },
    NetworkTypes: { supportedNetworkCategory: of('vpc') },
  }
  return {
    AvailableResourceCreation: { ResourceTypes: of('IoOptimized', 'Instance', 'Disk', 'VSwitch') },
    AvailableDiskCategories: { DiskCategories: of(...categories) },
    AvailableInstanceTypes: { InstanceTypes: of('ecs.g6.large') },
    AvailableVolumeCategories: { VolumeCategories: [] },
    AvailableDedicatedHostTypes: { DedicatedHostType: [] },
    DedicatedHostGenerations: { DedicatedHostGeneration: [] },
    AvailableResources: { ResourcesInfo: [resources] },
  }
}

const languages = ['zh-CN', 'en-US', 'ja'] as const
type Language = (typeof languages)[number]

const zoneWord: Readonly<Record<Language, string>> = { 'zh-CN': ' 可用区', 'en-US': ' Zone ', ja: ' ゾーン' }

/** Returns the name of a zone: that of its region, and the letter that ends the zone's id. */
const localName = ({ localName }: Region, zoneId: string, language: Language): string =>
  localName[language] + zoneWord[language] + zoneId.slice(-1).toUpperCase()

/** Lists the zones of a region. Only `AcceptLanguage` and `Verbose` change the answer. */
export const describeZones = defineAction({
  name: 'DescribeZones',
  params: {
    RegionId: required(text(), sdk),
    AcceptLanguage: withDefault(oneOf(languages, 'InvalidAcceptLanguage.NotFound'), sdk, 'zh-CN'),
    InstanceChargeType: optional(oneOf(['PrePaid', 'PostPaid'], 'InvalidInstanceChargeType.NotFound'), sdk),
    SpotStrategy: optional(oneOf(['NoSpot', 'SpotWithPriceLimit', 'SpotAsPriceGo'], 'InvalidSpotStrategy'), sdk),
    Verbose: withDefault(boolean(), sdk, true),
  },
  members: {
    Zones: {
      Zone: [
        {
          ZoneId: member,
          LocalName: `${member}; its form is assumed`,
          ZoneType: member,
          'AvailableResourceCreation?': { ResourceTypes: member },
          'AvailableDiskCategories?': { DiskCategories: member },
          'AvailableInstanceTypes?': { InstanceTypes: member },
          'AvailableVolumeCategories?': { VolumeCategories: member },
          'AvailableDedicatedHostTypes?': { DedicatedHostType: member },
          'DedicatedHostGenerations?': { DedicatedHostGeneration: member },
          'AvailableResources?': { ResourcesInfo: [resourceMembers] },
        },
      ],
    },
  },
  find: ({ state }, { RegionId }) => ({ region: state.regions.find(RegionId) }),
  rules: [
    { ...regionExists, evidence: '2021: its page of 2020 has no other code', refusal: 'InvalidRegionId.NotFound' },
  ],
  handle(_context, { AcceptLanguage, Verbose }, facts) {
    const { region } = facts as { region: Region }
    return {
      Zones: {
        Zone: region.zones.map(id => ({
          ZoneId: id,
          LocalName: localName(region, id, AcceptLanguage),
          ZoneType: 'AvailabilityZone',
          ...(Verbose && soldIn(region.soldOutZones.includes(id))),
        })),
      },
    }
  },
})
