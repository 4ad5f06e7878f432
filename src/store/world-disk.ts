import type { Disk } from '../model/disk.ts'
import type { WorldDisk } from '../model/world.ts'

/** A world's disk with everything that it leaves out; one with an instance is in use and its instance stopped. */
export const toDisk = (world: WorldDisk): Disk => ({
  accountId: world.account,
  id: world.id,
  regionId: world.region,
  name: world.name ?? '',
  type: world.type ?? 'data',
  size: world.size ?? 40,
  category: world.category ?? 'cloud_essd',
  status: world.status ?? (world.instanceId === undefined ? 'Available' : 'In_use'),
  instanceId: world.instanceId ?? null,
  instanceName: world.instanceName ?? '',
  instanceStatus: world.instanceStatus ?? 'Stopped',
  instanceLocked: world.instanceLocked ?? false,
  everAttached: world.everAttached ?? true,
  expired: world.expired ?? false,
})
