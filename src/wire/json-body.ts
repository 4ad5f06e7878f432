import type { Pair } from './encode.ts'

/** Parses a JSON text; undefined when it is invalid. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Deeper nesting is refused: no parameter has it. */
const maxDepth = 8

const flatten = (value: unknown, name: string, pairs: Pair[], depth: number): boolean => {
  if (value === null || value === undefined) return true
  if (typeof value !== 'object') {
    pairs.push([name, String(value)])
    // Lone surrogates are refused: they have no UTF-8 form, so other text would be stored in their place.
    return name.isWellFormed() && String(value).isWellFormed()
  }
  if (depth === maxDepth) return false
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [String(i + 1), item])
    : Object.entries(value)
  return entries.every(([key, item]) => flatten(item, name === '' ? key : `${name}.${key}`, pairs, depth + 1))
}

/**
 * Returns the parameters of a JSON body, which hand-written V3 calls may send: `{"Tag":[{"Key":"a"}]}` becomes
 * `Tag.1.Key=a`.
 *
 * @returns undefined when the body is not a JSON object
 */
export const jsonPairs = (text: string): Pair[] | undefined => {
  const body = parseJson(text)
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const pairs: Pair[] = []
  return isObject && flatten(body, '', pairs, 0) ? pairs : undefined
}
