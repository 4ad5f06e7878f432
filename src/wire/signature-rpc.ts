import { createHmac } from 'node:crypto'
import type { Call } from './call.ts'
import { canonicalQuery, type Pair } from './encode.ts'

/** The only signature method of V1 that is verified. */
export const rpcSignatureMethod = 'HMAC-SHA1'

/**
 * The string that a V1 signature is made of: every parameter of query and body but the signature, sorted by the bytes of
 * its name. The path is `/` whatever it really was, and headers are not signed.
 */
export const rpcStringToSign = (call: Pick<Call, 'method' | 'params'>): string => {
  const signed: Pair[] = []
  for (const pair of call.params) if (pair[0] !== 'Signature') signed.push(pair)
  // The canonical query holds nothing but unreserved characters and these three.
  const query = canonicalQuery(signed).replaceAll('%', '%25').replaceAll('=', '%3D').replaceAll('&', '%26')
  return `${call.method}&%2F&${query}`
}

/** The V1 signature: base64 of HMAC-SHA1 under the secret and a closing `&`. */
export const rpcSignature = (stringToSign: string, secret: string): string =>
  createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64')
