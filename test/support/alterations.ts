import type { IncomingRequest } from '../../src/wire/call.ts'
import { formPairs } from '../../src/wire/encode.ts'
import { bodyOf, incoming, type Recorded } from './recorded.ts'

/** An alteration of a signed request. */
export type Kind = 'secret' | 'method' | 'value' | 'parameter' | 'body' | 'nonce' | 'host' | 'header'

export interface Alteration {
  readonly kind: Kind
  readonly what: string
  readonly request: IncomingRequest
  /** The secret to verify with, if the secret was altered. */
  readonly secret?: string
}

const withBody = (request: IncomingRequest, text: string): IncomingRequest => {
  const isJson = text.startsWith('{')
  return { ...request, body: Buffer.from(text, 'latin1'), ...(!isJson && { form: formPairs(text) }) }
}

const nameOf = (piece: string): string => piece.split('=')[0] as string

/** One text per parameter, with one more character in its value. */
const eachValue = (text: string): { name: string; altered: string }[] => {
  const pieces = text.split('&').filter(piece => piece !== '')
  return pieces.map((piece, i) => ({ name: nameOf(piece), altered: pieces.with(i, `${piece}0`).join('&') }))
}

const values = (record: Recorded): Alteration[] => {
  const request = incoming(record)
  const [path, query = ''] = request.url.split('?')
  const body = request.form === undefined ? '' : bodyOf(record)
  const inBody = new Set(body.split('&').map(nameOf))
  return [
    ...eachValue(query)
      .filter(({ name }) => !inBody.has(name))
      .map(({ name, altered }) => ({ name, request: { ...request, url: `${path}?${altered}` } })),
    ...eachValue(body).map(({ name, altered }) => ({ name, request: withBody(request, altered) })),
  ].map(({ name, request }) => ({ kind: 'value', what: name, request }))
}

const signedHeaders = (record: Recorded): string[] => {
  const authorization = record.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  return /SignedHeaders=([^,]*)/.exec(authorization ?? '')?.[1]?.split(';') ?? []
}

const kindOfHeader = (name: string): Kind =>
  name === 'host' ? 'host' : name === 'x-acs-signature-nonce' ? 'nonce' : 'header'

/** Each signed header with one more character in its value. */
const headers = (record: Recorded): Alteration[] =>
  signedHeaders(record).map(name => ({
    kind: kindOfHeader(name),
    what: name,
    request: {
      ...incoming(record),
      rawHeaders: record.headers.flatMap(([own, value]) => [own, own.toLowerCase() === name ? `${value}0` : value]),
    },
  }))

const rpcNonce = (record: Recorded): Alteration => {
  const request = incoming(record)
  const alter = (text: string): string => text.replace('SignatureNonce=', 'SignatureNonce=0')
  const altered = request.url.includes('SignatureNonce=')
    ? { ...request, url: alter(request.url) }
    : withBody(request, alter(bodyOf(record)))
  return { kind: 'nonce', what: 'SignatureNonce', request: altered }
}

/** Every alteration of a signed request. */
export const alterations = (record: Recorded): Alteration[] => {
  const request = incoming(record)
  const body = bodyOf(record)
  const more = body.startsWith('{') ? `${body} ` : `${body}&Added=1`
  return [
    { kind: 'secret', what: 'othersecret', request, secret: 'othersecret' },
    {
      kind: 'method',
      what: 'the other one',
      request: { ...request, method: record.rawMethod === 'GET' ? 'POST' : 'GET' },
    },
    {
      kind: 'parameter',
      what: 'Added',
      request: { ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}Added=1` },
    },
    { kind: 'body', what: 'one more byte or parameter', request: withBody(request, more) },
    ...values(record),
    ...(record.signatureVersion === 'V3' ? headers(record) : [rpcNonce(record)]),
  ]
}
