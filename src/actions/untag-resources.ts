import type { Snapshot } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { tagKeys, texts } from '../wire/list-params.ts'
import { boolean, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { findResources, type ResourceFacts, regionExists, resourceParams, resourcesExist } from './tagged-resources.ts'

/** What the rules of taking tags away speak of. */
interface Facts extends ResourceFacts {
  readonly all: boolean
  readonly keys: readonly string[]
}

/** "The specified all is true, but the specified TagKey.N is not empty." */
const allOrSome = ({ all, keys }: Facts): void => {
  if (all && keys.length > 0) refuse('Param.Conflict')
}

/** "The parameter - Tags should not be null": without keys, only All says what to take. */
const somethingIsTaken = ({ all, keys }: Facts): void => {
  if (!all && keys.length === 0) refuse('MissingParameter.Tags')
}

/** Takes tags from snapshots; a key that one does not have is no error. */
export const untagResources = defineAction({
  name: 'UntagResources',
  params: {
    ...resourceParams,
    All: withDefault(boolean(), false),
    ResourceId: texts({ max: 50, tooMany: 'NumberExceed.ResourceIds', missing: 'MissingParameter.ResourceIds' }),
    TagKey: tagKeys(),
  },
  find: (context, params): Facts => ({ ...findResources(context, params), all: params.All, keys: params.TagKey }),
  rules: [allOrSome, somethingIsTaken, regionExists, resourcesExist],
  handle({ state }, { All, TagKey }, { snapshots }) {
    for (const snapshot of snapshots) state.tags.remove(snapshot as Snapshot, All ? undefined : TagKey)
    return {}
  },
})
