import { ConflictError, type Shape, ShapeError } from '../model/shape.ts'
import { WorldError } from '../world/world-error.ts'
import { ControlError } from './errors.ts'

/** The refusal that an error means; what is no refusal stays as it is. */
const refusalOf = (error: unknown, within: string): unknown => {
  if (error instanceof WorldError) return new ControlError(409, `${error.reason}.`)
  if (!(error instanceof ShapeError)) return error
  const text = error.message.startsWith(within) ? error.message.slice(within.length) : error.message
  return new ControlError(error instanceof ConflictError ? 409 : 400, `${text}.`)
}

/**
 * Does something that may be refused.
 *
 * @param within the place in a world that the input was put at, such as `snapshots[0].`: whoever gave it knows no world
 * @throws {ControlError} instead of what the room below throws
 */
export const refusing = <T>(work: () => T, within = ''): T => {
  try {
    return work()
  } catch (error) {
    throw refusalOf(error, within)
  }
}

/** @throws {ControlError} 400 when a value has not the shape */
export const checked = <T>(shape: Shape<T>, value: unknown): T => refusing(() => shape.check(value, ''))

/** @throws {ControlError} 404 */
export const notFound = (what: string, id: string): never => {
  throw new ControlError(404, `There is no ${what} ${id}.`)
}
