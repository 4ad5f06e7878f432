import { parseJson } from './json-body.ts'

/** Returns the token of the page after a place. It holds numbers only, no account or region. */
export const pageToken = (place: readonly number[]): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/**
 * Reads a token. The page is limited to the call's account and region, like every search.
 *
 * @param length number of numbers in the place
 * @returns undefined unless `pageToken` made the token
 */
export const readPageToken = <P extends readonly number[]>(token: string, length: P['length']): P | undefined => {
  const place = parseJson(Buffer.from(token, 'base64url').toString())
  const isPlace = Array.isArray(place) && place.length === length && place.every(Number.isSafeInteger)
  return isPlace && pageToken(place) === token ? (place as unknown as P) : undefined
}
