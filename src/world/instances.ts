import { type Instance, instanceDefaults, instanceStatuses, stoppedModes } from '../model/instance.ts'
import { boolean, id, object, oneOf, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { addEach, placedFields, placedForm, toPlaced } from './placed.ts'

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
    /** Instance type; default `ecs.g6.large`. */
    type: id,
    /** Id of the image that it was made from; default: empty. */
    imageId: text(),
    /** Whether it is paid for in advance; default false. */
    prepaid: boolean,
    /** Whether it goes on being charged while it is stopped; default `KeepCharging`. */
    stoppedMode: oneOf(...stoppedModes),
    /** Whether it takes ESSDs, `cloud_essd` and `cloud_auto`; default true. */
    takesEssds: boolean,
    /** Whether it can be started; default true. */
    ready: boolean,
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
export const toInstance = (store: Store, world: WorldInstance, start: number, place: string): Instance => {
  const { account: _, region: __, zone: ___, createdAt: ____, changesAt: _____, ...given } = world
  return { ...instanceDefaults, ...given, ...toPlaced(store, world, start, place) }
}

/** @throws {ShapeError} for the first instance that cannot be added */
export const addInstances = (store: Store, instances: readonly WorldInstance[], start: number): void =>
  addEach(store, 'instances', store.instances, instances, (world, place) => toInstance(store, world, start, place))

/** Converts an instance to its world form. */
export const instanceForm = (instance: Instance): WorldInstance => ({
  id: instance.id,
  ...placedForm(instance),
  status: instance.status,
  type: instance.type,
  imageId: instance.imageId,
  prepaid: instance.prepaid,
  stoppedMode: instance.stoppedMode,
  takesEssds: instance.takesEssds,
  ready: instance.ready,
  locked: instance.locked,
  expired: instance.expired,
})
