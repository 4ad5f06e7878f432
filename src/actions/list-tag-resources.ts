import { refuse } from '../wire/errors.ts'
import { tagValueFilters, texts } from '../wire/list-params.ts'
import { pageToken, readPageToken } from '../wire/page-token.ts'
import { text } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { findResources, type ResourceFacts, regionExists, resourceParams, resourcesExist } from './tagged-resources.ts'

/** What the rules of a list of tags speak of. */
interface Facts extends ResourceFacts {
  readonly tags: number
  readonly filters: number
  /** Where the page begins; undefined: the token is not one of ours. */
  readonly after: number | undefined
}

/** How many tags a page has. */
const pageSize = 50

/** "The tags must be empty, when the tagFilters is not empty." */
const tagsOrFilters = ({ tags, filters }: Facts): void => {
  if (tags > 0 && filters > 0) refuse('InvalidTags.MalFormed')
}

/** "The specified Tags and ResourcesIds are not allow to both empty." */
const somethingIsAskedFor = ({ tags, filters, snapshots }: Facts): void => {
  if (tags + filters + snapshots.length === 0) refuse('BothEmpty.TagsAndResources')
}

/** "The specified NextToken is not valid." */
const tokenIsOurs = ({ after }: Facts): void => {
  if (after === undefined) refuse('Invalid.NextToken')
}

/**
 * Lists tags of snapshots: all those of the snapshots that are named; with tags, those of them that snapshots have that
 * have them all.
 */
export const listTagResources = defineAction({
  name: 'ListTagResources',
  params: {
    ...resourceParams,
    NextToken: text(),
    ResourceId: texts({ max: 50, tooMany: 'NumberExceed.ResourceIds' }),
    Tag: newTags({
      tooMany: 'NumberExceed.Tags',
      mismatch: 'InvalidTag.Mismatch',
      key: 'InvalidTagKey.Malformed',
      value: 'InvalidTagValue.Malformed',
      duplicate: 'Duplicate.TagKey',
    }),
    TagFilter: tagValueFilters(),
  },
  find(context, params): Facts {
    const { NextToken, Tag, TagFilter } = params
    return {
      ...findResources(context, params),
      tags: Tag.length,
      filters: TagFilter.length,
      after: NextToken === undefined ? 0 : readPageToken<[number]>(NextToken, 1)?.[0],
    }
  },
  rules: [tagsOrFilters, somethingIsAskedFor, regionExists, resourcesExist, tokenIsOurs],
  handle({ account, state, now }, { RegionId, ResourceId, Tag, TagFilter }, { after = 0 }) {
    const wanted = Tag.map(({ key, value }) => ({ key, values: value === '' ? [] : [value] }))
    const filter = { snapshotIds: ResourceId, tags: [...wanted, ...TagFilter] }
    const found = state.tags.list(account.id, RegionId, filter, { after, limit: pageSize + 1 }, now)
    const shown = found.slice(0, pageSize)
    const last = found.length > pageSize ? shown.at(-1) : undefined
    return {
      NextToken: last === undefined ? '' : pageToken([last.place]),
      TagResources: {
        TagResource: shown.map(({ snapshotId, key, value }) => ({
          ResourceId: snapshotId,
          ResourceType: 'snapshot',
          TagKey: key,
          TagValue: value,
        })),
      },
    }
  },
})
