import type { Region } from '../model/region.ts'
import { type ResourceKind, resourceKinds } from '../model/resources.ts'
import type { Tag } from '../model/tag.ts'
import { texts } from '../wire/list-params.ts'
import { oneOf, required, text } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import type { Rule } from './action.ts'
import type { ActionContext } from './context.ts'
import { regionExists } from './shared-rules.ts'

/** The common parameters of the three tag actions. */
export const resourceParams = {
  RegionId: required(text(), '2024', 'MissingParameter.RegionId'),
  ResourceType: required(
    oneOf(resourceKinds, 'InvalidResourceType.NotFound'),
    '2024: its other words are decision “Tags of resources”',
    'MissingParameter.ResourceType',
  ),
}

/** `ResourceId.N`: the resources of a call. */
export const resourceIds = texts(50, 'NumberExceed.ResourceIds')

export const resourceTags = newTags({ tooMany: 'NumberExceed.Tags', mismatch: 'InvalidTag.Mismatch' })

/** Facts for the rules of the tag actions. */
export interface ResourceFacts {
  readonly region: Region | undefined
  /** The tags of each named resource; undefined: it does not exist. */
  readonly tagsOfEach: readonly (readonly Tag[] | undefined)[]
}

/** Looks up the region and the tags of the named resources. */
export const findResources = (
  { account, state, now }: ActionContext,
  params: { readonly RegionId: string; readonly ResourceType: ResourceKind; readonly ResourceId: readonly string[] },
): ResourceFacts => ({
  region: state.regions.find(params.RegionId),
  tagsOfEach: params.ResourceId.map(id => state.tags[params.ResourceType].of(account.id, params.RegionId, id, now)),
})

/** Rules for the region and the resources. */
export const resourceRules: readonly Rule<ResourceFacts>[] = [
  { ...regionExists, evidence: '2024', refusal: 'InvalidRegionId.NotFound' },
  {
    says: 'Every resource exists in RegionId and is the caller’s.',
    evidence: '2024',
    refusal: 'InvalidResourceId.NotFound',
    holds: ({ tagsOfEach }) => !tagsOfEach.includes(undefined),
  },
]
