/** The unreserved characters of RFC 3986. Nearly every name and value has no others. */
const unreserved = /^[A-Za-z0-9\-_.~]*$/

/** Percent-encodes UTF-8 by RFC 3986 with upper-case hexadecimals, as both signature versions require. */
export const percentEncode = (text: string): string => {
  if (unreserved.test(text)) return text
  return encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Percent-encodes a text twice. The second time, only `%` needs encoding. */
export const percentEncodeTwice = (text: string): string =>
  unreserved.test(text) ? text : percentEncode(text).replaceAll('%', '%25')

/**
 * Decodes one name or value of a query or form body; `+` is a space in both.
 *
 * @returns undefined when an escape is broken or the bytes are not UTF-8
 */
const formDecode = (text: string): string | undefined => {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/** A decoded name and its value. */
export type Pair = readonly [name: string, value: string]

/**
 * Splits a query string or a form body into decoded pairs, in their order.
 *
 * @returns the pairs that could be decoded, and whether all of them could
 */
export const formPairs = (text: string): { pairs: Pair[]; wellFormed: boolean } => {
  const pairs: Pair[] = []
  let wellFormed = true
  for (const piece of text.split('&')) {
    if (piece === '') continue
    const equals = piece.indexOf('=')
    const name = formDecode(equals < 0 ? piece : piece.slice(0, equals))
    const value = equals < 0 ? '' : formDecode(piece.slice(equals + 1))
    if (name === undefined || value === undefined) wellFormed = false
    else pairs.push([name, value])
  }
  return { pairs, wellFormed }
}

/** Characters that sort differently in UTF-16 and in UTF-8. */
const beyondSurrogates = /[\ud800-\uffff]/

const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Sorts names by their bytes, so that `Tag.10.Key` comes before `Tag.2.Key`. */
export const sortNames = (names: string[]): string[] =>
  names.some(name => beyondSurrogates.test(name)) ? names.sort(compareBytes) : names.sort()

/** Sorts pairs by the bytes of their names. */
export const sortByName = (pairs: Pair[]): Pair[] => {
  const bytes = pairs.some(pair => beyondSurrogates.test(pair[0]))
  return pairs.sort(bytes ? (a, b) => compareBytes(a[0], b[0]) : (a, b) => (a[0] < b[0] ? -1 : 1))
}

/** Returns `name=value` of all pairs, percent-encoded, sorted by the bytes of the names. Both versions sign it. */
export const canonicalQuery = (pairs: Iterable<Pair>): string =>
  sortByName([...pairs])
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
