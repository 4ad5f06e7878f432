import { verifyV1 } from '../wire/signature-v1.ts'
import { bodyHash, verifyV3 } from '../wire/signature-v3.ts'
import type { Probe, Writing } from './probe.ts'

/** A key to sign with. */
export interface Key {
  readonly id: string
  readonly secret: string
  readonly token?: string | undefined
}

/** Where the requests of a run go, and what they name. */
export interface Place {
  readonly region: string
  /** The destination of copies. */
  readonly other: string
  /** The real snapshot of `--with-snapshot`. */
  readonly snapshot?: string | undefined
  /** Name of copies, unique to the run. */
  readonly name: string
}

/** A request that is ready to be sent. */
export interface SignedRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What makes a request unlike every other one. */
export interface Uniqueness {
  readonly nonce: string
  /** Epoch milliseconds. */
  readonly now: number
}

const version = '2014-05-26'

const withPlace = (params: Probe['params'], { region, other, snapshot = '', name: own }: Place): Map<string, string> =>
  new Map(
    Object.entries({ RegionId: '$region', ...params }).map(([name, value]) => [
      name,
      value.replace('$region', region).replace('$other', other).replace('$snapshot', snapshot).replace('$name', own),
    ]),
  )

const queryOf = (params: Iterable<readonly [string, string]>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of params) query.append(name, value)
  return String(query)
}

const secondsOf = (now: number): string => new Date(now).toISOString().replace(/\.\d+/, '')

const signedV1 = (probe: Probe, params: Map<string, string>, key: Key, { nonce, now }: Uniqueness): SignedRequest => {
  const { method = 'GET', without = [], twice = {}, headers = {} } = probe.writing ?? {}
  const all = new Map([
    ...Object.entries({
      Action: probe.action,
      Version: version,
      Format: 'JSON',
      AccessKeyId: key.id,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: nonce,
      Timestamp: secondsOf(now),
      ...(key.token !== undefined && { SecurityToken: key.token }),
    }),
    ...params,
  ])
  for (const name of without) all.delete(name)
  if (!without.includes('Signature')) all.set('Signature', verifyV1({ method, params: all }, key.secret).expected)
  const text = queryOf([...all, ...Object.entries(twice)])
  return method === 'POST'
    ? { method, url: '/', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: text }
    : { method, url: `/?${text}`, headers, body: '' }
}

const signedV3 = (
  probe: Probe,
  params: Map<string, string>,
  key: Key,
  { nonce, now }: Uniqueness,
  host: string,
): SignedRequest => {
  const { method = 'POST', without = [], headers = {} } = probe.writing as Writing
  if (!without.includes('Format') && !params.has('Format')) params.set('Format', 'JSON')
  const signed: Record<string, string> = {
    host,
    'x-acs-action': probe.action,
    'x-acs-content-sha256': bodyHash(Buffer.alloc(0)),
    'x-acs-date': secondsOf(now),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
    ...(key.token !== undefined && { 'x-acs-security-token': key.token }),
  }
  const fields = {
    algorithm: 'ACS3-HMAC-SHA256',
    credential: key.id,
    signedHeaders: Object.keys(signed).sort().join(';'),
    signature: undefined,
  }
  const call = {
    method,
    path: '/',
    query: [...params],
    headers: new Map(Object.entries(signed)),
    body: Buffer.alloc(0),
  }
  const { expected } = verifyV3(call, fields, key.secret)
  const authorization = `${fields.algorithm} Credential=${key.id},SignedHeaders=${fields.signedHeaders},Signature=${expected}`
  return { method, url: `/?${queryOf(params)}`, headers: { ...signed, ...headers, authorization }, body: '' }
}

/** Writes and signs the request of a probe. */
export const requestOf = (probe: Probe, place: Place, key: Key, unique: Uniqueness, host: string): SignedRequest => {
  const params = withPlace(probe.params, place)
  const signer = probe.writing?.key === undefined ? key : { id: probe.writing.key, secret: 'none' }
  return probe.writing?.signature === 'V3'
    ? signedV3(probe, params, signer, unique, host)
    : signedV1(probe, params, signer, unique)
}

/** What a dry run does not tell, unless a probe is about it. */
const hidden = ['AccessKeyId', 'SignatureNonce', 'Timestamp']

/** Writes the request of a probe without key and signature, for a dry run. */
export const unsignedOf = (probe: Probe, place: Place, host: string): string => {
  const { method, url, headers, body } = requestOf(probe, place, { id: '', secret: '' }, { nonce: '', now: 0 }, host)
  const told = (pair: string): string => {
    const [name = ''] = pair.split('=')
    const isAbout = name in probe.params || (name === 'AccessKeyId' && probe.writing?.key !== undefined)
    return hidden.includes(name) && !isAbout ? `${name}=…` : pair
  }
  const open = (query: string): string =>
    query
      .split('&')
      .filter(pair => !pair.startsWith('Signature='))
      .map(told)
      .join('&')
  const shown = Object.entries(headers)
    .filter(([name]) => !/^(?:authorization|x-acs-date|x-acs-signature-nonce)$/.test(name))
    .map(([name, value]) => `${name}: ${value}`)
  const [path, query] = url.split('?')
  return [method, query === undefined ? path : `${path}?${open(query)}`, ...shown, open(body)].filter(Boolean).join(' ')
}
