import { createHmac, hash } from 'node:crypto'
import type { Call } from '../wire/call.ts'
import { type Authorization, algorithmV3, bodyHash, stringToSignV3 } from '../wire/signature-v3.ts'
import { findMistake, type Mistake, queryOf, rightly, type Writing, writingMistakes } from './mistakes.ts'

type Header = readonly [name: string, value: string]

/** The inputs and functions that make a V3 signature. Each can be replaced to reproduce a mistake. */
interface Recipe extends Writing {
  readonly path: string
  readonly headers: readonly Header[]
  /** Separator after the last header. */
  readonly gap: string
  readonly signedHeaders: string
  readonly hash: string
  readonly key: string
  /** Makes the string to sign from the canonical request. */
  condense(canonical: string): string
  write(digest: Buffer): string
}

const sha256 = (text: string): string => hash('sha256', Buffer.from(text, 'latin1'))

const canonicalOf = (recipe: Recipe): string => {
  const lines = recipe.headers.map(([name, value]) => `${name}:${value}`).join('\n') + recipe.gap
  return [recipe.method, recipe.path, queryOf(recipe), lines, recipe.signedHeaders, recipe.hash].join('\n')
}

const sign = (recipe: Recipe): string =>
  recipe.write(
    createHmac('sha256', recipe.key)
      .update(recipe.condense(canonicalOf(recipe)))
      .digest(),
  )

/** A header that is signed but not sent counts as empty. */
const headerOf = ({ headers }: Call, name: string): string => headers.get(name) ?? ''

/** Host values that a client may have signed instead of the one received. */
const hostsFor = (received: string, endpoints: readonly string[]): Set<string> => {
  const bare = received.replace(/:\d*$/, '')
  return new Set([bare, `${bare}:80`, `${bare}:443`, `${bare}:8014`, 'localhost', 'ecs.aliyuncs.com', ...endpoints, ''])
}

const hostMistakes = (recipe: Recipe, endpoints: readonly string[]): Mistake<Recipe>[] => {
  const received = recipe.headers.find(([name]) => name === 'host')?.[1]
  if (received === undefined) return []
  return [...hostsFor(received, endpoints)].map(host => ({
    says: `the signed host "${host}" differs from the one received, "${received}"`,
    recipe: {
      ...recipe,
      headers: recipe.headers.map((header): Header => (header[0] === 'host' ? ['host', host] : header)),
    },
  }))
}

const mistakesOf =
  (call: Call, secret: string, endpoints: readonly string[]) =>
  (recipe: Recipe): Mistake<Recipe>[] => {
    const claimed = headerOf(call, 'x-acs-content-sha256')
    return [
      { says: 'the key ends in `&`, which only V1 uses', recipe: { ...recipe, key: `${secret}&` } },
      { says: 'the secret ends in a line break', recipe: { ...recipe, key: `${secret}\n` } },
      ...hostMistakes(recipe, endpoints),
      {
        says: 'the body that was signed (x-acs-content-sha256) is not the one received',
        recipe: { ...recipe, hash: claimed },
      },
      { says: 'an empty body was signed', recipe: { ...recipe, hash: bodyHash(new Uint8Array()) } },
      ...writingMistakes(recipe, encode => ({ ...recipe, encode })),
      { says: 'the query was not signed', recipe: { ...recipe, pairs: [] } },
      { says: `the path / was signed, but ${recipe.path} was received`, recipe: { ...recipe, path: '/' } },
      { says: 'the signed path was empty, not `/`', recipe: { ...recipe, path: '' } },
      { says: 'the blank line after the headers is missing', recipe: { ...recipe, gap: '' } },
      {
        says: 'the canonical request was signed, not its hash',
        recipe: { ...recipe, condense: (canonical: string) => `${algorithmV3}\n${canonical}` },
      },
      {
        says: `the string to sign lacks its first line, ${algorithmV3}`,
        recipe: { ...recipe, condense: sha256 },
      },
      {
        says: 'the signature was encoded as base64, not as hex',
        recipe: { ...recipe, write: (digest: Buffer) => digest.toString('base64') },
      },
      {
        says: 'the signature was encoded as upper-case hex',
        recipe: { ...recipe, write: (digest: Buffer) => digest.toString('hex').toUpperCase() },
      },
    ]
  }

/** Finds the mistake that produces the signature of a V3 call; undefined when no known one does. */
export const mistakeV3 = (
  call: Call,
  authorization: Authorization,
  secret: string,
  endpoints: readonly string[],
): string | undefined => {
  const right: Recipe = {
    ...rightly,
    method: call.method,
    path: call.path,
    pairs: call.query,
    headers: authorization.signedHeaders.split(';').map((name): Header => [name, headerOf(call, name.toLowerCase())]),
    gap: '\n',
    signedHeaders: authorization.signedHeaders,
    hash: bodyHash(call.body),
    key: secret,
    condense: stringToSignV3,
    write: digest => digest.toString('hex'),
  }
  const leads = (recipe: Recipe): boolean => sign(recipe) === authorization.signature
  return findMistake(right, mistakesOf(call, secret, endpoints), leads, canonicalOf(right).length)
}
