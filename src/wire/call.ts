import { isUtf8 } from 'node:buffer'
import { ApiError } from '../errors/index.ts'
import { formPairs, type Pair } from './encode.ts'
import { jsonPairs } from './json-body.ts'
import { type Authorization, parseAuthorization } from './signature-v3.ts'

/** A decoded form body. */
export type Form = ReturnType<typeof formPairs>

/** An HTTP request as received, before parsing. */
export interface IncomingRequest {
  readonly method: string
  /** The request target as sent: path and query. */
  readonly url: string
  readonly httpVersion: string
  /** Alternating names and values, as sent, one character per byte. */
  readonly rawHeaders: readonly string[]
  readonly body: Uint8Array
  /** The decoded body, if it is a form. */
  readonly form?: Form
}

export type Format = 'JSON' | 'XML'

/** A request parsed as an RPC call. */
export interface Call {
  readonly method: string
  readonly path: string
  /** The Host header without its port. It is the answer's HostId. */
  readonly host: string
  /** Headers by lower-case name. Repeated values are joined by commas. */
  readonly headers: ReadonlyMap<string, string>
  readonly query: readonly Pair[]
  readonly body: Uint8Array
  /** Query and body merged; the body's value wins. */
  readonly params: ReadonlyMap<string, string>
  /** Present for V3 calls, absent for V1 calls. */
  readonly authorization?: Authorization
  readonly action: string
  readonly version: string
  readonly format: Format
  /** The error of a malformed request. The call is refused with it. */
  readonly defect?: ApiError
}

/** An unparsed request. */
export const unreadCall: Call = {
  method: '',
  path: '/',
  host: '',
  headers: new Map(),
  query: [],
  body: new Uint8Array(),
  params: new Map(),
  action: '',
  version: '',
  format: 'JSON',
}

/** Longer request targets are refused. The longest legal call is about 50 kB. */
const maxUrlLength = 512 * 1024

const headersOf = (raw: readonly string[]): Map<string, string> => {
  const headers = new Map<string, string>()
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase()
    const value = (raw[i + 1] as string).trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before},${value}`)
  }
  return headers
}

/** Adds pairs to the parameters. A repeated name among the pairs is a defect. */
const merge = (params: Map<string, string>, pairs: readonly Pair[]): ApiError | undefined => {
  let defect: ApiError | undefined
  const own = params.size === 0 ? params : new Map<string, string>()
  for (const [name, value] of pairs) {
    if (own.has(name)) defect ??= new ApiError('InvalidParameter', name)
    else own.set(name, value)
  }
  if (own !== params) for (const [name, value] of own) params.set(name, value)
  return defect
}

const malformed = (): ApiError => new ApiError('InvalidParameter.Format')

const isJson = (headers: ReadonlyMap<string, string>): boolean =>
  /^application\/json\b/i.test(headers.get('content-type') ?? '')

/**
 * Returns the pairs of a body. A body that is not UTF-8 is a defect. V1 does not sign a JSON body, so it is ignored.
 */
const bodyPairs = (
  request: IncomingRequest,
  headers: ReadonlyMap<string, string>,
  signedBody: boolean,
): { pairs: readonly Pair[]; defect?: ApiError | undefined } => {
  if (request.body.length === 0) return { pairs: [] }
  if (request.form !== undefined) {
    const sound = request.form.wellFormed && isUtf8(request.body)
    return { pairs: request.form.pairs, defect: sound ? undefined : malformed() }
  }
  if (!isJson(headers)) return { pairs: [], defect: new ApiError('UnsupportedMediaType') }
  if (!signedBody) return { pairs: [] }
  const pairs = isUtf8(request.body) ? jsonPairs(Buffer.from(request.body).toString()) : undefined
  return pairs === undefined ? { pairs: [], defect: malformed() } : { pairs }
}

/**
 * Returns the answer's format. `Format` is `XML` or `JSON`, in any case. Any other value counts as absent: then V1 gets
 * XML, and V3 the format that its Accept header allows.
 */
const formatOf = (params: ReadonlyMap<string, string>, headers: ReadonlyMap<string, string>, v3: boolean): Format => {
  const asked = params.get('Format')?.toUpperCase()
  if (asked === 'XML' || asked === 'JSON') return asked
  if (!v3) return 'XML'
  const accept = headers.get('accept')?.toLowerCase() ?? ''
  return accept.includes('xml') && !accept.includes('json') && !accept.includes('*/*') ? 'XML' : 'JSON'
}

/**
 * Parses a request as far as possible. An error goes to `defect`, so that format and host are known for the refusal.
 *
 * @param refusal a defect that the HTTP server found earlier
 */
export const parseCall = (request: IncomingRequest, refusal?: ApiError): Call => {
  const headers = headersOf(request.rawHeaders)
  const authorization = parseAuthorization(headers.get('authorization'))
  const mark = request.url.indexOf('?')
  const query = formPairs(mark < 0 ? '' : request.url.slice(mark + 1))
  const body = bodyPairs(request, headers, authorization !== undefined)
  const params = new Map<string, string>()
  const repeatedInQuery = merge(params, query.pairs)
  const repeatedInBody = merge(params, body.pairs)
  const host = headers.get('host')
  const defects = [
    request.method === 'GET' || request.method === 'POST' ? undefined : new ApiError('UnsupportedHTTPMethod'),
    refusal,
    request.url.length > maxUrlLength ? new ApiError('RequestUriTooLong') : undefined,
    !host && request.httpVersion !== '1.0' ? new ApiError('MissingParameter', 'Host') : undefined,
    query.wellFormed ? undefined : malformed(),
    body.defect,
    repeatedInQuery,
    repeatedInBody,
  ]
  const defect = defects.find(found => found !== undefined)
  const v3 = authorization !== undefined
  // V3 sends these in headers, V1 in parameters. The other place counts when its own is empty.
  const named = (name: string, header: string): string => {
    const [inParams, inHeaders] = [params.get(name), headers.get(header)]
    return (v3 ? inHeaders || inParams : inParams || inHeaders) ?? ''
  }
  return {
    method: request.method,
    path: mark < 0 ? request.url : request.url.slice(0, mark),
    host: (host ?? '').replace(/:\d*$/, ''),
    headers,
    query: query.pairs,
    body: request.body,
    params,
    ...(authorization && { authorization }),
    action: named('Action', 'x-acs-action'),
    version: named('Version', 'x-acs-version'),
    format: formatOf(params, headers, v3),
    ...(defect && { defect }),
  }
}
