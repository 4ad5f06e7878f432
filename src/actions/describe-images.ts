import { endsByPolls } from '../model/completion.ts'
import { architectures, type Image, type ImageStatus, imageStatusAt, imageStatuses, osTypes } from '../model/image.ts'
import type { State } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { boolean, integer, oneOf, optional, required, text, time, type Values, withDefault } from '../wire/params.ts'
import { tagFilters } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { accountNumber, describeImage, imageMembers } from './describe-image.ts'
import { sdk } from './evidence.ts'
import { filterRules, hasTags, is, type TimeFilter } from './filters.ts'
import { countImagePoll } from './image-polls.ts'
import { newestFirst } from './pages.ts'
import { isNoDryRun, regionExists } from './shared-rules.ts'

/** Facts for the rules of a search. */
interface Facts {
  readonly region: Region | undefined
  /** The wanted statuses; undefined when Status is invalid. */
  readonly statuses: readonly ImageStatus[] | undefined
  readonly usableWithoutStatus: boolean
  readonly publicOfOthers: boolean
  readonly filters: readonly TimeFilter<string>[]
  readonly dryRun: boolean
}

const filterKey = optional(oneOf(['CreationStartTime', 'CreationEndTime'], 'InvalidFilterKey.NotFound'), sdk)
const filterValue = optional(time('InvalidFilterValue'), sdk)

const params = {
  RegionId: required(text(), sdk),
  ImageId: optional(text(), sdk),
  Status: optional(text(), sdk),
  SnapshotId: optional(text(), sdk),
  ImageName: optional(text(), `${sdk}; a part of the name is enough`),
  ImageOwnerAlias: optional(
    oneOf(['system', 'self', 'others', 'marketplace'], 'InvalidImageOwnerAlias.ValueNotSupported'),
    sdk,
  ),
  ImageOwnerId: optional(text(), sdk),
  ImageFamily: optional(text(), sdk),
  IsPublic: optional(boolean(), sdk),
  IsSupportCloudinit: optional(boolean(), sdk),
  IsSupportIoOptimized: optional(boolean(), sdk),
  Usable: optional(boolean(), sdk),
  OSType: optional(oneOf(osTypes, 'InvalidOSType'), sdk),
  Architecture: optional(oneOf(architectures, 'InvalidArchitecture'), sdk),
  Usage: optional(oneOf(['instance', 'none'], 'InvalidUsage'), sdk),
  'Filter.1.Key': filterKey,
  'Filter.2.Key': filterKey,
  'Filter.1.Value': filterValue,
  'Filter.2.Value': filterValue,
  Tag: withDefault(tagFilters, sdk, []),
  PageNumber: withDefault(integer({ min: 1 }), sdk, 1),
  PageSize: withDefault(integer({ min: 1, max: 100 }), sdk, 10),
  ResourceGroupId: optional(text(), sdk),
  DryRun: withDefault(boolean(), sdk, false),
}

/** Reads the statuses of a call, separated by commas. `ALL` stands alone. Without Status, images that are available. */
const statusesIn = (text = 'Available'): readonly ImageStatus[] | undefined => {
  if (text.toUpperCase() === 'ALL') return imageStatuses
  const words = text
    .split(',')
    .map(word => imageStatuses.find(each => each.toLowerCase() === word.trim().toLowerCase()))
  return words.includes(undefined) ? undefined : (words as ImageStatus[])
}

