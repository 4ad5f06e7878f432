import type { Test } from 'tap'
import type { Answer } from './emulator.ts'

export const formats = ['JSON', 'XML'] as const
export type Format = (typeof formats)[number]

/** A refusal by status and code; two codes also name their parameter. */
export const missing = (name: string): string => `400 MissingParameter "${name}"`
export const invalid = (name: string): string => `400 InvalidParameter "${name}"`

/** Checks the members common to all answers, and returns the request id. */
export const checkEnvelope = (t: Test, { headers, body }: Answer, format: Format): string => {
  const requestId = headers['x-acs-request-id'] ?? ''
  t.match(requestId, /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/)
  t.equal(
    headers['content-type'],
    format === 'JSON' ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8',
    'the content type is exact',
  )
  t.equal(headers['content-length'], String(Buffer.byteLength(body)), 'the length is given')
  return requestId
}

/** Checks that a call was refused with this code. Only the table of refusals compares texts. */
export const checkRefusal = (t: Test, answer: Answer, expected: string): void => {
  const { Code, Message } = answer.json
  const [, name] = /"(.*)"/s.exec(Message) ?? []
  t.equal(`${answer.status} ${Code}${expected.includes('"') ? ` "${name}"` : ''}`, expected)
  checkEnvelope(t, answer, 'JSON')
}
