import { type Instance, instanceDefaults, instanceStatuses } from '../model/instance.ts'
import { boolean, ConflictError, id, object, oneOf, type Shaped } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { placedFields, placedForm, toPlaced } from './placed.ts'

export const instanceShape = object(
  {
    /** Id of the instance, such as `i-web`. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region. */
    region: id,
  },
  {
    ...placedFields,
    /** Status; default `Stopped`. */
    status: oneOf(...instanceStatuses),
    /** Whether it is locked for security; default false. */
    locked: boolean,
    /** Whether it has expired; default false. */
    expired: boolean,
  },
)

/** An instance. */
export interface WorldInstance extends Shaped<typeof instanceShape> {}

/**
 * Converts an instance from its world form.
 *
 * @throws {ShapeError} for an unknown owner or an invalid time
 */
const toInstance = (store: Store, world: WorldInstance, start: number, place: string): Instance => {
  const { id, status, locked, expired } = world
  return {
    ...instanceDefaults,
    id,
    ...(status !== undefined && { status }),
    ...(locked !== undefined && { locked }),
    ...(expired !== undefined && { expired }),
    ...toPlaced(store, world, start, place),
  }
}

/** @throws {ShapeError} for the first instance that cannot be added */
export const addInstances = (store: Store, instances: readonly WorldInstance[], start: number): void => {
  for (const [i, world] of instances.entries()) {
    const place = `instances[${i}]`
    const instance = toInstance(store, world, start, place)
    if (store.instances.find(instance.accountId, instance.id)) {
      throw new ConflictError(`${place}.id`, `new; ${instance.id} already exists for account ${instance.accountId}`)
    }
    store.instances.add(instance)
  }
}

/** Converts an instance to its world form. */
export const instanceForm = (instance: Instance): WorldInstance => ({
  id: instance.id,
  ...placedForm(instance),
  status: instance.status,
  locked: instance.locked,
  expired: instance.expired,
})
