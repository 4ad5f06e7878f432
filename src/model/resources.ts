import type { Disk } from './disk.ts'
import type { Image } from './image.ts'
import type { Instance } from './instance.ts'

/** Resources of one kind, each with a unique id in its account. */
export interface Resources<T> {
  find(accountId: string, id: string): T | undefined
  /** Returns the resources of a region, newest first. */
  inRegion(accountId: string, regionId: string): readonly T[]
  /** Adds a resource, or replaces the resource with the same account and id. */
  put(resource: T): void
  remove(accountId: string, id: string): void
}

export interface Disks extends Resources<Disk> {
  /** Returns the disks attached to an instance at a time, in epoch milliseconds. */
  ofInstance(accountId: string, instanceId: string, now: number): readonly Disk[]
  /** Returns the number of an account's disks, and their size in GiB. */
  totals(accountId: string): { readonly count: number; readonly size: number }
}

/** The kinds of resources that transitions name and tag calls take. */
export const resourceKinds = ['snapshot', 'image', 'disk', 'instance'] as const
export type ResourceKind = (typeof resourceKinds)[number]

export type Images = Resources<Image>
export type Instances = Resources<Instance>
