import { pageToken, readPageToken } from '../wire/page-token.ts'
import { optional, text, withDefault } from '../wire/params.ts'
import { tagValueFilters } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import {
  findResources,
  type ResourceFacts,
  resourceIds,
  resourceParams,
  resourceRules,
  resourceTags,
} from './tagged-resources.ts'

/** Facts for the rules of a list of tags. */
interface Facts extends ResourceFacts {
  readonly tags: number
  readonly filters: number
  /** The start of the page; undefined when NextToken is invalid. */
  readonly after: number | undefined
}

/** The number of tags on a page, as seen on ECS in 2020, aliyun-cli PR#290. */
const pageSize = 1000

/**
 * Lists the tags of the named resources, or of all resources of a type in the region. With Tag or TagFilter, lists only
 * the matching tags, of resources that match them all.
 */
export const listTagResources = defineAction({
  name: 'ListTagResources',
  params: {
    ...resourceParams,
    NextToken: optional(text(), '2024'),
    ResourceId: withDefault(resourceIds, '2024', []),
    Tag: withDefault(resourceTags, '2024', []),
    TagFilter: withDefault(tagValueFilters, '2024', []),
  },
  members: {
    NextToken: '2024',
    TagResources: {
      TagResource: [{ ResourceId: '2024', ResourceType: '2024', TagKey: '2024', TagValue: '2024' }],
    },
  },
  find(context, params): Facts {
    const { NextToken, Tag, TagFilter } = params
    return {
      ...findResources(context, params),
      tags: Tag.length,
      filters: TagFilter.length,
      after: NextToken === undefined ? 0 : readPageToken<[number]>(NextToken, Number.isSafeInteger, 1)?.[0],
    }
  },
  rules: [
    {
      says: 'Tag and TagFilter are not both given.',
      evidence: '2024',
      refusal: 'InvalidTags.MalFormed',
      holds: ({ tags, filters }) => tags === 0 || filters === 0,
    },
    ...resourceRules,
    {
      says: 'NextToken is a token of an earlier page.',
      evidence: '2024',
      refusal: 'Invalid.NextToken',
      holds: ({ after }) => after !== undefined,
    },
  ],
  handle({ account, state, now }, { RegionId, ResourceType, ResourceId, Tag, TagFilter }, { after = 0 }) {
    const wanted = Tag.map(({ key, value }) => ({ key, values: value === '' ? [] : [value] }))
    const filter = { resourceIds: ResourceId, tags: [...wanted, ...TagFilter] }
    const page = { after, limit: pageSize + 1 }
    const found = state.tags[ResourceType].list(account.id, RegionId, filter, page, now)
    const shown = found.slice(0, pageSize)
    const last = found.length > pageSize ? shown.at(-1) : undefined
    return {
      NextToken: last === undefined ? '' : pageToken([last.place]),
      TagResources: {
        TagResource: shown.map(({ resourceId, key, value }) => ({
          ResourceId: resourceId,
          ResourceType,
          TagKey: key,
          TagValue: value,
        })),
      },
    }
  },
})
