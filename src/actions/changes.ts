import { becoming } from '../model/status.ts'
import { changeSecondsOf } from '../model/transition.ts'
import type { ActionContext } from './context.ts'

/** A disk or an instance. */
interface Resource {
  readonly accountId: string
  readonly regionId: string
  readonly id: string
}

/** Returns the members of a disk or an instance that changes its status: at once, or after the seconds of a setting or a world. */
export const changing = <S extends string>(
  { state, settings, now }: ActionContext,
  kind: 'disk' | 'instance',
  { accountId, regionId, id }: Resource,
  [interimStatus, status]: readonly [string, S],
) => {
  const transitions = state.transitions.matching({ accountId, from: regionId, to: regionId, resource: { kind, id } })
  return becoming(interimStatus, status, now, changeSecondsOf(transitions, settings.changeSeconds))
}
