import { type Disk, diskDefaults, diskStatuses, diskTypes, instanceStatuses } from '../model/disk.ts'
import { boolean, ConflictError, id, number, object, oneOf, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { checkOwner } from './references.ts'

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
    /** Name; default: empty. */
    name: text(),
    /** Kind; default `data`. */
    type: oneOf(...diskTypes),
    /** Size in GiB; default 40. */
    size: number(1, 1_000_000),
    /** Category; default `cloud_essd`. `ephemeral…` and `local…` are local disks. */
    category: id,
    /** Status; default `In_use` with an instance, else `Available`. */
    status: oneOf(...diskStatuses),
    /** Id of the attached instance; default: none. */
    instanceId: id,
    /** Name of the instance; default: empty. */
    instanceName: text(),
    /** Status of the instance; default `Stopped`. */
    instanceStatus: oneOf(...instanceStatuses),
    /** Whether the instance is locked for security; default false. */
    instanceLocked: boolean,
    /** Whether it was ever attached to an instance; default true. */
    everAttached: boolean,
    /** Whether it has expired; default false. */
    expired: boolean,
  },
)

/** A disk. */
export interface WorldDisk extends Shaped<typeof diskShape> {}

/** Converts a disk from its world form. By default, a disk with an instance is in use and its instance is stopped. */
const toDisk = ({ account, region, ...disk }: WorldDisk): Disk => ({
  ...diskDefaults,
  status: disk.instanceId === undefined ? 'Available' : 'In_use',
  ...disk,
  accountId: account,
  regionId: region,
})

/** @throws {ShapeError} for the first disk that cannot be added */
export const addDisks = (store: Store, disks: readonly WorldDisk[]): void => {
  for (const [i, disk] of disks.entries()) {
    const place = `disks[${i}]`
    checkOwner(store, disk, place)
    if (store.disks.find(disk.account, disk.id)) {
      throw new ConflictError(`${place}.id`, `new; ${disk.id} already exists for account ${disk.account}`)
    }
    store.disks.add(toDisk(disk))
  }
}

/** Converts a disk to its world form. */
export const diskForm = (disk: Disk): WorldDisk => ({
  id: disk.id,
  name: disk.name,
  type: disk.type,
  size: disk.size,
  category: disk.category,
  status: disk.status,
  everAttached: disk.everAttached,
  expired: disk.expired,
  account: disk.accountId,
  region: disk.regionId,
  ...(disk.instanceId !== null && {
    instanceId: disk.instanceId,
    instanceName: disk.instanceName,
    instanceStatus: disk.instanceStatus,
    instanceLocked: disk.instanceLocked,
  }),
})
