import { boolean, defaultsOf, integer, oneOf, orNull, type RecordOf, text, withDefault } from './members.ts'

/** The states of a disk, in the wire's spelling. */
export const diskStatuses = ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'] as const

export const instanceStatuses = ['Running', 'Starting', 'Stopping', 'Stopped'] as const

export const diskTypes = ['system', 'data'] as const

/** A disk that snapshots are made of. */
export const diskMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  name: withDefault(text(), ''),
  type: withDefault(oneOf(...diskTypes), 'data'),
  /** In GiB. */
  size: withDefault(integer(), 40),
  /** The wire's disk category, such as `cloud_essd`. */
  category: withDefault(text(), 'cloud_essd'),
  status: oneOf(...diskStatuses),
  /** The instance that it is attached to; null: none, and then the three below mean nothing. */
  instanceId: orNull(text()),
  instanceName: withDefault(text(), ''),
  instanceStatus: withDefault(oneOf(...instanceStatuses), 'Stopped'),
  /** Whether the instance is locked for security. */
  instanceLocked: withDefault(boolean(), false),
  /** Whether it has ever been attached to any instance. */
  everAttached: withDefault(boolean(), true),
  /** Whether it, and the instance that it is attached to, have expired or are in arrears. */
  expired: withDefault(boolean(), false),
}

export type Disk = RecordOf<typeof diskMembers>

/** What a disk is where nothing says otherwise. */
export const diskDefaults = defaultsOf(diskMembers)

/** "Local disks do not support snapshots": `ephemeral`, `ephemeral_ssd`, `local_ssd_pro`, `local_hdd_pro`. */
export const isLocalDisk = ({ category }: Pick<Disk, 'category'>): boolean => /^(?:ephemeral|local)/.test(category)
