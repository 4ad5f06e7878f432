import type { Tag } from '../model/tag.ts'
import { type ErrorCode, refuse } from './errors.ts'
import { lengthOf, type Parameter, type RawParams } from './params.ts'

/** One entry of a list: its number and its fields, such as `Key` and `Value` of `Tag.3`. */
interface Entry {
  readonly number: number
  readonly fields: Map<string, string>
}

/** The entries of `Prefix.N.Field`, by number. `Prefix.N` alone, which an old .NET client sends, is no entry. */
export const entriesOf = (params: RawParams, prefix: string, fieldNames: readonly string[]): Entry[] => {
  const entries = new Map<string, Entry>()
  const start = `${prefix}.`
  for (const name of params.keys()) {
    if (!name.startsWith(start)) continue
    const [, number = '', field = ''] = /^(-?\d+)\.([^.]+)$/.exec(name.slice(start.length)) ?? []
    if (!fieldNames.includes(field)) continue
    const entry = entries.get(number) ?? { number: Number(number), fields: new Map() }
    entry.fields.set(field, params.get(name) as string)
    entries.set(number, entry)
  }
  return [...entries.values()].sort((a, b) => a.number - b.number)
}

/** The most tags a resource or a call may have. */
export const maxTags = 20
const maxTagLength = 128

/** "At most 128 characters, must not begin with aliyun or acs:, must not contain http:// or https://." */
export const isTagText = (text: string): boolean =>
  lengthOf(text) <= maxTagLength &&
  !text.startsWith('aliyun') &&
  !text.startsWith('acs:') &&
  !text.includes('http://') &&
  !text.includes('https://')

/** How an action refuses the tags that it does not take. */
interface TagRefusals {
  readonly tooMany: ErrorCode
  readonly tooManyDetail?: string
  /** For no tags at all; none: they may be left out. */
  readonly missing?: ErrorCode
  /** For a value without a key; none: as for a key. */
  readonly mismatch?: ErrorCode
  readonly key: ErrorCode
  readonly value: ErrorCode
  readonly duplicate: ErrorCode
}

const readTag = ({ fields }: Entry, refusals: TagRefusals): Tag => {
  const key = fields.get('Key') ?? fields.get('key') ?? (refusals.mismatch ? refuse(refusals.mismatch) : '')
  const value = fields.get('Value') ?? fields.get('value') ?? ''
  if (key === '' || !isTagText(key)) refuse(refusals.key)
  if (!isTagText(value)) refuse(refusals.value)
  return { key, value }
}

/**
 * `Tag.N.Key` and `Tag.N.Value`, N from 1 to 20 with gaps allowed: the tags that a resource gets, or must have.
 *
 * @param fieldNames which spellings of the two an action takes
 */
export const newTags = (refusals: TagRefusals, fieldNames = ['Key', 'Value']): Parameter<readonly Tag[]> => ({
  type: 'list',
  field: 'Key',
  max: maxTags,
  required: refusals.missing !== undefined,
  refusal: refusals.tooMany,
  read: (params, name) => {
    const entries = entriesOf(params, name, fieldNames)
    if (refusals.missing && entries.length === 0) refuse(refusals.missing)
    if (entries.some(({ number }) => number < 1 || number > maxTags)) refuse(refusals.tooMany, refusals.tooManyDetail)
    const tags = entries.map(entry => readTag(entry, refusals))
    return new Set(tags.map(tag => tag.key)).size < tags.length ? refuse(refusals.duplicate) : tags
  },
})

/** A tag that is looked for; without a value, or with an empty one, every value will do. */
export interface TagFilter {
  readonly key: string
  readonly value: string | undefined
}

/** `Tag.N.Key` and `Tag.N.Value` (or `key` and `value`, as old clients write) that a resource must have all of. */
export const tagFilters = (): Parameter<readonly TagFilter[]> => ({
  type: 'list',
  field: 'Key',
  max: maxTags,
  required: false,
  refusal: 'InvalidTagCount',
  read: (params, name) => {
    const entries = entriesOf(params, name, ['Key', 'Value', 'key', 'value'])
    if (entries.some(({ number }) => number < 1 || number > maxTags)) refuse('InvalidTagCount')
    return entries.map(({ fields }) => {
      const key = fields.get('Key') || fields.get('key')
      const value = fields.get('Value') || fields.get('value')
      return key ? { key, value: value || undefined } : refuse('InvalidTag.Mismatch')
    })
  },
})
