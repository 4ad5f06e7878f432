import { boolean, defaultsOf, integer, json, oneOf, orNull, type RecordOf, text, withDefault } from './members.ts'
import { currentStatus, statusMembers } from './status.ts'
import type { Tag } from './tag.ts'

/** The statuses of a disk, spelled as on the wire. */
export const diskStatuses = ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'] as const

export const diskTypes = ['system', 'data'] as const

export const performanceLevels = ['PL0', 'PL1', 'PL2', 'PL3'] as const

/** A disk. */
export const diskMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  zoneId: text(),
  name: withDefault(text(), ''),
  description: withDefault(text(), ''),
  createdAt: integer(),
  type: withDefault(oneOf(...diskTypes), 'data'),
  /** In GiB. */
  size: withDefault(integer(), 40),
  /** The disk category on the wire, such as `cloud_essd`. */
  category: withDefault(text(), 'cloud_essd'),
  /** `PL0` to `PL3` for `cloud_essd`; empty for other categories. */
  performanceLevel: withDefault(oneOf('', ...performanceLevels), ''),
  /** Of `cloud_auto`: operations a second beyond the basic performance, and whether it may exceed them for a while. */
  provisionedIops: withDefault(integer(), 0),
  burstingEnabled: withDefault(boolean(), false),
  encrypted: withDefault(boolean(), false),
  kmsKeyId: withDefault(text(), ''),
  /** The snapshot that the disk was made from; empty: none. */
  sourceSnapshotId: withDefault(text(), ''),
  status: oneOf(...diskStatuses),
  ...statusMembers,
  /** The attached instance; null: none. While the disk is detached it still is that instance: see `instanceIdAt`. */
  instanceId: orNull(text()),
  /** The device at the instance, such as `/dev/xvdb`; empty: none. */
  device: withDefault(text(), ''),
  /** When it was last attached and detached, in epoch milliseconds; null: never. */
  attachedAt: orNull(integer()),
  detachedAt: orNull(integer()),
  /** Whether it is released with its instance, and whether its automatic snapshots are released with it. */
  deleteWithInstance: withDefault(boolean(), false),
  deleteAutoSnapshot: withDefault(boolean(), true),
  /** Whether the automatic snapshot policy applies. */
  enableAutoSnapshot: withDefault(boolean(), true),
  /** Whether the disk was ever attached to an instance. */
  everAttached: withDefault(boolean(), true),
  /** Whether the disk has expired or is in arrears. */
  expired: withDefault(boolean(), false),
  /** Whether the disk can be detached and released on its own. */
  portable: withDefault(boolean(), true),
  /** Whether the disk is protected from deletion. */
  deleteProtection: withDefault(boolean(), false),
  resourceGroupId: withDefault(text(), ''),
  tags: withDefault(json<readonly Tag[]>(), []),
}

export type Disk = RecordOf<typeof diskMembers>

/** Default values of a disk's members. */
export const diskDefaults = defaultsOf(diskMembers)

/** "Local disks do not support snapshots": `ephemeral`, `ephemeral_ssd`, `local_ssd_pro`, `local_hdd_pro`. */
export const isLocalDisk = ({ category }: Pick<Disk, 'category'>): boolean => /^(?:ephemeral|local)/.test(category)

/** Returns the instance that a disk is attached to at a time; null: none. A disk that is available is attached to none. */
export const instanceIdAt = (disk: Disk, now: number): string | null =>
  currentStatus(disk, now) === 'Available' ? null : disk.instanceId

/** Whether disks of a category are ESSDs: `cloud_essd`, `cloud_auto` and the like. */
export const isEssd = (category: string): boolean => /^cloud_(?:essd|auto)/.test(category)

const deviceLetters = 'bcdefghijklmnopqrstuvwxyz'

/** Returns the first free device of an instance, `/dev/xvdb` to `/dev/xvdz`. */
export const nextDevice = (attached: readonly Pick<Disk, 'device'>[]): string => {
  const taken = new Set(attached.map(({ device }) => device))
  return [...deviceLetters].map(letter => `/dev/xvd${letter}`).find(device => !taken.has(device)) ?? '/dev/xvdz'
}
