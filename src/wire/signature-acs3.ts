import { createHash, createHmac } from 'node:crypto'
import type { Authorization } from './acs3-authorization.ts'
import type { Call } from './call.ts'
import { canonicalQuery } from './encode.ts'

/** The only algorithm of V3 that is verified. */
export const acs3Algorithm = 'ACS3-HMAC-SHA256'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256')
    // Header values come one character a byte; everything else in a canonical request is ASCII.
    .update(typeof data === 'string' ? Buffer.from(data, 'latin1') : data)
    .digest('hex')

/** The hexadecimal SHA-256 of a body. */
export const bodyHash = (body: Uint8Array): string => (body.length === 0 ? emptyHash : sha256(body))

/** What a V3 signature is made of. */
export interface Acs3Canonical {
  readonly canonicalRequest: string
  readonly stringToSign: string
}

/** Builds what is signed, with the headers that the client says it signed: clients differ in which they sign. */
export const acs3Canonical = (call: Call, authorization: Authorization): Acs3Canonical => {
  const headers = authorization.signedHeaders
    .split(';')
    .map(name => `${name}:${call.headers.get(name.toLowerCase()) ?? ''}\n`)
    .join('')
  const canonicalRequest = [
    call.method,
    call.path,
    canonicalQuery(call.query),
    headers,
    authorization.signedHeaders,
    bodyHash(call.body),
  ].join('\n')
  return { canonicalRequest, stringToSign: `${acs3Algorithm}\n${sha256(canonicalRequest)}` }
}

/** The V3 signature: hexadecimal HMAC-SHA256 under the bare secret. */
export const acs3Signature = (stringToSign: string, secret: string): string =>
  createHmac('sha256', secret).update(stringToSign).digest('hex')

/**
 * Whether the signature covers the whole call: every `x-acs-*` header is among the signed ones, and the header that
 * names the body's hash tells the truth.
 */
export const acs3CoversCall = (call: Call, authorization: Authorization): boolean => {
  const signed = new Set(authorization.signedHeaders.toLowerCase().split(';'))
  for (const name of call.headers.keys()) if (name.startsWith('x-acs-') && !signed.has(name)) return false
  return call.headers.get('x-acs-content-sha256') === bodyHash(call.body)
}
