import { progressAt } from '../model/completion.ts'
import { type Disk, instanceIdAt } from '../model/disk.ts'
import { type Image, imageStatusAt } from '../model/image.ts'
import type { Instance } from '../model/instance.ts'
import { ShapeError } from '../model/shape.ts'
import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { currentStatus } from '../model/status.ts'
import type { Store } from '../model/store.ts'
import { diskForm, toDisk, type WorldDisk } from '../world/disks.ts'
import { imageForm, toImage, type WorldImage } from '../world/images.ts'
import { instanceForm, toInstance, type WorldInstance } from '../world/instances.ts'
import { snapshotForm, toSnapshot, type WorldSnapshot } from '../world/snapshots.ts'

/** How the control calls handle the resources `R` of one kind, whose world form is `W`. */
export interface ResourceKind<R, W> {
  /** Prefix of their ids. */
  readonly prefix: string
  find(account: string, id: string, now: number): R | undefined
  /** Returns the resources of one account or of all, in order of creation. */
  list(account: string | undefined, now: number): readonly R[]
  formOf(resource: R): W
  /** Returns what differs from the form at a time. */
  currentOf(resource: R, now: number): Partial<W>
  /** Converts a resource from its world form. @throws {ShapeError} when that is wrong */
  from(world: W, now: number, place: string): R
  put(resource: R): void
  remove(resource: { readonly accountId: string; readonly id: string }, now: number): void
  /** Returns the fields that a change leaves to their defaults. */
  dropped(change: object): readonly string[]
}

/** Returns the form of a resource with its current status. Cloned, since the caller may change it. */
export const formAt = <R, W>(kind: ResourceKind<R, W>, resource: R, now: number): W =>
  structuredClone({ ...kind.formOf(resource), ...kind.currentOf(resource, now) })

const withStatus =
  (...fields: readonly string[]) =>
  (change: object) =>
    'status' in change ? fields : []

const snapshotKind = (store: Store): ResourceKind<Snapshot, WorldSnapshot> => ({
  prefix: 's-',
  find: (account, id, now) => store.snapshots.find(account, undefined, id, now),
  list: (account, now) => store.snapshots.list(account, now),
  formOf: snapshotForm,
  currentOf: (snapshot, now) => ({ status: statusAt(snapshot, now), progress: progressAt(snapshot, now) }),
  from: (world, now, place) => toSnapshot(store, world, now, place),
  put: snapshot => store.snapshots.replace(snapshot),
  remove: snapshot => store.snapshots.remove(snapshot),
  dropped: withStatus('progress', 'readyAt', 'polls'),
})

/** Lists the resources of one account or of all. */
const ofAccount = <R extends { readonly accountId: string }>(all: readonly R[], account: string | undefined) =>
  account === undefined ? all : all.filter(({ accountId }) => accountId === account)

const diskKind = (store: Store): ResourceKind<Disk, WorldDisk> => ({
  prefix: 'd-',
  find: (account, id) => store.disks.find(account, id),
  list: account => ofAccount(store.disks.list(), account),
  formOf: diskForm,
  currentOf: (disk, now) => ({ status: currentStatus(disk, now) as Disk['status'] }),
  from: (world, now, place) => toDisk(store, world, now, place),
  put: disk => store.disks.put(disk),
  remove: ({ accountId, id }) => store.disks.remove(accountId, id),
  dropped: change => [
    ...withStatus('interimStatus', 'changesAt')(change),
    ...('instanceId' in change ? ['status', 'interimStatus', 'changesAt', 'device', 'attachedAt'] : []),
  ],
})

const imageKind = (store: Store): ResourceKind<Image, WorldImage> => ({
  prefix: 'm-',
  find: (account, id) => store.images.find(account, id),
  list: account => ofAccount(store.images.list(), account),
  formOf: imageForm,
  currentOf: (image, now) => ({
    status: imageStatusAt(image, now) as NonNullable<WorldImage['status']>,
    progress: progressAt(image, now),
  }),
  from: (world, now, place) => toImage(store, world, now, place),
  put: image => store.images.put(image),
  remove: ({ accountId, id }) => store.images.remove(accountId, id),
  dropped: withStatus('progress', 'readyAt', 'polls'),
})

/** Detaches the disks of an instance, or removes those that are released with it. */
const release = ({ disks }: Store, { accountId, id }: Pick<Instance, 'accountId' | 'id'>, now: number): void => {
  for (const disk of disks.list()) {
    if (disk.accountId !== accountId || disk.instanceId !== id) continue
    const isAttached = instanceIdAt(disk, now) === id
    if (isAttached && disk.deleteWithInstance) disks.remove(accountId, disk.id)
    else {
      const detachedAt = isAttached ? now : disk.detachedAt
      disks.put({ ...disk, status: 'Available', interimStatus: '', changesAt: null, instanceId: null, detachedAt })
    }
  }
}

const instanceKind = (store: Store): ResourceKind<Instance, WorldInstance> => ({
  prefix: 'i-',
  find: (account, id) => store.instances.find(account, id),
  list: account => ofAccount(store.instances.list(), account),
  formOf: instanceForm,
  currentOf: (instance, now) => ({ status: currentStatus(instance, now) as Instance['status'] }),
  from: (world, now, place) => {
    const instance = toInstance(store, world, now, place)
    const [disk] = store.disks.ofInstance(instance.accountId, instance.id, now)
    if (disk === undefined || disk.zoneId === instance.zoneId) return instance
    throw new ShapeError(`${place}.zone`, `${disk.zoneId}, the zone of its disks`)
  },
  put: instance => store.instances.put(instance),
  remove: (instance, now) => {
    release(store, instance, now)
    store.instances.remove(instance.accountId, instance.id)
  },
  dropped: withStatus('interimStatus', 'changesAt'),
})

/** The kinds of resources, by the name of their list in a world. */
export const resourceKindsOf = (store: Store) => ({
  snapshots: snapshotKind(store),
  disks: diskKind(store),
  images: imageKind(store),
  instances: instanceKind(store),
})
