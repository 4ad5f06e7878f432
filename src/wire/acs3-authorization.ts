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
