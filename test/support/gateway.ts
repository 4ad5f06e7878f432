import type { Test } from 'tap'
import type { Emulator, EmulatorOptions, InjectRequest } from '../../src/index.ts'
import { type Answer, emulatorFor, testTime } from './emulator.ts'
import { acs3Headers, type Params, query, rpcSign, signedParams } from './oracle.ts'

/** The parameters of a valid call, signed at `testTime` by default. */
export const regionsCall = (more: Params = {}, options: Parameters<typeof signedParams>[1] = {}): Params =>
  signedParams({ Action: 'DescribeRegions', ...more }, { now: testTime, ...options })

/** The same parameters without one of them, with a valid signature. */
export const without = (params: Params, name: string): Params => {
  const { [name]: _, Signature: __, ...rest } = params
  return { ...rest, Signature: rpcSign('GET', rest, 'testsecret') }
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** A V1 call with its parameters in the query. */
export const inQuery = (params: Params): InjectRequest => ({ url: `/?${query(params)}` })

/** A V1 call with parameters in its form body and optionally in its query. */
export const inBody = (params: Params, inUrl: Params = {}): InjectRequest => ({
  method: 'POST',
  url: Object.keys(inUrl).length === 0 ? '/' : `/?${query(inUrl)}`,
  headers: form,
  body: query(params),
})

/** A V3 call, signed at `testTime` by default. */
export const v3Call = (
  action = 'DescribeRegions',
  params: Params = {},
  options: Parameters<typeof acs3Headers>[2] = {},
): InjectRequest => ({
  method: options.method ?? 'POST',
  url: Object.keys(params).length === 0 ? '/' : `/?${query(params)}`,
  headers: acs3Headers(action, params, { now: testTime, ...options }),
  ...(options.body !== undefined && { body: options.body }),
})

/** A V3 call with headers replaced after signing. */
export const withHeaders = (request: InjectRequest, headers: Params): InjectRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
})

/** A V3 call with its Authorization header rewritten. */
export const reauthorized = (request: InjectRequest, rewrite: (authorization: string) => string): InjectRequest =>
  withHeaders(request, { authorization: rewrite(request.headers?.authorization ?? '') })

const ask = async (emulator: Emulator, request: InjectRequest): Promise<Answer> => {
  const reply = await emulator.inject(request)
  return { ...reply, json: reply.body.startsWith('{') ? JSON.parse(reply.body) : undefined }
}

/** An emulator in process and a way to send it requests. */
export const gatewayFor = (t: Test, options: EmulatorOptions = {}) => {
  const emulator = emulatorFor(t, options)
  return (request: InjectRequest): Promise<Answer> => ask(emulator, request)
}

/** `Success`, or the code of the refusal. */
export const outcome = ({ status, json }: Answer): string => (status === 200 ? 'Success' : `${status} ${json?.Code}`)
