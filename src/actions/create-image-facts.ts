import type { Account } from '../model/account.ts'
import type { Disk } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'

/** A disk of the new image and its snapshot, which may not exist. */
export interface PlannedDisk {
  readonly device: string
  /** In GiB; undefined: that of the snapshot. */
  readonly size: number | undefined
  /** Undefined: an empty disk. */
  readonly snapshotId: string | undefined
  readonly snapshot: Snapshot | undefined
}

/** A disk of the instance, and what is known of its snapshots. */
interface InstanceDisk {
  readonly disk: Disk
  readonly unfinished: boolean
  readonly manual: number
}

/** Facts for the rules of a new image. */
export interface NewImageFacts {
  readonly account: Account
  readonly region: Region | undefined
  /** What the image is made of; undefined when nothing is named. */
  readonly source: 'instance' | 'mapping' | 'snapshot' | undefined
  readonly instance: Instance | undefined
  /** The disks of the instance. */
  readonly disks: readonly InstanceDisk[]
  readonly planned: readonly PlannedDisk[]
  readonly isNameTaken: boolean
  /** The images of the region, and the snapshots of the account. */
  readonly images: number
  readonly snapshots: number
  readonly dryRun: boolean
  readonly now: number
}
