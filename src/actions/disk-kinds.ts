import type { Disk } from '../model/disk.ts'
import { isName, nameThat } from './names.ts'

/** The sizes of each category of disks that can be created, in GiB: "Size" of CreateDisk in @alicloud/ecs20140526. */
export const diskSizes = {
  cloud: [5, 2000],
  cloud_efficiency: [20, 32_768],
  cloud_ssd: [20, 32_768],
  cloud_essd: [1, 65_536],
  cloud_auto: [1, 65_536],
  cloud_essd_entry: [10, 32_768],
  cloud_regional_disk_auto: [10, 65_536],
  elastic_ephemeral_disk_standard: [64, 8192],
  elastic_ephemeral_disk_premium: [64, 8192],
} as const

/** The categories that instances alone have, on their machine. */
const localCategories = ['ephemeral', 'ephemeral_ssd', 'local_ssd_pro', 'local_hdd_pro'] as const

/** The categories of disks that calls may name. */
export const diskCategories = [...(Object.keys(diskSizes) as (keyof typeof diskSizes)[]), ...localCategories] as const

/** The smallest ESSD of each performance level, in GiB. */
export const smallestOfLevel = { PL0: 1, PL1: 20, PL2: 461, PL3: 1261 } as const

/** "2 to 128 characters, begins with a letter; `:`, `_`, `.` and `-` are allowed." */
export const diskName = nameThat(isName, 'InvalidDiskName.Malformed')

/** "The disk size must be greater than 3 GiB to enable burst." */
export const canBurst = ({ size }: Pick<Disk, 'size'>): boolean => size > 3
