import type { ActionContext } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { oneOf, required, text } from '../wire/params.ts'

/** What the three tag actions have in common: "ResourceType: snapshot" is the one that is emulated. */
export const resourceParams = {
  RegionId: required(text(), 'MissingParameter.RegionId'),
  ResourceType: required(oneOf(['snapshot'], 'InvalidResourceType.NotFound'), 'MissingParameter.ResourceType'),
}

/** What the rules of the tag actions speak of. */
export interface ResourceFacts {
  readonly region: Region | undefined
  readonly snapshots: readonly (Snapshot | undefined)[]
}

/** Looks up the region and the resources that are named. */
export const findResources = (
  { account, state, now }: ActionContext,
  params: { readonly RegionId: string; readonly ResourceId: readonly string[] },
): ResourceFacts => ({
  region: state.regions.find(params.RegionId),
  snapshots: params.ResourceId.map(id => state.snapshots.find(account.id, params.RegionId, id, now)),
})

/** "The RegionId provided does not exist in our records." */
export const regionExists = ({ region }: ResourceFacts): void => {
  if (region === undefined) refuse('InvalidRegionId.NotFound')
}

/** "The specified ResourceIds are not found in our records." */
export const resourcesExist = ({ snapshots }: ResourceFacts): void => {
  if (snapshots.includes(undefined)) refuse('InvalidResourceId.NotFound')
}
