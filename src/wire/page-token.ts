import { parseJson } from './json-body.ts'

/** The token of the page that begins after a place: numbers, which say nothing of whose page it is. */
export const pageToken = (place: readonly number[]): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/**
 * Reads a token back. What it reaches is bound by the call's account and region, as every search is.
 *
 * @param length how many numbers the place has
 * @returns undefined when the token is not one that was made here
 */
export const readPageToken = <P extends readonly number[]>(token: string, length: P['length']): P | undefined => {
  const place = parseJson(Buffer.from(token, 'base64url').toString())
  const isPlace = Array.isArray(place) && place.length === length && place.every(Number.isSafeInteger)
  return isPlace && pageToken(place) === token ? (place as unknown as P) : undefined
}
