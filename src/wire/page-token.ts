import { parseJson } from './json-body.ts'

/** A part of a place in the order of the rows. */
type Part = number | string

/** Returns the token of the page after a place. It holds the place only, no account or region. */
export const pageToken = (place: readonly Part[]): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/**
 * Reads a token. The page is limited to the call's account and region, like every search.
 *
 * @param isPart what each part of the place is
 * @param length number of parts in the place
 * @returns undefined unless `pageToken` made the token
 */
export const readPageToken = <P extends readonly Part[]>(
  token: string,
  isPart: (part: unknown) => boolean,
  length: P['length'],
): P | undefined => {
  const place = parseJson(Buffer.from(token, 'base64url').toString())
  const isPlace = Array.isArray(place) && place.length === length && place.every(isPart)
  return isPlace && pageToken(place) === token ? (place as unknown as P) : undefined
}
