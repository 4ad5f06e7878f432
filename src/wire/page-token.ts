import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token is good for: an action, an account, a region and whatever was looked for. */
export type PageScope = readonly unknown[]

const sealed = (key: string, scope: PageScope, text: string): string => {
  const seal = createHmac('sha256', key).update(JSON.stringify([scope, text]))
  return `${text}.${seal.digest().subarray(0, 16).toString('base64url')}`
}

/**
 * Makes the token of the page that begins after a place.
 *
 * @param key the secret of the data
 */
export const pageToken = (key: string, scope: PageScope, place: readonly number[]): string =>
  sealed(key, scope, Buffer.from(JSON.stringify(place)).toString('base64url'))

/**
 * Reads a token back.
 *
 * @returns its place; undefined when it was not made with this key for this scope, to the letter
 */
export const readPageToken = <P extends readonly number[]>(
  key: string,
  scope: PageScope,
  token: string,
): P | undefined => {
  const text = token.split('.')[0] as string
  const given = Buffer.from(token)
  const wanted = Buffer.from(sealed(key, scope, text))
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}
