import { createHmac } from 'node:crypto'
import type { Call } from './call.ts'
import { percentEncodeTwice, sortNames } from './encode.ts'

/** The only signature method of V1 that is verified. */
export const rpcSignatureMethod = 'HMAC-SHA1'

/**
 * The string that a V1 signature is made of: every parameter of query and body but the signature, sorted by the bytes of
 * its name. The path is `/` whatever it really was, and headers are not signed.
 */
export const rpcStringToSign = ({ method, params }: Pick<Call, 'method' | 'params'>): string => {
  let query = ''
  for (const name of sortNames([...params.keys()])) {
    if (name === 'Signature') continue
    // The canonical query is encoded as a whole: piece by piece comes to the same, at half the time.
    const piece = `${percentEncodeTwice(name)}%3D${percentEncodeTwice(params.get(name) as string)}`
    query = query === '' ? piece : `${query}%26${piece}`
  }
  return `${method}&%2F&${query}`
}

/** The V1 signature: base64 of HMAC-SHA1 under the secret and a closing `&`. */
export const rpcSignature = (stringToSign: string, secret: string): string =>
  createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64')
