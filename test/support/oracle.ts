import { createHash, createHmac, randomUUID } from 'node:crypto'

/** An independent signer to compare the emulator with. It shares no code with src. */

export interface Credentials {
  readonly id: string
  readonly secret: string
  readonly token?: string
}

export const testid: Credentials = { id: 'testid', secret: 'testsecret' }
export const stsTestid: Credentials = { id: 'STS.testid', secret: 'ststestsecret', token: 'tok+en/with=chars' }

export type Params = Readonly<Record<string, string>>

/** RFC 3986, byte by byte. */
export const encode = (text: string): string =>
  [...Buffer.from(text)]
    .map(byte => {
      const char = String.fromCharCode(byte)
      return /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')

const byBytes = ([a]: [string, string], [b]: [string, string]): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

export const query = (params: Params): string =>
  Object.entries(params)
    .sort(byBytes)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')

export const rpcSign = (method: string, params: Params, secret: string): string =>
  createHmac('sha1', `${secret}&`)
    .update(`${method}&${encode('/')}&${encode(query(params))}`)
    .digest('base64')

const timestamp = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')

/** A call's parameters with all V1 parameters, signed. */
export const signedParams = (
  params: Params,
  { method = 'GET', as = testid, now = Date.now(), nonce = randomUUID() as string } = {},
): Params => {
  const full = {
    Version: '2014-05-26',
    Format: 'JSON',
    AccessKeyId: as.id,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: nonce,
    Timestamp: timestamp(now),
    ...(as.token !== undefined && { SecurityToken: as.token }),
    ...params,
  }
  return { ...full, Signature: rpcSign(method, full, as.secret) }
}

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex')

/** The headers of a V3 call. */
export const acs3Headers = (
  action: string,
  params: Params,
  {
    method = 'POST',
    as = testid,
    now = Date.now(),
    host = 'localhost',
    body = '',
    nonce = randomUUID() as string,
    extra = {} as Params,
    unsigned = [] as readonly string[],
  } = {},
): Record<string, string> => {
  const headers: Record<string, string> = {
    host,
    'x-acs-action': action,
    'x-acs-version': '2014-05-26',
    'x-acs-date': timestamp(now),
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': sha256(body),
    ...(as.token !== undefined && { 'x-acs-security-token': as.token }),
    ...extra,
  }
  const names = Object.keys(headers)
    .filter(name => !unsigned.includes(name))
    .sort()
  const signed = names.join(';')
  const lines = names.map(name => `${name}:${headers[name]?.trim()}\n`).join('')
  const request = `${method}\n/\n${query(params)}\n${lines}\n${signed}\n${sha256(body)}`
  const signature = createHmac('sha256', as.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest('hex')
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${as.id},SignedHeaders=${signed},Signature=${signature}`,
  }
}
