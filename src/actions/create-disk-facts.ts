import type { Account } from '../model/account.ts'
import type { Disk } from '../model/disk.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'

/** The parameters that the rules are about. */
interface NewDisk {
  readonly ZoneId: string | undefined
  readonly SnapshotId: string | undefined
  readonly Size: number | undefined
  readonly DiskCategory: string
  readonly PerformanceLevel: Exclude<Disk['performanceLevel'], ''> | undefined
  readonly Encrypted: boolean
  readonly KMSKeyId: string | undefined
  readonly ProvisionedIops: number | undefined
  readonly BurstingEnabled: boolean
}

/** Facts for the rules of a new disk. */
export interface NewDiskFacts {
  readonly params: NewDisk
  readonly account: Account
  readonly region: Region | undefined
  /** The source; undefined without SnapshotId too. */
  readonly snapshot: Snapshot | undefined
  /** In GiB; 0 without a size and a snapshot. */
  readonly size: number
  /** The account's disks: their number, and their size in GiB. */
  readonly disks: { readonly count: number; readonly size: number }
  readonly now: number
}