/** Whether an image meets every filter of a call. All images are the caller's own. */
const isWanted = (image: Image, isUsed: boolean, wanted: Values<typeof params>, facts: Facts, now: number): boolean => {
  const timeOf = (key: string): number | undefined => facts.filters.find(([name]) => name === key)?.[1]
  return (
    is(wanted.ImageId, image.id) &&
    (facts.statuses as readonly ImageStatus[]).includes(imageStatusAt(image, now)) &&
    (wanted.SnapshotId === undefined || image.disks.some(({ snapshotId }) => snapshotId === wanted.SnapshotId)) &&
    (wanted.ImageName === undefined || image.name.includes(wanted.ImageName.replaceAll('*', ''))) &&
    is(wanted.ImageOwnerAlias, 'self') &&
    is(wanted.ImageOwnerId, String(accountNumber(image.accountId))) &&
    is(wanted.ImageFamily, image.family) &&
    is(wanted.IsPublic, image.public) &&
    is(wanted.IsSupportCloudinit, true) &&
    is(wanted.IsSupportIoOptimized, true) &&
    is(wanted.Usable, imageStatusAt(image, now) === 'Available') &&
    is(wanted.OSType, image.osType) &&
    is(wanted.Architecture, image.architecture) &&
    is(wanted.Usage, isUsed ? 'instance' : 'none') &&
    is(wanted.ResourceGroupId, image.resourceGroupId) &&
    image.createdAt >= (timeOf('CreationStartTime') ?? Number.NEGATIVE_INFINITY) &&
    image.createdAt <= (timeOf('CreationEndTime') ?? Number.POSITIVE_INFINITY) &&
    hasTags(image, wanted.Tag)
  )
}

/** Returns the ids of the images that the instances of a region were made from. */
const usedImages = ({ instances }: State, accountId: string, regionId: string): Set<string> =>
  new Set(instances.inRegion(accountId, regionId).map(({ imageId }) => imageId))

/** Lists the custom images of a region, newest first. */
export const describeImages = defineAction({
  name: 'DescribeImages',
  params,
  ignored: {
    InstanceType: { evidence: sdk, reason: 'Instance types of images are not emulated.' },
    ActionType: { evidence: sdk, reason: 'Instances are not made from images here.' },
    ShowExpired: { evidence: sdk, reason: 'Images do not expire.' },
  },
  members: {
    RegionId: sdk,
    PageNumber: sdk,
    TotalCount: sdk,
    PageSize: sdk,
    Images: { Image: [imageMembers] },
  },
  find: ({ state }, params): Facts => ({
    region: state.regions.find(params.RegionId),
    statuses: statusesIn(params.Status),
    usableWithoutStatus: params.Usable !== undefined && params.Status === undefined,
    publicOfOthers: params.IsPublic !== true || params.ImageOwnerAlias === 'others',
    filters: [
      [params['Filter.1.Key'], params['Filter.1.Value']],
      [params['Filter.2.Key'], params['Filter.2.Value']],
    ],
    dryRun: params.DryRun,
  }),
  rules: [
    {
      says: 'Status is All, or some of the statuses of images.',
      evidence: 'assumed: no code is documented for it',
      refusal: 'InvalidParameter',
      detail: 'Status',
      holds: ({ statuses }) => statuses !== undefined,
    },
    {
      says: 'Status is given with Usable.',
      evidence: 'sdk: the comment of @alicloud/ecs20140526; the code is assumed',
      refusal: 'MissingParameter',
      detail: 'Status',
      holds: ({ usableWithoutStatus }) => !usableWithoutStatus,
    },
    {
      says: 'ImageOwnerAlias is others when IsPublic is true.',
      evidence: '2025: the table of DescribeImages',
      refusal: 'InvalidImageOwnerAlias.PublicImageUnsupported',
      holds: ({ publicOfOthers }) => publicOfOthers,
    },
    { ...regionExists, evidence: 'documented: the table of common errors of ECS', refusal: 'InvalidRegionId.NotFound' },
    ...filterRules,
    { ...isNoDryRun, evidence: 'documented: the page of 2018' },
  ],
  handle({ account, state, now }, params, facts) {
    const { RegionId, PageNumber, PageSize } = params
    const used = usedImages(state, account.id, RegionId)
    const found = state.images.inRegion(account.id, RegionId)
    const matching = newestFirst(found.filter(image => isWanted(image, used.has(image.id), params, facts, now)))
    const shown = matching.slice((PageNumber - 1) * PageSize, PageNumber * PageSize)
    const answer = {
      RegionId,
      PageNumber,
      TotalCount: matching.length,
      PageSize,
      Images: { Image: shown.map(image => describeImage(image, used.has(image.id), now)) },
    }
    for (const image of shown.filter(endsByPolls)) countImagePoll(state, image, now)
    return answer
  },
})
