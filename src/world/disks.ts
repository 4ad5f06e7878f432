import { type Disk, diskDefaults, diskStatuses, diskTypes, instanceStatuses } from '../model/disk.ts'
import { boolean, ConflictError, number, object, oneOf, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { checkOwner, id } from './terms.ts'

export const diskShape = object(
  { id, account: id, region: id },
  {
    name: text(),
    type: oneOf(...diskTypes),
    size: number(1, 1_000_000),
    category: id,
    status: oneOf(...diskStatuses),
    instanceId: id,
    instanceName: text(),
    instanceStatus: oneOf(...instanceStatuses),
    instanceLocked: boolean,
    everAttached: boolean,
    expired: boolean,
  },
)

type WorldDisk = Shaped<typeof diskShape>

/** A world's disk with everything that it leaves out; one with an instance is in use and its instance stopped. */
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
      throw new ConflictError(`${place}.id`, `new; ${disk.id} is there already for account ${disk.account}`)
    }
    store.disks.add(toDisk(disk))
  }
}

/** A disk as a world describes it. */
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
