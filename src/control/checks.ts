import { ConflictError, type Shape, ShapeError } from '../model/shape.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'

/** Converts errors of shapes to a ControlError. Other errors are returned unchanged. */
const refusalOf = (error: unknown, within: string): unknown => {
  if (!(error instanceof ShapeError)) return error
  const text = error.message.startsWith(within) ? error.message.slice(within.length) : error.message
  return new ControlError(error instanceof ConflictError ? 409 : 400, `${text}.`)
}

/**
 * Runs work that may be refused, and converts its errors.
 *
 * @param within prefix to strip from messages, such as `snapshots[0].`: the caller gave no world, only a part of one
 * @throws {ControlError} in place of errors of shapes
 */
export const refusing = <T>(work: () => T, within = ''): T => {
  try {
    return work()
  } catch (error) {
    throw refusalOf(error, within)
  }
}

/** @throws {ControlError} 400 when the value does not match the shape */
export const checked = <T>(shape: Shape<T>, value: unknown): T => refusing(() => shape.check(value, ''))

/** @throws {ControlError} 409 when there are too many faults or stubs, or they are too large together */
export const checkRoom = (
  what: 'faults' | 'stubs',
  all: readonly object[],
  { maxFaults, maxFaultBytes }: ControlDependencies['limits'],
): void => {
  if (all.length > maxFaults) throw new ControlError(409, `There are ${maxFaults} ${what} already (maxFaults).`)
  const size = Buffer.byteLength(JSON.stringify(all))
  if (size <= maxFaultBytes) return
  throw new ControlError(409, `The ${what} would take ${size} bytes; at most ${maxFaultBytes} fit (maxFaultBytes).`)
}

/** @throws {ControlError} 404 */
export const notFound = (what: string, id: string): never => {
  throw new ControlError(404, `There is no ${what} ${id}.`)
}
