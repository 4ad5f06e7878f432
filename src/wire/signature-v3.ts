import { createHmac, hash } from 'node:crypto'
import { canonicalQuery, type Pair } from './encode.ts'
import { sameSecret } from './secrets.ts'

/** The only supported algorithm of V3. */
export const algorithmV3 = 'ACS3-HMAC-SHA256'

/** The fields of a V3 Authorization header. A missing field is empty, unless it says otherwise. */
export interface Authorization {
  /** Such as `ACS3-HMAC-SHA256`. */
  readonly algorithm: string
  /** The access key's id. */
  readonly credential: string
  /** As the client wrote them. */
  readonly signedHeaders: string
  /** Undefined when the header has no such field. */
  readonly signature: string | undefined
}

/**
 * Parses an Authorization header. Its fields may be in any order: the legacy Java core writes Signature before
 * SignedHeaders.
 *
 * @returns undefined when the call is not a V3 call; only this header decides
 */
export const parseAuthorization = (header: string | undefined): Authorization | undefined => {
  const match = /^(ACS3-\S*)\s*(.*)$/s.exec(header ?? '')
  if (match === null) return undefined
  const fields = new Map<string, string>()
  for (const field of (match[2] as string).split(',')) {
    const equals = field.indexOf('=')
    if (equals > 0) fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim())
  }
  return {
    algorithm: match[1] as string,
    credential: fields.get('Credential') ?? '',
    signedHeaders: fields.get('SignedHeaders') ?? '',
    signature: fields.get('Signature'),
  }
}

/** The input of a V3 signature. */
interface SignedV3 {
  readonly method: string
  readonly path: string
  readonly query: readonly Pair[]
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** Returns the hexadecimal SHA-256 of a body, as in `x-acs-content-sha256`. */
export const bodyHash = (body: Uint8Array): string => hash('sha256', body)

/** Returns the canonical request, with the headers that the client lists as signed: clients sign different ones. */
const canonicalRequestOf = (call: SignedV3, { signedHeaders }: Authorization, hashOfBody: string): string => {
  const headers = signedHeaders.split(';').map(name => `${name}:${call.headers.get(name.toLowerCase()) ?? ''}\n`)
  return [call.method, call.path, canonicalQuery(call.query), headers.join(''), signedHeaders, hashOfBody].join('\n')
}

/** Returns the string to sign of a canonical request. Header values have one character per byte; the rest is ASCII. */
export const stringToSignV3 = (canonicalRequest: string): string =>
  `${algorithmV3}\n${hash('sha256', Buffer.from(canonicalRequest, 'latin1'))}`

/**
 * Returns the first gap in a signature's coverage, undefined when there is none. Every `x-acs-*` header must be signed,
 * and so must the content type of a body: it decides how the body is read, and every recorded client signs it.
 * `x-acs-content-sha256` must be the hash of the body.
 */
const uncovered = (call: SignedV3, signed: ReadonlySet<string>, hashOfBody: string): string | undefined => {
  for (const name of call.headers.keys()) {
    const counts = name.startsWith('x-acs-') || (name === 'content-type' && call.body.length > 0)
    if (counts && !signed.has(name)) return `the header ${name} is sent but not among SignedHeaders`
  }
  if (call.headers.get('x-acs-content-sha256') === hashOfBody) return undefined
  return `x-acs-content-sha256 is not the hash of the body, ${hashOfBody}`
}

/** The result of verifying a V3 signature. */
export interface VerificationV3 {
  /** Whether the signature is correct and covers the whole call. */
  readonly holds: boolean
  /** Empty when SignedHeaders is invalid. */
  readonly canonicalRequest: string
  readonly stringToSign: string
  /** The expected signature. */
  readonly expected: string
  /** Why even a correct signature does not hold: a sentence without its full stop. */
  readonly flaw: string | undefined
}

/** Verifies a V3 signature: hexadecimal HMAC-SHA256 over the string to sign, keyed with the bare secret. */
export const verifyV3 = (call: SignedV3, authorization: Authorization, secret: string): VerificationV3 => {
  const names = authorization.signedHeaders.toLowerCase().split(';')
  const signed = new Set(names)
  // No client repeats a header, and each repetition would add its value again.
  if (signed.size < names.length) {
    const repeated = names.find((name, i) => names.indexOf(name) < i) as string
    const flaw = `SignedHeaders names ${repeated.slice(0, 64)} more than once`
    return { holds: false, canonicalRequest: '', stringToSign: '', expected: '', flaw }
  }
  const hashOfBody = bodyHash(call.body)
  const canonicalRequest = canonicalRequestOf(call, authorization, hashOfBody)
  const stringToSign = stringToSignV3(canonicalRequest)
  const expected = createHmac('sha256', secret).update(stringToSign).digest('hex')
  const flaw = uncovered(call, signed, hashOfBody)
  const holds = sameSecret(authorization.signature ?? '', expected) && flaw === undefined
  return { holds, canonicalRequest, stringToSign, expected, flaw }
}
