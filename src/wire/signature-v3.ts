import { createHmac, hash } from 'node:crypto'
import { canonicalQuery, type Pair } from './encode.ts'
import { sameSecret } from './secrets.ts'

/** The only algorithm of V3 that is verified. */
export const algorithmV3 = 'ACS3-HMAC-SHA256'

/** The fields of a V3 Authorization header; a field that is not there is empty. */
export interface Authorization {
  /** Such as `ACS3-HMAC-SHA256`. */
  readonly algorithm: string
  /** The access key's id. */
  readonly credential: string
  /** As the client wrote them. */
  readonly signedHeaders: string
  readonly signature: string
}

/**
 * Reads an Authorization header. Its fields may stand in any order: the legacy Java core writes Signature before
 * SignedHeaders.
 *
 * @returns undefined when the call is not a V3 call; this header alone tells
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
    signature: fields.get('Signature') ?? '',
  }
}

/** What a V3 signature is made of. */
interface SignedV3 {
  readonly method: string
  readonly path: string
  readonly query: readonly Pair[]
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** The hexadecimal SHA-256 of a body, as `x-acs-content-sha256` has it. */
export const bodyHash = (body: Uint8Array): string => hash('sha256', body)

/** The canonical request, with the headers that the client says it signed: clients differ in which they sign. */
const canonicalRequestOf = (call: SignedV3, { signedHeaders }: Authorization, hashOfBody: string): string => {
  const headers = signedHeaders.split(';').map(name => `${name}:${call.headers.get(name.toLowerCase()) ?? ''}\n`)
  return [call.method, call.path, canonicalQuery(call.query), headers.join(''), signedHeaders, hashOfBody].join('\n')
}

/** The string to sign of a canonical request. Header values come one character a byte; the rest of it is ASCII. */
export const stringToSignV3 = (canonicalRequest: string): string =>
  `${algorithmV3}\n${hash('sha256', Buffer.from(canonicalRequest, 'latin1'))}`

/**
 * What a signature should cover and does not: every `x-acs-*` header must be among the signed ones, the type of a body
 * too (it decides what the body says, and every recorded client signs it), and the header that names the body's hash
 * must be right.
 */
const uncovered = (call: SignedV3, signed: ReadonlySet<string>, hashOfBody: string): string | undefined => {
  for (const name of call.headers.keys()) {
    const counts = name.startsWith('x-acs-') || (name === 'content-type' && call.body.length > 0)
    if (counts && !signed.has(name)) return `the header ${name} is sent but not among SignedHeaders`
  }
  if (call.headers.get('x-acs-content-sha256') === hashOfBody) return undefined
  return `x-acs-content-sha256 is not the hash of the body, ${hashOfBody}`
}

/** What is known of a V3 signature. */
export interface VerificationV3 {
  /** Whether it is the right one, and covers the whole call. */
  readonly holds: boolean
  /** Empty for a call of which none can be made. */
  readonly canonicalRequest: string
  readonly stringToSign: string
  /** What the signature should be. */
  readonly expected: string
  /** Why it does not hold even if it is the right one: a sentence without its end. */
  readonly flaw: string | undefined
}

/** Verifies a V3 signature: hexadecimal HMAC-SHA256 over the string to sign, under the bare secret. */
export const verifyV3 = (call: SignedV3, authorization: Authorization, secret: string): VerificationV3 => {
  const names = authorization.signedHeaders.toLowerCase().split(';')
  const signed = new Set(names)
  // No client repeats a header, and each repetition would write its value once more.
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
  const holds = sameSecret(authorization.signature, expected) && flaw === undefined
  return { holds, canonicalRequest, stringToSign, expected, flaw }
}
