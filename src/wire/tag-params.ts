import { type ErrorCode, refuse } from '../errors/index.ts'
import type { WantedTag } from '../model/ports.ts'
import { maxTags, type Tag, tagKey, tagValue } from '../model/tag.ts'
import type { TagFilter } from '../model/tags.ts'
import { type Entry, entriesOf, list, membersOf, textOf } from './list-params.ts'
import type { Kind } from './params.ts'

/** Refuses duplicate keys. */
const uniqueKeys = <T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] =>
  new Set(items.map(keyOf)).size < items.length ? refuse('Duplicate.TagKey') : items

/** The refusals of tags that differ between actions. */
interface TagRule {
  readonly tooMany: ErrorCode
  readonly detail?: string
  /** The error for a value without a key; absent: the error for a malformed key. */
  readonly mismatch?: ErrorCode
  /** Whether the fields may be written `key` and `value`, as old clients do. */
  readonly lowerCase?: true
}

const readTag = ({ fields }: Entry, mismatch: ErrorCode | undefined): Tag => {
  const key = fields.get('Key') ?? fields.get('key') ?? (mismatch ? refuse(mismatch) : '')
  const value = fields.get('Value') ?? fields.get('value') ?? ''
  if (!tagKey.test(key)) refuse('InvalidTagKey.Malformed')
  if (!tagValue.test(value)) refuse('InvalidTagValue.Malformed')
  return { key, value }
}

const fieldNames = ['Key', 'Value']
const withLowerCase = [...fieldNames, 'key', 'value']

/** `Tag.N.Key` and `Tag.N.Value`, N from 1 to 20: tags to add to a resource, or to search for. */
export const newTags = ({ tooMany, detail, mismatch, lowerCase }: TagRule): Kind<readonly Tag[]> =>
  list({
    fields: lowerCase ? withLowerCase : fieldNames,
    max: maxTags,
    tooMany,
    detail,
    read: entries =>
      uniqueKeys(
        entries.map(entry => readTag(entry, mismatch)),
        tag => tag.key,
      ),
  })

/** `TagKey.N`, N from 1 to 20: tag keys. */
export const tagKeys: Kind<readonly string[]> = list({
  max: maxTags,
  tooMany: 'NumberExceed.Tags',
  read: entries => {
    const keys = entries.map(textOf)
    if (keys.some(key => !tagKey.test(key))) refuse('InvalidTagKey.Malformed')
    return uniqueKeys(keys, key => key)
  },
})

/**
 * `Tag.N.Key` and `Tag.N.Value` (or `key` and `value`, as old clients write). A resource must have all of these tags.
 * An empty value counts as absent.
 */
export const tagFilters: Kind<readonly WantedTag[]> = list({
  fields: withLowerCase,
  max: maxTags,
  tooMany: 'InvalidTagCount',
  read: entries =>
    entries.map(({ fields }) => {
      const key = fields.get('Key') || fields.get('key')
      const value = fields.get('Value') || fields.get('value')
      return key ? { key, value: value || undefined } : refuse('InvalidTag.Mismatch')
    }),
})

const maxFilters = 5

/** `TagFilter.N.TagKey` and `TagFilter.N.TagValues.M`, both N and M from 1 to 5. */
export const tagValueFilters: Kind<TagFilter['tags']> = list({
  fields: ['TagKey', 'TagValues.N'],
  max: maxFilters,
  tooMany: 'InvalidTagFilter.Malformed',
  read: entries =>
    entries.map(({ fields }) => {
      const key = fields.get('TagKey') || refuse('InvalidTagFilter.Malformed')
      const values = entriesOf(fields, 'TagValues', membersOf())
      if (values.some(({ number }) => number < 1 || number > maxFilters)) refuse('NumberExceed.TagValues')
      return { key, values: values.map(textOf) }
    }),
})
