import type { Evidence } from '../errors/index.ts'
import { pageToken, readPageToken } from '../wire/page-token.ts'
import { integer, optional, text, withDefault } from '../wire/params.ts'
import type { Rule } from './action.ts'

/** What is listed in pages, newest first. */
interface Listed {
  readonly createdAt: number
  readonly id: string
}

/** The place of a resource in the order of its list. */
type Place = readonly [createdAt: number, id: string]

/** The start of a page; undefined when NextToken is invalid. */
export type PageStart = Place | 'start' | undefined

/** The parameters of both ways of paging, by number and by token. */
export const pageParams = (evidence: Evidence, most: number) => ({
  PageNumber: withDefault(integer({ min: 1 }), evidence, 1),
  PageSize: withDefault(integer({ min: 1, max: 100 }), evidence, 10),
  NextToken: optional(text(), evidence),
  MaxResults: optional(integer({ min: 1 }), `${evidence}; below 10 it is 10, above ${most} it is ${most}` as Evidence),
})

const isPart = (part: unknown): boolean => typeof part === 'string' || Number.isSafeInteger(part)

export const pageStart = (token: string | undefined): PageStart =>
  token === undefined ? 'start' : readPageToken<Place>(token, isPart, 2)

export const tokenIsKnown: Rule<{ readonly start: PageStart }> = {
  says: 'NextToken is a token of an earlier page.',
  evidence: 'assumed: decision “Pages by token”',
  refusal: 'InvalidParameter',
  detail: 'NextToken',
  holds: ({ start }) => start !== undefined,
}

const isAfter = ({ createdAt, id }: Listed, place: Place): boolean =>
  createdAt < place[0] || (createdAt === place[0] && id < place[1])

/** Returns the resources, newest first. */
export const newestFirst = <T extends Listed>(resources: readonly T[]): T[] =>
  resources.toSorted((a, b) => (isAfter(a, [b.createdAt, b.id]) ? 1 : -1))

/** The values of the parameters of pages. */
interface Wanted {
  readonly PageNumber: number
  readonly PageSize: number
  readonly NextToken: string | undefined
  readonly MaxResults: number | undefined
}

/**
 * Returns the page of a call, and the members that describe it.
 *
 * @param matching newest first
 * @param most maximum number of results on a page by token
 */
export const pageOf = <T extends Listed>(matching: readonly T[], wanted: Wanted, start: PageStart, most: number) => {
  const { PageNumber, PageSize, NextToken, MaxResults } = wanted
  if (NextToken === undefined && MaxResults === undefined) {
    const shown = matching.slice((PageNumber - 1) * PageSize, PageNumber * PageSize)
    return { page: { PageNumber, TotalCount: matching.length, PageSize, NextToken: '' }, shown }
  }
  const limit = Math.min(Math.max(10, MaxResults ?? 0), most)
  const rest = matching.filter(resource => start === 'start' || isAfter(resource, start as Place))
  const shown = rest.slice(0, limit)
  const last = rest.length > limit ? shown.at(-1) : undefined
  const token = last === undefined ? '' : pageToken([last.createdAt, last.id])
  return { page: { PageNumber: 1, TotalCount: 0, PageSize: limit, NextToken: token }, shown }
}
