import type { Tag } from './tag.ts'

/** A tag and its resource. */
export interface ResourceTag extends Tag {
  readonly resourceId: string
  /** The place of the tag in the order of the tags of the account's resources of that kind. */
  readonly place: number
}

/** Search conditions for tags: on these resources, on resources that have all of these tags, or both. */
export interface TagFilter {
  readonly resourceIds: readonly string[]
  /** Each with its matching values; none: any value matches. */
  readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[]
}

/** The tags of resources of one kind. Times are epoch milliseconds. */
export interface Tags {
  /** Returns the tags of a resource; undefined when the region has no such resource. */
  of(accountId: string, regionId: string, id: string, now: number): readonly Tag[] | undefined
  /** Adds tags to a resource. A tag replaces the old one with the same key. */
  put(accountId: string, id: string, tags: readonly Tag[]): void
  /** Removes tags from a resource: the tags with these keys, or all. */
  remove(accountId: string, id: string, keys: readonly string[] | undefined): void
  /** Returns the matching tags of a region after a place, in the order in which they were added. */
  list(
    accountId: string,
    regionId: string,
    filter: TagFilter,
    page: { readonly after: number; readonly limit: number },
    now: number,
  ): readonly ResourceTag[]
}
