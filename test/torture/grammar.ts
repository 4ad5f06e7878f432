import ecsActions from '../../fixtures/ecs-actions.json' with { type: 'json' }
import { goodCopy } from '../support/emulator.ts'
import { acs3Headers, encode, type Params, query, signedParams } from '../support/oracle.ts'
import { hostileNames, hostileTexts, numbers } from './hostile-texts.ts'
import type { Random } from './random.ts'

/** Bytes to send, one character per byte, and the expected answers. */
export interface Hostile {
  readonly bytes: string
  readonly method: string
  /** The required number of answers: exact, at least one, or possibly none. */
  readonly answers: 'one' | 'some' | 'any'
}

const served = ['CopySnapshot', 'DescribeSnapshots', 'DescribeRegions', 'DeleteSnapshot', 'CreateSnapshot']
const host = '127.0.0.1'

const hostileText = (random: Random): string => {
  const text = random.pick(hostileTexts)
  const kind = random.below(10)
  if (kind === 0) return text.repeat(1 + random.below(40))
  if (kind === 1) return text + random.pick(hostileTexts)
  return text
}

const value = (random: Random): string => (random.percent(30) ? random.pick(numbers) : hostileText(random))

/** The parameters of a basically valid call with hostile details. */
const paramsOf = (random: Random): Record<string, string> => {
  const params: Record<string, string> = random.percent(80) ? { ...goodCopy } : {}
  for (let i = random.below(5); i > 0; i--) {
    const name = random.percent(85) ? random.pick(hostileNames) : hostileText(random)
    if (name !== '') Object.defineProperty(params, name, { value: value(random), enumerable: true, writable: true })
  }
  if (random.percent(2)) for (let i = 0; i < 3000; i++) params[`Tag.${i}.Key`] = String(i)
  return params
}

const actionOf = (random: Random): string => {
  const kind = random.below(20)
  if (kind === 0) return hostileText(random)
  if (kind < 3) return random.pick(ecsActions)
  return kind < 12 ? 'CopySnapshot' : random.pick(served)
}

/** Removes, inserts or changes a few bytes. */
const mangle = (random: Random, text: string): string => {
  let mangled = text
  for (let i = 1 + random.below(3); i > 0; i--) {
    const at = random.below(mangled.length + 1)
    const piece = random.pick([
      '',
      '%',
      '%zz',
      '%00',
      '&',
      '=',
      '+',
      '\x00',
      '\xff',
      '%F0%9F',
      '&a=1&a=2',
      '#',
      '?',
      ';',
    ])
    mangled = mangled.slice(0, at) + piece + mangled.slice(at + random.below(4))
  }
  return mangled
}

const signatureFields = ['Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'Timestamp', 'Version']
const gatewayFields = [...signatureFields, 'AccessKeyId', 'SecurityToken', 'Format', 'Action', 'SignatureType']

/** Signed parameters, some changed after signing. */
const v1Query = (random: Random, method: string): string => {
  const overrides = random.percent(20) ? { [random.pick(gatewayFields)]: value(random) } : {}
  const format = random.percent(30) ? { Format: random.pick(['XML', 'xml', 'json', 'YAML', '<']) } : {}
  const params = { ...paramsOf(random), ...format, ...overrides }
  const signed: Record<string, string> = { ...signedParams({ Action: actionOf(random), ...params }, { method }) }
  if (random.percent(15)) signed[random.pick(gatewayFields)] = value(random)
  if (random.percent(10)) delete signed[random.pick(gatewayFields)]
  const text = query(signed)
  return random.percent(15) ? mangle(random, text) : text
}

const contentTypes = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'application/json',
  'application/json; charset=x',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  ';;',
  '',
]

/** A header value with any characters except line ends; sometimes also with them. */
const headerText = (random: Random): string => {
  const text = Buffer.from(hostileText(random)).toString('latin1')
  return random.percent(3) ? text : text.replace(/[\r\n\0]/g, '')
}

const hostileHeaders = (random: Random): string[] => {
  const lines: string[] = []
  for (let i = random.below(4); i > 0; i--) {
    lines.push(
      random.pick([
        () => `Accept: ${random.pick(['application/xml', 'text/xml, */*', 'application/json', headerText(random)])}`,
        () =>
          `Authorization: ${random.pick(['ACS3-HMAC-SHA256', 'ACS3-HMAC-SHA256 Credential=,=,,SignedHeaders', 'Bearer x', headerText(random)])}`,
        () => `x-acs-action: ${random.pick(served)}`,
        () => `x-acs-version: ${headerText(random)}`,
        () =>
          `x-acs-${random.pick(['date', 'signature-nonce', 'content-sha256', 'security-token'])}: ${headerText(random)}`,
        () => `X-${'a'.repeat(1 + random.below(300))}: ${headerText(random).repeat(1 + random.below(20))}`,
        () => `Content-Type: ${random.pick(contentTypes)}`,
        () => `Connection: ${random.pick(['keep-alive', 'upgrade', 'x'])}`,
        () => `Expect: ${random.pick(['100-continue', 'nothing'])}`,
        () => 'Upgrade: h2c',
        () => `Cookie: ${headerText(random)}`,
        () => `Host: ${headerText(random)}`,
      ])(),
    )
  }
  return lines
}

