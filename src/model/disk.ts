/** The states of a disk, in the wire's spelling. */
export const diskStatuses = ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'] as const
export type DiskStatus = (typeof diskStatuses)[number]

export const instanceStatuses = ['Running', 'Starting', 'Stopping', 'Stopped'] as const
export type InstanceStatus = (typeof instanceStatuses)[number]

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
  /** The instance that it is attached to; null: none, and then the three below mean nothing. */
  readonly instanceId: string | null
  readonly instanceName: string
  readonly instanceStatus: InstanceStatus
  /** Whether the instance is locked for security. */
  readonly instanceLocked: boolean
  /** Whether it has ever been attached to any instance. */
  readonly everAttached: boolean
  /** Whether it, and the instance that it is attached to, have expired or are in arrears. */
  readonly expired: boolean
}

/** "Local disks do not support snapshots": `ephemeral`, `ephemeral_ssd`, `local_ssd_pro`, `local_hdd_pro`. */
export const isLocalDisk = ({ category }: Pick<Disk, 'category'>): boolean => /^(?:ephemeral|local)/.test(category)
