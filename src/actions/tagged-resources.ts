import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { texts } from '../wire/list-params.ts'
import { oneOf, required, text } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import type { Rule } from './action.ts'
import type { ActionContext } from './context.ts'
import { regionExists } from './shared-rules.ts'

/** The common parameters of the three tag actions. "ResourceType: snapshot" is the only emulated type. */
export const resourceParams = {
  RegionId: required(text(), '2024', 'MissingParameter.RegionId'),
  ResourceType: required(
    oneOf(['snapshot'], 'InvalidResourceType.NotFound'),
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
  readonly snapshots: readonly (Snapshot | undefined)[]
}

/** Looks up the region and the named resources. */
export const findResources = (
  { account, state, now }: ActionContext,
  params: { readonly RegionId: string; readonly ResourceId: readonly string[] },
): ResourceFacts => ({
  region: state.regions.find(params.RegionId),
  snapshots: params.ResourceId.map(id => state.snapshots.find(account.id, params.RegionId, id, now)),
})

/** Rules for the region and the resources. */
export const resourceRules: readonly Rule<ResourceFacts>[] = [
  { ...regionExists, evidence: '2024', refusal: 'InvalidRegionId.NotFound' },
  {
    says: 'Every resource exists in RegionId and is the caller’s.',
    evidence: '2024',
    refusal: 'InvalidResourceId.NotFound',
    holds: ({ snapshots }) => !snapshots.includes(undefined),
  },
]
