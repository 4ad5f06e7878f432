import type { WantedTag } from '../model/ports.ts'
import type { Tag } from '../model/tag.ts'
import type { Rule } from './action.ts'

/** Whether a value is the wanted one. Undefined wants every value. */
export const is = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value

/** Whether a word is the wanted one. `all` wants every word. */
export const isWord = (wanted: string, value: string): boolean => wanted.toLowerCase() === 'all' || wanted === value

/** Whether a resource has all wanted tags. */
export const hasTags = ({ tags }: { readonly tags: readonly Tag[] }, wanted: readonly WantedTag[]): boolean =>
  wanted.every(({ key, value }) => tags.some(tag => tag.key === key && is(value, tag.value)))

/** A filter of a call: its key, and its value as a time in epoch milliseconds. */
export type TimeFilter<K> = readonly [key: K | undefined, value: number | undefined]

/** Facts for the rules of filters. */
interface FilterFacts {
  readonly filters: readonly TimeFilter<string>[]
}

const evidence = 'assumed: the documentation lists the code without its condition'

/** Every filter has a key and a value. */
export const filterRules: readonly Rule<FilterFacts>[] = [
  {
    says: 'No filter has a value without a key.',
    evidence,
    refusal: 'InvalidFilterKey.NotFound',
    holds: ({ filters }) => filters.every(([key, value]) => key !== undefined || value === undefined),
  },
  {
    says: 'No filter has a key without a value.',
    evidence,
    refusal: 'InvalidFilterValue',
    holds: ({ filters }) => filters.every(([key, value]) => key === undefined || value !== undefined),
  },
]
