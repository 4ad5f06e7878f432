import { createHmac } from 'node:crypto'
import type { Call } from '../wire/call.ts'
import { canonicalQuery, percentEncode } from '../wire/encode.ts'
import { verifyV1 } from '../wire/signature-v1.ts'
import { findMistake, type Mistake, queryOf, rightly, type Writing, writingMistakes } from './mistakes.ts'

/** The inputs and functions that make a V1 signature. Each can be replaced to reproduce a mistake. */
interface Recipe extends Writing {
  readonly path: string
  outer(text: string): string
  readonly key: string
  readonly hash: 'sha1' | 'sha256'
  write(digest: Buffer): string
}

const sign = ({ key, hash, write, ...recipe }: Recipe): string => {
  const query = queryOf(recipe)
  const text = `${recipe.method}&${recipe.path}&${recipe.outer(query)}`
  return write(createHmac(hash, key).update(text).digest())
}

const hex = (digest: Buffer): string => digest.toString('hex')

const mistakesOf =
  (call: Call, secret: string) =>
  (recipe: Recipe): Mistake<Recipe>[] => {
    const unsigned = (names: Iterable<string>) => {
      const left = new Set(names)
      return recipe.pairs.filter(([name]) => !left.has(name))
    }
    const queryNames = new Set(call.query.map(([name]) => name))
    const bodyNames = [...call.params.keys()].filter(name => !queryNames.has(name))
    return [
      { says: 'the key lacks the closing `&`', recipe: { ...recipe, key: secret } },
      { says: 'the secret ends in a line break', recipe: { ...recipe, key: `${secret}\n&` } },
      ...writingMistakes(recipe, encode => ({ ...recipe, encode, outer: encode })),
      {
        says: 'the canonical query was not encoded a second time',
        recipe: { ...recipe, outer: (text: string) => text },
      },
      { says: 'the path was not encoded as `%2F`', recipe: { ...recipe, path: '/' } },
      {
        says: `the path ${call.path} was signed instead of /`,
        recipe: { ...recipe, path: percentEncode(call.path) },
      },
      { says: 'the parameters of the body were not signed', recipe: { ...recipe, pairs: unsigned(bodyNames) } },
      { says: 'the parameters of the query were not signed', recipe: { ...recipe, pairs: unsigned(queryNames) } },
      { says: 'HMAC-SHA256 was used, not HMAC-SHA1', recipe: { ...recipe, hash: 'sha256' as const } },
      { says: 'the signature was encoded as hex, not as base64', recipe: { ...recipe, write: hex } },
      {
        says: 'the signature is the base64 of its hex digits, not of its bytes',
        recipe: { ...recipe, write: (digest: Buffer) => Buffer.from(hex(digest)).toString('base64') },
      },
    ]
  }

/** Ways to corrupt a correct signature after signing. */
const spoiled: readonly (readonly [says: string, spoil: (signature: string) => string])[] = [
  ['the signature was not percent-encoded: its `+` arrived as a space', signature => signature.replaceAll('+', ' ')],
  ['the signature was percent-encoded twice', percentEncode],
  ['the signature was encoded as base64url', signature => signature.replaceAll('+', '-').replaceAll('/', '_')],
  ['the signature lacks its closing `=`', signature => signature.replace(/=+$/, '')],
]

const signedPairs = (call: Call) => [...call.params].filter(([name]) => name !== 'Signature')

/** The canonical query of a V1 signature, encoded once. */
export const canonicalQueryV1 = (call: Call): string => canonicalQuery(signedPairs(call))

/** Finds the mistake that produces the signature of a V1 call; undefined when no known one does. */
export const mistakeV1 = (call: Call, received: string, secret: string): string | undefined => {
  const { expected, stringToSign } = verifyV1(call, secret)
  const right: Recipe = {
    ...rightly,
    method: call.method,
    pairs: signedPairs(call),
    path: '%2F',
    outer: percentEncode,
    key: `${secret}&`,
    hash: 'sha1',
    write: digest => digest.toString('base64'),
  }
  const spoiling = spoiled.find(([, spoil]) => spoil(expected) === received)
  const leads = (recipe: Recipe): boolean => sign(recipe) === received
  return spoiling?.[0] ?? findMistake(right, mistakesOf(call, secret), leads, stringToSign.length)
}
