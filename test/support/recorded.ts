import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingRequest } from '../../src/wire/call.ts'
import { formPairs } from '../../src/wire/encode.ts'

/** A request sent by a real client, as bytes on the wire. */
export interface Recorded {
  readonly client: string
  readonly version: string
  readonly call: string
  readonly variant: string
  readonly credentials: { readonly accessKeySecret?: string }
  readonly rawMethod: string
  readonly rawUrl: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly bodyBase64: string
  readonly chunkedRequest: boolean
  readonly signatureVersion: 'V1' | 'V3' | 'bearer' | 'none'
  readonly stringToSign: string | null
  readonly signature: string | null
}

const folder = new URL('../../fixtures/vectors/captures/', import.meta.url)

/** Every recorded request. */
export const recorded: readonly Recorded[] = readdirSync(folder)
  .sort()
  .flatMap(file => readFileSync(new URL(file, folder), 'utf8').split('\n'))
  .filter(line => line !== '')
  .map(line => JSON.parse(line))

export const signed = recorded.filter(({ signature }) => signature !== null)
export const unsigned = recorded.filter(({ signature }) => signature === null)

export const nameOf = ({ client, version, call, variant }: Recorded): string =>
  `${client} ${version} ${call} ${variant}`

export const bodyOf = ({ bodyBase64 }: Recorded): string => Buffer.from(bodyBase64, 'base64').toString('latin1')

const isForm = ({ headers }: Recorded): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'content-type' && value.includes('form-urlencoded'))

/** A recorded request as parsed by the HTTP server. */
export const incoming = (record: Recorded): IncomingRequest => ({
  method: record.rawMethod,
  url: record.rawUrl,
  httpVersion: '1.1',
  rawHeaders: record.headers.flat(),
  body: Buffer.from(record.bodyBase64, 'base64'),
  ...(isForm(record) && { form: formPairs(bodyOf(record)) }),
})

/** The signing time of a recorded request, in epoch milliseconds. */
export const signedAt = (record: Recorded): number => {
  const header = record.headers.find(([name]) => name.toLowerCase() === 'x-acs-date')?.[1]
  const params = new URLSearchParams(`${record.rawUrl.split('?')[1] ?? ''}&${bodyOf(record)}`)
  return Date.parse(params.get('Timestamp') ?? header ?? '')
}
