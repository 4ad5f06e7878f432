import { createHmac } from 'node:crypto'
import { percentEncodeTwice, sortNames } from './encode.ts'
import { sameSecret } from './secrets.ts'

/** The only signature method of V1 that is verified. */
export const signatureMethodV1 = 'HMAC-SHA1'

/** What a V1 signature is made of. */
interface SignedV1 {
  readonly method: string
  /** Query and body merged. */
  readonly params: ReadonlyMap<string, string>
}

/**
 * The string that a V1 signature is made of: every parameter of query and body but the signature, sorted by the bytes of
 * its name. The path is `/` whatever it really was, and headers are not signed.
 */
const stringToSignOf = ({ method, params }: SignedV1): string => {
  let query = ''
  for (const name of sortNames([...params.keys()])) {
    if (name === 'Signature') continue
    // The canonical query is encoded as a whole: piece by piece comes to the same, at half the time.
    const piece = `${percentEncodeTwice(name)}%3D${percentEncodeTwice(params.get(name) as string)}`
    query = query === '' ? piece : `${query}%26${piece}`
  }
  return `${method}&%2F&${query}`
}

/**
 * Verifies a V1 signature: base64 of HMAC-SHA1 over the string to sign, under the secret and a closing `&`.
 *
 * @returns whether it holds, what it is made of and what it should be
 */
export const verifyV1 = (
  call: SignedV1,
  secret: string,
): { readonly holds: boolean; readonly stringToSign: string; readonly expected: string } => {
  const stringToSign = stringToSignOf(call)
  const expected = createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64')
  return { holds: sameSecret(call.params.get('Signature') ?? '', expected), stringToSign, expected }
}
