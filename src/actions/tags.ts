import type { Tag } from '../model/tag.ts'
import { newTags } from '../wire/tag-params.ts'

/** How too many tags of a new resource are refused. */
export const tooManyTags = {
  tooMany: 'QuotaExceed.Tags',
  detail: 'The specified tags are beyond the permitted range.',
} as const

/** The tags of a new disk or image. */
export const tagsOfNew = newTags(tooManyTags)

/** The member of an answer for the tags of a resource. */
export const tagsMember = (tags: readonly Tag[]) => ({
  Tag: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })),
})
