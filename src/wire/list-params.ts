import { type ErrorCode, refuse } from './errors.ts'
import type { Parameter, RawParams } from './params.ts'
import { isTagText } from './tag-params.ts'

/** The values of `Prefix.N`, by number. */
const numbered = (params: RawParams, prefix: string): { number: number; value: string }[] => {
  const start = `${prefix}.`
  return [...params]
    .filter(([name]) => name.startsWith(start) && /^-?\d+$/.test(name.slice(start.length)))
    .map(([name, value]) => ({ number: Number(name.slice(start.length)), value }))
    .sort((a, b) => a.number - b.number)
}

/** How a list of texts is checked. */
interface TextsRule {
  readonly max: number
  readonly tooMany: ErrorCode
  /** For an empty list; none: it may be left out. */
  readonly missing?: ErrorCode
}

/** `Name.N`, N from 1 to `max` with gaps allowed: texts, each counting once; empty ones count as absent. */
export const texts = ({ max, tooMany, missing }: TextsRule): Parameter<readonly string[]> => ({
  type: 'list',
  max,
  required: missing !== undefined,
  refusal: tooMany,
  read: (params, name) => {
    const entries = numbered(params, name).filter(({ value }) => value !== '')
    if (missing && entries.length === 0) refuse(missing)
    if (entries.some(({ number }) => number < 1 || number > max)) refuse(tooMany)
    return [...new Set(entries.map(({ value }) => value))]
  },
})

/** `TagKey.N`, N from 1 to 20 with gaps allowed: the keys of tags. */
export const tagKeys = (): Parameter<readonly string[]> => ({
  type: 'list',
  max: 20,
  required: false,
  refusal: 'NumberExceed.Tags',
  read: (params, name) => {
    const entries = numbered(params, name)
    if (entries.some(({ number }) => number < 1 || number > 20)) refuse('NumberExceed.Tags')
    const keys = entries.map(({ value }) => value)
    if (keys.some(key => key === '' || !isTagText(key))) refuse('InvalidTagKey.Malformed')
    return new Set(keys).size < keys.length ? refuse('Duplicate.TagKey') : keys
  },
})

/** A tag that is looked for by some of its values; none: by every value. */
export interface TagValuesFilter {
  readonly key: string
  readonly values: readonly string[]
}

const maxFilters = 5

/** `TagFilter.N.TagKey` and `TagFilter.N.TagValues.M`, both N and M from 1 to 5. */
export const tagValueFilters = (): Parameter<readonly TagValuesFilter[]> => ({
  type: 'list',
  field: 'TagKey',
  max: maxFilters,
  required: false,
  refusal: 'InvalidTagFilter.Malformed',
  read: (params, name) => {
    const shape = /^(-?\d+)\.Tag(?:Key|Values\.-?\d+)$/
    const names = [...params.keys()].filter(key => key.startsWith(`${name}.`)).map(key => key.slice(name.length + 1))
    const numbers = new Set(names.flatMap(key => shape.exec(key)?.[1] ?? []).map(Number))
    return [...numbers].map(number => {
      const key = params.get(`${name}.${number}.TagKey`)
      if (number < 1 || number > maxFilters || !key) return refuse('InvalidTagFilter.Malformed')
      const values = numbered(params, `${name}.${number}.TagValues`)
      if (values.some(({ number: m }) => m < 1 || m > maxFilters)) refuse('NumberExceed.TagValues')
      return { key, values: values.map(({ value }) => value) }
    })
  },
})
