import names from '../../fixtures/ecs-actions.json' with { type: 'json' }
import { nearestTo } from './nearest.ts'
import { type Shape, ShapeError } from './shape.ts'

/** Version of the ECS API. */
export const apiVersion = '2014-05-26'

let known: ReadonlySet<string> | undefined

/** Whether the real service has an action, emulated or not. */
export const isEcsAction = (action: string, version: string): boolean => {
  known ??= new Set(names)
  return version === apiVersion && known.has(action)
}

/** The maximum number of actions that an error names. */
const most = 3

/** The name of an action of the real service, emulated or not. An error names the nearest actions. */
export const ecsAction: Shape<string> = {
  schema: { type: 'string', enum: names },
  check: (value, place) => {
    if (typeof value === 'string' && isEcsAction(value, apiVersion)) return value
    const nearest = nearestTo(String(value), names).slice(0, most)
    throw new ShapeError(place, `an ECS action, such as ${nearest.join(', ')}`)
  },
}
