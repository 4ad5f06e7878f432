import { boolean, required, withDefault } from '../wire/params.ts'
import { tagKeys } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { findResources, type ResourceFacts, resourceIds, resourceParams, resourceRules } from './tagged-resources.ts'

/** Facts for the rules of a removal of tags. */
interface Facts extends ResourceFacts {
  readonly all: boolean
  readonly keys: readonly string[]
}

/** Removes tags from resources. A key that a resource does not have is not an error. */
export const untagResources = defineAction({
  name: 'UntagResources',
  params: {
    ...resourceParams,
    All: withDefault(boolean(), '2024', false),
    ResourceId: required(resourceIds, '2024', 'MissingParameter.ResourceIds'),
    TagKey: withDefault(tagKeys, '2024', []),
  },
  members: {},
  find: (context, params): Facts => ({ ...findResources(context, params), all: params.All, keys: params.TagKey }),
  rules: [
    {
      says: 'All and TagKey are not both given.',
      evidence: '2024',
      refusal: 'Param.Conflict',
      holds: ({ all, keys }) => !all || keys.length === 0,
    },
    {
      says: 'A key is given, or All is true.',
      evidence: 'assumed: decision “Tags of resources”; the metadata of 2024 lists the code',
      refusal: 'MissingParameter.Tags',
      holds: ({ all, keys }) => all || keys.length > 0,
    },
    ...resourceRules,
  ],
  handle({ account, state }, { ResourceType, ResourceId, All, TagKey }) {
    for (const id of ResourceId) state.tags[ResourceType].remove(account.id, id, All ? undefined : TagKey)
    return {}
  },
})
