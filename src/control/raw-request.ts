import type { IncomingRequest } from '../wire/call.ts'
import { formPairs } from '../wire/encode.ts'
import { ControlError } from './errors.ts'
import type { ExplainRequest } from './shapes.ts'

interface RequestParts {
  readonly method: string
  /** Path and query, or a full URL. */
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

const refuseText = (): never => {
  throw new ControlError(400, 'text should be a complete HTTP request or its URL.')
}

/** Drops text pasted after the body: beyond the Content-Length or, without one, a final line break. */
const bodyOf = (text: string, headers: RequestParts['headers']): string => {
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  return length === undefined ? text.replace(/\n$/, '') : Buffer.from(text).subarray(0, Number(length)).toString()
}

const readText = (text: string): RequestParts => {
  const lines = text.replaceAll('\r\n', '\n')
  if (/^(?:https?:\/\/|\/)\S*\s*$/.test(lines)) return { method: 'GET', url: lines.trim(), headers: [], body: '' }
  const blank = lines.indexOf('\n\n')
  const [first = '', ...fields] = (blank < 0 ? lines.trimEnd() : lines.slice(0, blank)).split('\n')
  const [, method = '', url = ''] = /^([A-Z]+) (\S+) HTTP\/\d(?:\.\d)?$/.exec(first) ?? refuseText()
  const headers = fields.map(field => {
    const colon = field.indexOf(':')
    return colon < 1 ? refuseText() : ([field.slice(0, colon), field.slice(colon + 1).trim()] as const)
  })
  return { method, url, headers, body: blank < 0 ? '' : bodyOf(lines.slice(blank + 2), headers) }
}

const readParts = (request: ExplainRequest): RequestParts => {
  const { text, method = 'GET', url, headers = {}, body = '' } = request
  return text === undefined ? { method, url: url as string, headers: Object.entries(headers), body } : readText(text)
}

/** Parses a request given as text or in parts. */
export const readRequest = (request: ExplainRequest): IncomingRequest => {
  const { method, url, headers, body } = readParts(request)
  const [, host, target = '/'] = /^https?:\/\/([^/?#]+)(.*)$/.exec(url) ?? [undefined, undefined, url]
  const names = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]))
  const named = host === undefined || names.has('host') ? headers : [...headers, ['host', host] as const]
  const isForm = names.get('content-type')?.toLowerCase().includes('form-urlencoded') === true
  return {
    method,
    url: target.startsWith('/') ? target : `/${target}`,
    // HTTP/1.0 requires no Host header, which the parts of a request may lack.
    httpVersion: '1.0',
    // Node decodes header values as latin1.
    rawHeaders: named.flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
    body: Buffer.from(body),
    ...(isForm && { form: formPairs(body) }),
  }
}
