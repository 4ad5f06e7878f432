import type { State } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { optional, type Parameter, text } from '../wire/params.ts'
import type { Rule } from './action.ts'
import { regionExists } from './shared-rules.ts'

const evidence = 'assumed: decision “Regions of disks and instances”'

/** RegionId of an action that does not need it. Clients send it all the same. */
export const sentRegion: Parameter<string | undefined> = optional(text(), evidence)

/** The same, for actions that have an error for a text that cannot be a region. */
export const wellFormedRegion: Parameter<string | undefined> = optional(
  text({ matches: region => /^[a-z0-9-]+$/.test(region), refusal: 'InvalidRegionId.MalFormed' }),
  evidence,
)

/** The region of a call; `none` when it names none. */
export type SentRegion = Region | 'none' | undefined

/** Looks up the region of a call. */
export const findSentRegion = ({ regions }: Pick<State, 'regions'>, id: string | undefined): SentRegion =>
  id === undefined ? 'none' : regions.find(id)

/** The region has no other effect. */
export const sentRegionExists: Rule<{ readonly region: SentRegion }> = {
  says: regionExists.says,
  evidence,
  refusal: 'InvalidRegionId.NotFound',
  holds: ({ region }) => region !== undefined,
}
