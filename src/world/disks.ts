import { type Disk, diskDefaults, diskStatuses, diskTypes, nextDevice, performanceLevels } from '../model/disk.ts'
import { boolean, id, number, object, oneOf, type Shaped, ShapeError, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { time, timeAt, timeOf } from './fields.ts'
import { addEach, placedFields, placedForm, toPlaced } from './placed.ts'

export const diskShape = object(
  {
    /** Id of the disk. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region. */
    region: id,
  },
  {
    ...placedFields,
    /** Description; default: empty. */
    description: text(),
    /** Kind; default `data`. */
    type: oneOf(...diskTypes),
    /** Size in GiB; default 40. */
    size: number(1, 1_000_000),
    /** Category; default `cloud_essd`. `ephemeral…` and `local…` are local disks. */
    category: id,
    /** `PL0` to `PL3` of a `cloud_essd`; default `PL1`. */
    performanceLevel: oneOf(...performanceLevels),
    /** Operations a second of a `cloud_auto` beyond its basic performance; default 0. */
    provisionedIops: number(0, 50_000),
    /** Whether a `cloud_auto` may exceed its performance for a while; default false. */
    burstingEnabled: boolean,
    /** Whether it is encrypted; default false. */
    encrypted: boolean,
    /** Id of its KMS key; default: empty. */
    kmsKeyId: text(),
    /** Snapshot that it was made from; default: none. */
    sourceSnapshotId: id,
    /** Status; default `In_use` with an instance, else `Available`. */
    status: oneOf(...diskStatuses),
    /** Id of the instance that it is attached to; default: none. */
    instanceId: id,
    /** Device at the instance; default: `/dev/xvda` of a system disk, else the next free one. */
    device: text('a device such as /dev/xvdb', /^\/dev\/[a-z]{3,4}$/),
    /** When it was last attached; default: when it was created, of a disk with an instance. */
    attachedAt: time,
    /** When it was last detached; default: never. */
    detachedAt: time,
    /** Whether it is released with its instance; default: true for a system disk. */
    deleteWithInstance: boolean,
    /** Whether its automatic snapshots are released with it; default true. */
    deleteAutoSnapshot: boolean,
    /** Whether the automatic snapshot policy applies; default true. */
    enableAutoSnapshot: boolean,
    /** Whether it can be detached and released on its own; default true. */
    portable: boolean,
    /** Whether it is protected from deletion; default false. */
    deleteProtection: boolean,
    /** Id of its resource group; default: empty. */
    resourceGroupId: text(),
    /** Whether it was ever attached to an instance; default true. */
    everAttached: boolean,
    /** Whether it has expired; default false. */
    expired: boolean,
  },
)

/** A disk. */
export interface WorldDisk extends Shaped<typeof diskShape> {}

/** Returns the instance of a disk. @throws {ShapeError} when its account has no such instance in its region and zone */
const instanceOf = (store: Store, { account, region, zone, instanceId }: WorldDisk, place: string) => {
  if (instanceId === undefined) return undefined
  const instance = store.instances.find(account, instanceId)
  if (instance === undefined || instance.regionId !== region) {
    throw new ShapeError(`${place}.instanceId`, `the id of an instance of account ${account} in ${region}`)
  }
  if (zone !== undefined && zone !== instance.zoneId) {
    throw new ShapeError(`${place}.zone`, `${instance.zoneId}, the zone of its instance`)
  }
  return instance
}

/**
 * Converts a disk from its world form.
 *
 * @throws {ShapeError} for an unknown owner or instance, an occupied device or an invalid time
 */
export const toDisk = (store: Store, world: WorldDisk, start: number, place: string): Disk => {
  const instance = instanceOf(store, world, place)
  const { account: _, region: __, zone: ___, createdAt, changesAt, attachedAt, detachedAt, ...given } = world
  const common = toPlaced(store, instance === undefined ? world : { ...world, zone: instance.zoneId }, start, place)
  const at = (name: string, time: string | undefined): number | null =>
    time === undefined ? null : timeAt(time, start, `${place}.${name}`)
  const isSystem = given.type === 'system'
  const attached = instance === undefined ? [] : store.disks.ofInstance(instance.accountId, instance.id, start)
  const device = given.device ?? (instance === undefined ? '' : isSystem ? '/dev/xvda' : nextDevice(attached))
  return {
    ...diskDefaults,
    performanceLevel: (given.category ?? 'cloud_essd') === 'cloud_essd' ? 'PL1' : '',
    deleteWithInstance: isSystem,
    status: instance === undefined ? 'Available' : 'In_use',
    ...given,
    ...common,
    instanceId: instance?.id ?? null,
    device,
    attachedAt: at('attachedAt', attachedAt) ?? (instance === undefined ? null : common.createdAt),
    detachedAt: at('detachedAt', detachedAt),
  }
}

/** @throws {ShapeError} for the first disk that cannot be added */
export const addDisks = (store: Store, disks: readonly WorldDisk[], start: number): void =>
  addEach(store, 'disks', store.disks, disks, (world, place) => toDisk(store, world, start, place))

/** Converts a disk to its world form. */
export const diskForm = (disk: Disk): WorldDisk => ({
  id: disk.id,
  ...placedForm(disk),
  description: disk.description,
  type: disk.type,
  size: disk.size,
  category: disk.category,
  ...(disk.performanceLevel !== '' && { performanceLevel: disk.performanceLevel }),
  provisionedIops: disk.provisionedIops,
  burstingEnabled: disk.burstingEnabled,
  encrypted: disk.encrypted,
  kmsKeyId: disk.kmsKeyId,
  ...(disk.sourceSnapshotId !== '' && { sourceSnapshotId: disk.sourceSnapshotId }),
  status: disk.status,
  ...(disk.instanceId !== null && { instanceId: disk.instanceId, device: disk.device }),
  ...(disk.attachedAt !== null && { attachedAt: timeOf(disk.attachedAt) }),
  ...(disk.detachedAt !== null && { detachedAt: timeOf(disk.detachedAt) }),
  deleteWithInstance: disk.deleteWithInstance,
  deleteAutoSnapshot: disk.deleteAutoSnapshot,
  enableAutoSnapshot: disk.enableAutoSnapshot,
  portable: disk.portable,
  deleteProtection: disk.deleteProtection,
  resourceGroupId: disk.resourceGroupId,
  everAttached: disk.everAttached,
  expired: disk.expired,
})