/** Cuts a body into chunks of odd sizes. */
const chunked = (random: Random, body: string): string => {
  let text = ''
  for (let at = 0; at < body.length; ) {
    const size = 1 + random.below(Math.min(2000, body.length - at))
    text += `${size.toString(16)}${random.percent(10) ? ';x=y' : ''}\r\n${body.slice(at, at + size)}\r\n`
    at += size
  }
  return `${text}0\r\n\r\n`
}

const framed = (random: Random, head: readonly string[], body: string): string => {
  if (body === '' && random.percent(50)) return `${head.join('\r\n')}\r\n\r\n`
  if (random.percent(20))
    return `${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n${chunked(random, body)}`
  return `${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`
}

const bodyOf = (random: Random): string => {
  const json = random.pick([
    '{}',
    '[]',
    '{"a":',
    `${'['.repeat(5000)}`,
    `{"Tag":${'[{"Key":'.repeat(20)}1`,
    'null',
    '"x"',
    '{"__proto__":{"a":1}}',
  ])
  return random.pick([
    () => '',
    () => json,
    () => query(paramsOf(random)),
    () => mangle(random, query(paramsOf(random))),
    () => Buffer.from(hostileText(random)).toString('latin1'),
    () => '\xff\xfe\x00'.repeat(1 + random.below(100)),
  ])()
}

const v1Get = (random: Random): Hostile => ({
  bytes: framed(random, [`GET /?${v1Query(random, 'GET')} HTTP/1.1`, `Host: ${host}`, ...hostileHeaders(random)], ''),
  method: 'GET',
  answers: 'some',
})

const v1Form = (random: Random): Hostile => {
  const text = v1Query(random, 'POST')
  const inUrl = random.percent(20) ? text.slice(0, random.below(text.length)) : ''
  const head = [`POST /?${inUrl} HTTP/1.1`, `Host: ${host}`, 'Content-Type: application/x-www-form-urlencoded']
  return { bytes: framed(random, [...head, ...hostileHeaders(random)], text), method: 'POST', answers: 'some' }
}

const v3 = (random: Random): Hostile => {
  const params: Params = paramsOf(random)
  const body = random.percent(30) ? bodyOf(random) : ''
  const extra = random.percent(20) ? { [`x-acs-${random.pick(['custom', 'a', 'zz'])}`]: headerText(random).trim() } : {}
  const signed = acs3Headers(random.pick(served), params, { host, extra })
  const lines = Object.entries(signed).map(
    ([name, text]) => `${name}: ${random.percent(3) ? headerText(random) : text}`,
  )
  const head = [`POST /?${query(params)} HTTP/1.1`, ...lines, ...hostileHeaders(random)]
  return { bytes: framed(random, head, body), method: 'POST', answers: 'some' }
}

const oddRequest = (random: Random): Hostile => {
  const method = random.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND', 'TRACE', 'BLAH'])
  const path = random.pick([
    '/',
    '//',
    '/a/../b',
    '/%zz',
    '*',
    '/?',
    '/?%',
    '/?a=%00',
    `/${encode(hostileText(random))}`,
  ])
  const version = random.pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', ''])
  const head = [
    `${method} ${path} ${version}`,
    ...(random.percent(80) ? [`Host: ${host}`] : []),
    ...hostileHeaders(random),
  ]
  return { bytes: framed(random, head, bodyOf(random)), method, answers: 'some' }
}

/** False lengths, missing bodies and bytes that are not HTTP. */
const broken = (random: Random): Hostile => {
  const bytes = random.pick([
    () => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${random.pick(numbers)}\r\n\r\nab`,
    () => 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc',
    () => 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc',
    () => `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: ${headerText(random)}\r\n\r\nabc`,
    () => `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${hostileText(random)}`,
    () => mangle(random, `GET /?${v1Query(random, 'GET')} HTTP/1.1\r\nHost: x\r\n\r\n`),
    () => Buffer.from(hostileText(random)).toString('latin1'),
    () => `GET /?${'a'.repeat(random.below(700_000))} HTTP/1.1\r\nHost: x\r\n\r\n`,
    () => `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(1_100_000)}\r\n\r\n`,
    () => `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(random.below(3000))}\r\n\r\n`,
  ])()
  return { bytes, method: 'GET', answers: 'any' }
}

const kinds = [
  ...Array.from({ length: 8 }, () => v1Get),
  ...Array.from({ length: 4 }, () => v1Form),
  ...Array.from({ length: 4 }, () => v3),
  ...Array.from({ length: 3 }, () => oddRequest),
] as const

/** One hostile request. */
export const hostileRequest = (random: Random): Hostile => (random.percent(2) ? broken : random.pick(kinds))(random)
