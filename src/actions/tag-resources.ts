import type { Snapshot } from '../model/snapshot.ts'
import type { Tag } from '../model/tag.ts'
import { refuse } from '../wire/errors.ts'
import { texts } from '../wire/list-params.ts'
import { maxTags, newTags } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { findResources, type ResourceFacts, regionExists, resourceParams, resourcesExist } from './tagged-resources.ts'

/** What the rules of new tags speak of. */
interface Facts extends ResourceFacts {
  readonly tags: readonly Tag[]
}

/** The keys that each snapshot will have. */
const keysAfter = ({ snapshots, tags }: Facts): Set<string>[] =>
  (snapshots as readonly Snapshot[]).map(snapshot => new Set([...snapshot.tags, ...tags].map(tag => tag.key)))

/** "The TagKey has duplication with others, case-insensitive." */
const keysDifferByMoreThanCase = (facts: Facts): void => {
  for (const keys of keysAfter(facts)) {
    if (new Set([...keys].map(key => key.toLowerCase())).size < keys.size) refuse('TagKey.Duplication')
  }
}

/** "The quota of tags on resource is beyond permitted range." */
const tagQuotaIsLeft = (facts: Facts): void => {
  if (keysAfter(facts).some(keys => keys.size > maxTags)) refuse('OperationDenied.QuotaExceed')
}

/** Gives snapshots tags: all of them or none. A value takes the place of an older one. */
export const tagResources = defineAction({
  name: 'TagResources',
  params: {
    ...resourceParams,
    ResourceId: texts({ max: 50, tooMany: 'NumberExceed.ResourceIds', missing: 'MissingParameter.ResourceIds' }),
    Tag: newTags({
      tooMany: 'NumberExceed.Tags',
      missing: 'MissingParameter.Tags',
      mismatch: 'InvalidTag.Mismatch',
      key: 'InvalidTagKey.Malformed',
      value: 'InvalidTagValue.Malformed',
      duplicate: 'Duplicate.TagKey',
    }),
  },
  find: (context, params): Facts => ({ ...findResources(context, params), tags: params.Tag }),
  rules: [regionExists, resourcesExist, keysDifferByMoreThanCase, tagQuotaIsLeft],
  handle({ state }, { Tag }, { snapshots }) {
    for (const snapshot of snapshots) state.tags.put(snapshot as Snapshot, Tag)
    return {}
  },
})
