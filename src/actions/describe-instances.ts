import { type Instance, instanceStatuses } from '../model/instance.ts'
import type { Region } from '../model/region.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, jsonArray, oneOf, optional, required, text, type Values, withDefault } from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { defineAction, type IgnoredParameter } from './action.ts'
import { describeInstance, familyOf, instanceMembers, locksOf } from './describe-instance.ts'
import { sdk } from './evidence.ts'
import { hasTags, is } from './filters.ts'
import { newestFirst, type PageStart, pageOf, pageParams, pageStart, tokenIsKnown } from './pages.ts'
import { isNoDryRun, regionExists } from './shared-rules.ts'

/** Facts for the rules of a search. */
interface Facts {
  readonly region: Region | undefined
  readonly start: PageStart
  readonly dryRun: boolean
}

/** The maximum number of instances on a page by token. */
const mostResults = 100

const params = {
  RegionId: required(text(), sdk),
  InstanceIds: optional(jsonArray({ max: 100, refusal: 'InvalidParameter' }), sdk),
  Status: optional(oneOf(['Pending', ...instanceStatuses], 'InvalidStatus.NotFound'), sdk),
  ZoneId: optional(text(), sdk),
  ImageId: optional(text(), sdk),
  InstanceName: optional(text(), `${sdk}; * stands for any characters`),
  InstanceType: optional(text(), sdk),
  InstanceTypeFamily: optional(text(), sdk),
  InstanceChargeType: optional(oneOf(['PrePaid', 'PostPaid'], 'InvalidInstanceChargeType.NotFound'), sdk),
  LockReason: optional(
    oneOf(['financial', 'security', 'recycling', 'dedicatedhostfinancial', 'refunded'], 'InvalidLockReason.NotFound'),
    sdk,
  ),
  IoOptimized: optional(boolean(), sdk),
  Tag: withDefault(tagFilters, sdk, []),
  ...pageParams(sdk, mostResults),
  DryRun: withDefault(boolean(), sdk, false),
}

const network: IgnoredParameter = { evidence: sdk, reason: 'Networks of instances are not emulated.' }

/** Whether a name has a form in which `*` stands for any characters. */
const isNamed = (form: string, name: string): boolean => {
  const [start = '', ...parts] = form.split('*')
  const end = parts.pop()
  if (end === undefined) return form === name
  let at = start.length
  for (const part of parts) {
    const found = name.indexOf(part, at)
    at = found < 0 ? Number.POSITIVE_INFINITY : found + part.length
  }
  return name.startsWith(start) && name.endsWith(end) && at <= name.length - end.length
}

/** Whether an instance meets every filter of a call. */
const isWanted = (instance: Instance, wanted: Values<typeof params>, now: number): boolean =>
  (wanted.InstanceIds === undefined || wanted.InstanceIds.includes(instance.id)) &&
  is(wanted.Status, currentStatus(instance, now)) &&
  is(wanted.ZoneId, instance.zoneId) &&
  is(wanted.ImageId, instance.imageId) &&
  (wanted.InstanceName === undefined || isNamed(wanted.InstanceName, instance.name)) &&
  is(wanted.InstanceType, instance.type) &&
  is(wanted.InstanceTypeFamily, familyOf(instance)) &&
  is(wanted.InstanceChargeType, instance.prepaid ? 'PrePaid' : 'PostPaid') &&
  (wanted.LockReason === undefined || locksOf(instance).includes(wanted.LockReason)) &&
  is(wanted.IoOptimized, true) &&
  hasTags(instance, wanted.Tag)

/** Lists the instances of a region, newest first. */
export const describeInstances = defineAction({
  name: 'DescribeInstances',
  params,
  ignored: {
    VpcId: network,
    VSwitchId: network,
    SecurityGroupId: network,
    InstanceNetworkType: network,
    InternetChargeType: network,
    PrivateIpAddresses: network,
    PublicIpAddresses: network,
    InnerIpAddresses: network,
    EipAddresses: network,
    RdmaIpAddresses: network,
    Ipv6Address: network,
    KeyPairName: { evidence: sdk, reason: 'Key pairs are not emulated.' },
    ResourceGroupId: { evidence: sdk, reason: 'Resource groups of instances are not emulated.' },
    HpcClusterId: { evidence: sdk, reason: 'Clusters of instances are not emulated.' },
    HttpEndpoint: { evidence: sdk, reason: 'The metadata server of instances is not emulated.' },
    HttpTokens: { evidence: sdk, reason: 'The metadata server of instances is not emulated.' },
    HttpPutResponseHopLimit: { evidence: sdk, reason: 'The metadata server of instances is not emulated.' },
    DeviceAvailable: { evidence: sdk, reason: 'Every instance can take further disks until it has 16.' },
    NeedSaleCycle: { evidence: sdk, reason: 'Nothing is billed, so there are no billing cycles.' },
    AdditionalAttributes: { evidence: sdk, reason: 'The attributes that it adds are not emulated.' },
    Filter: { evidence: sdk, reason: 'The documentation does not say which keys there are.' },
  },
  members: {
    PageNumber: sdk,
    TotalCount: `${sdk}; 0 in pages by token, where it has no meaning`,
    PageSize: sdk,
    NextToken: `${sdk}; empty on the last page, as of DescribeSnapshots`,
    Instances: { Instance: [instanceMembers] },
  },
  find: ({ state }, { RegionId, NextToken, DryRun }): Facts => ({
    region: state.regions.find(RegionId),
    start: pageStart(NextToken),
    dryRun: DryRun,
  }),
  rules: [
    { ...regionExists, evidence: 'seen: cloud-provider-alibaba-cloud#81', refusal: 'InvalidRegionId.NotFound' },
    tokenIsKnown,
    { ...isNoDryRun, evidence: 'documented: the page of 2018' },
  ],
  handle({ account, state, now }, params, { start }) {
    const found = state.instances.inRegion(account.id, params.RegionId)
    const matching = newestFirst(found.filter(instance => isWanted(instance, params, now)))
    const { page, shown } = pageOf(matching, params, start, mostResults)
    return { ...page, Instances: { Instance: shown.map(instance => describeInstance(instance, now)) } }
  },
})
