import { maxTags, type Tag } from '../model/tag.ts'
import { required } from '../wire/params.ts'
import { defineAction } from './action.ts'
import {
  findResources,
  type ResourceFacts,
  resourceIds,
  resourceParams,
  resourceRules,
  resourceTags,
} from './tagged-resources.ts'

/** Facts for the rules of new tags. */
interface Facts extends ResourceFacts {
  readonly tags: readonly Tag[]
}

/** Returns the tag keys of each resource after the call. */
const keysAfter = ({ tagsOfEach, tags }: Facts): Set<string>[] =>
  tagsOfEach.map((before = []) => new Set([...before, ...tags].map(tag => tag.key)))

/** Adds tags to all of the resources or to none. A new value replaces the old value of its key. */
export const tagResources = defineAction({
  name: 'TagResources',
  params: {
    ...resourceParams,
    ResourceId: required(resourceIds, '2024', 'MissingParameter.ResourceIds'),
    Tag: required(resourceTags, '2024', 'MissingParameter.Tags'),
  },
  members: {},
  find: (context, params): Facts => ({ ...findResources(context, params), tags: params.Tag }),
  rules: [
    ...resourceRules,
    {
      says: 'No two keys of a resource differ in case alone.',
      evidence: '2024',
      refusal: 'TagKey.Duplication',
      holds: facts =>
        keysAfter(facts).every(keys => new Set([...keys].map(key => key.toLowerCase())).size === keys.size),
    },
    {
      says: 'No resource has more than 20 tags afterwards.',
      evidence: '2024',
      refusal: 'OperationDenied.QuotaExceed',
      holds: facts => keysAfter(facts).every(keys => keys.size <= maxTags),
    },
  ],
  handle({ account, state }, { ResourceType, ResourceId, Tag }) {
    for (const id of ResourceId) state.tags[ResourceType].put(account.id, id, Tag)
    return {}
  },
})
