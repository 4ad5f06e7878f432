import { type Pair, percentEncode, sortByName } from '../wire/encode.ts'

/** How parameters are written for signing. */
export interface Writing {
  readonly method: string
  readonly pairs: readonly Pair[]
  encode(text: string): string
  sort(pairs: Pair[]): Pair[]
}

/** A common signing mistake: its description, and the recipe that makes it. */
export interface Mistake<R> {
  readonly says: string
  readonly recipe: R
}

/** The canonical query in a given way of writing. */
export const queryOf = ({ pairs, encode, sort }: Writing): string =>
  sort([...pairs])
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')

/** The correct way of writing. */
export const rightly: Pick<Writing, 'encode' | 'sort'> = { encode: percentEncode, sort: sortByName }

const replacing =
  (...replacements: readonly (readonly [right: string, wrong: string])[]) =>
  (text: string): string =>
    replacements.reduce((encoded, [right, wrong]) => encoded.replaceAll(right, wrong), percentEncode(text))

const lowerCase = (text: string): string => percentEncode(text).replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase())

/** Wrong encodings. A client that uses one uses it everywhere. */
const encodings: readonly (readonly [says: string, encode: (text: string) => string])[] = [
  ['`~` was encoded as `%7E`', replacing(['~', '%7E'])],
  ['`*` was not encoded as `%2A`', replacing(['%2A', '*'])],
  ['a space was encoded as `+`, not as `%20`', replacing(['%20', '+'])],
  [
    'form encoding was used: a space as `+`, `*` not encoded, `~` encoded',
    replacing(['%20', '+'], ['%2A', '*'], ['~', '%7E']),
  ],
  ["`!`, `'`, `(`, `)` and `*` were not encoded", encodeURIComponent],
  ['`/` was not encoded as `%2F`', replacing(['%2F', '/'])],
  ['`:` was not encoded as `%3A`', replacing(['%3A', ':'])],
  ['percent encoding used lower-case hex digits', lowerCase],
]

/** Wrong encodings of names and values only. */
const preparations: typeof encodings = [
  ['names and values were encoded twice', text => percentEncode(percentEncode(text))],
  ['names and values were not encoded', text => text],
]

const byText = (a: string, b: string): number => (a < b ? -1 : 1)

const padded = (text: string): string => text.replace(/\d+/g, digits => digits.padStart(10, '0'))

const orders: readonly (readonly [says: string, sort: Writing['sort']])[] = [
  ['the parameters were not sorted', pairs => pairs],
  [
    'the parameters were sorted case-insensitively',
    pairs => pairs.sort(([a], [b]) => byText(a.toLowerCase(), b.toLowerCase())),
  ],
  [
    'the parameters were sorted by number (`Tag.2` before `Tag.10`), not by bytes',
    pairs => pairs.sort(([a], [b]) => byText(padded(a), padded(b))),
  ],
  ['the parameters were sorted by locale, not by bytes', pairs => pairs.sort(([a], [b]) => a.localeCompare(b, 'en'))],
]

/**
 * Mistakes in writing parameters, common to both signature versions.
 *
 * @param encoded returns the recipe with another encoding everywhere
 */
export const writingMistakes = <R extends Writing>(
  recipe: R,
  encoded: (encode: Writing['encode']) => R,
): Mistake<R>[] => {
  const other = recipe.method === 'GET' ? 'POST' : 'GET'
  return [
    { says: `${other} was signed, but ${recipe.method} was sent`, recipe: { ...recipe, method: other } },
    ...encodings.map(([says, encode]) => ({ says, recipe: encoded(encode) })),
    ...preparations.map(([says, encode]) => ({ says, recipe: { ...recipe, encode } })),
    ...orders.map(([says, sort]) => ({ says, recipe: { ...recipe, sort } })),
    {
      says: 'parameters with empty values were omitted',
      recipe: { ...recipe, pairs: recipe.pairs.filter(([, value]) => value !== '') },
    },
  ]
}

/** Larger requests are searched for single mistakes only. */
const mostPairs = 100
const mostForTwo = 16 * 1024

/** Even larger requests are not searched, since each attempt signs the whole request. */
const mostForOne = 256 * 1024

/**
 * Finds the mistake, or combination of two, that produces a request's signature. Each attempt computes a signature;
 * nothing is guessed. The search blocks the emulator, so large requests get fewer attempts.
 *
 * @param size size of the signed text, in characters
 */
export const findMistake = <R extends Writing>(
  recipe: R,
  mistakesOf: (recipe: R) => readonly Mistake<R>[],
  leads: (recipe: R) => boolean,
  size: number,
): string | undefined => {
  if (size > mostForOne) return 'another text was signed; the request is too large to search for the mistake'
  const mistakes = mistakesOf(recipe)
  const single = mistakes.find(mistake => leads(mistake.recipe))
  if (single !== undefined) return single.says
  if (recipe.pairs.length > mostPairs || size > mostForTwo) return undefined
  for (const first of mistakes) {
    const second = mistakesOf(first.recipe).find(mistake => leads(mistake.recipe))
    if (second !== undefined) return `${first.says}; and ${second.says}`
  }
  return undefined
}
