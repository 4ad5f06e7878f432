/** The states of a disk, in the wire's spelling. */
export const diskStatuses = ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'] as const
export type DiskStatus = (typeof diskStatuses)[number]

export const instanceStatuses = ['Running', 'Starting', 'Stopping', 'Stopped'] as const
export type InstanceStatus = (typeof instanceStatuses)[number]

/** The instance that a disk is attached to. */
export interface Instance {
  readonly id: string
  readonly name: string
  readonly status: InstanceStatus
  /** Whether it is locked for security. */
  readonly locked: boolean
}

/** A disk that snapshots are made of. */
export interface Disk {
  readonly accountId: string
  readonly id: string
  readonly regionId: string
  readonly name: string
  readonly type: 'system' | 'data'
  /** In GiB. */
  readonly size: number
  /** The wire's disk category, such as `cloud_essd`. */
  readonly category: string
  readonly status: DiskStatus
  readonly instance: Instance | undefined
  /** Whether it has ever been attached to any instance. */
  readonly everAttached: boolean
  /** Whether it, and the instance that it is attached to, have expired or are in arrears. */
  readonly expired: boolean
}

/** "Local disks do not support snapshots": `ephemeral`, `ephemeral_ssd`, `local_ssd_pro`, `local_hdd_pro`. */
export const isLocalDisk = ({ category }: Pick<Disk, 'category'>): boolean => /^(?:ephemeral|local)/.test(category)
