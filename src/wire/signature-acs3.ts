import { createHmac, hash } from 'node:crypto'
import type { Authorization } from './acs3-authorization.ts'
import type { Call } from './call.ts'
import { canonicalQuery } from './encode.ts'

/** The only algorithm of V3 that is verified. */
export const acs3Algorithm = 'ACS3-HMAC-SHA256'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const sha256 = (data: string | Uint8Array): string =>
  // Header values come one character a byte; everything else in a canonical request is ASCII.
  hash('sha256', typeof data === 'string' ? Buffer.from(data, 'latin1') : data)

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
 * The name that stands more than once among the signed headers, at most the beginning of it. No client repeats one, and
 * each repetition would write the header's value once more.
 */
export const repeatedHeader = ({ signedHeaders }: Authorization): string | undefined => {
  const seen = new Set<string>()
  for (const name of signedHeaders.toLowerCase().split(';')) {
    if (seen.has(name)) return name.slice(0, 64)
    seen.add(name)
  }
  return undefined
}

/**
 * What a signature should cover and does not: every `x-acs-*` header must be among the signed ones, the type of a body
 * too (it decides what the body says, and every recorded client signs it), and the header that names the body's hash
 * must tell the truth.
 *
 * @returns a sentence without its end; undefined when the whole call is covered
 */
export const acs3Uncovered = (call: Call, { signedHeaders }: Authorization): string | undefined => {
  const signed = new Set(signedHeaders.toLowerCase().split(';'))
  for (const name of call.headers.keys()) {
    const counts = name.startsWith('x-acs-') || (name === 'content-type' && call.body.length > 0)
    if (counts && !signed.has(name)) return `the header ${name} is sent but not among SignedHeaders`
  }
  const hash = bodyHash(call.body)
  if (call.headers.get('x-acs-content-sha256') === hash) return undefined
  return `x-acs-content-sha256 is not the hash of the body, ${hash}`
}
