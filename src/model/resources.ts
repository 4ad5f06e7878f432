import type { Disk } from './disk.ts'

/** Resources of one kind, each with a unique id in its account. */
export interface Resources<T> {
  find(accountId: string, id: string): T | undefined
  /** Returns the resources of a region, newest first. */
  inRegion(accountId: string, regionId: string): readonly T[]
  remove(accountId: string, id: string): void
}

export interface Disks extends Resources<Disk> {
  /** Returns the disks attached to an instance. */
  ofInstance(accountId: string, instanceId: string): readonly Disk[]
}
