import { boolean, defaultsOf, integer, oneOf, orNull, type RecordOf, text, withDefault } from './members.ts'

/** The statuses of a disk, spelled as on the wire. */
export const diskStatuses = ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'] as const

export const instanceStatuses = ['Running', 'Starting', 'Stopping', 'Stopped'] as const

export const diskTypes = ['system', 'data'] as const

/** A disk from which snapshots can be created. */
export const diskMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  name: withDefault(text(), ''),
  type: withDefault(oneOf(...diskTypes), 'data'),
  /** In GiB. */
  size: withDefault(integer(), 40),
  /** The disk category on the wire, such as `cloud_essd`. */
  category: withDefault(text(), 'cloud_essd'),
  status: oneOf(...diskStatuses),
  /** The attached instance; null: none. The three members below then have no meaning. */
  instanceId: orNull(text()),
  instanceName: withDefault(text(), ''),
  instanceStatus: withDefault(oneOf(...instanceStatuses), 'Stopped'),
  /** Whether the instance is locked for security. */
  instanceLocked: withDefault(boolean(), false),
  /** Whether the disk was ever attached to an instance. */
  everAttached: withDefault(boolean(), true),
  /** Whether the disk and its instance have expired or are in arrears. */
  expired: withDefault(boolean(), false),
}

export type Disk = RecordOf<typeof diskMembers>

/** Default values of a disk's members. */
export const diskDefaults = defaultsOf(diskMembers)

/** "Local disks do not support snapshots": `ephemeral`, `ephemeral_ssd`, `local_ssd_pro`, `local_hdd_pro`. */
export const isLocalDisk = ({ category }: Pick<Disk, 'category'>): boolean => /^(?:ephemeral|local)/.test(category)
