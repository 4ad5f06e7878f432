import type { Journal } from '../gateway/journal.ts'
import type { Accounts, Regions } from '../model/ports.ts'
import { type Call, type IncomingRequest, parseCall } from '../wire/call.ts'
import { verifyV1 } from '../wire/signature-v1.ts'
import { verifyV3 } from '../wire/signature-v3.ts'
import type { Explanation } from './answers.ts'
import { ControlError } from './errors.ts'
import { canonicalQueryV1, mistakeV1 } from './mistakes-v1.ts'
import { mistakeV3 } from './mistakes-v3.ts'
import { readRequest } from './raw-request.ts'
import type { ExplainRequest } from './shapes.ts'

/** Findings about a signature of either version. */
interface Findings extends Pick<Explanation, 'signatureVersion' | 'canonical' | 'stringToSign' | 'received'> {
  readonly expected: string
  /** Why the signature is rejected even if its value is correct. */
  readonly flaw?: string | undefined
  /** Finds the mistake that produces the received signature; undefined when no known one does. */
  mistake(): string | undefined
}

const noKnownMistake =
  'no known mistake produces this signature: another secret was used, or a parameter, a header or the body was ' +
  'changed after signing'

const findingsV1 = (call: Call, secret: string): Findings => {
  const { params } = call
  const received = params.get('Signature') ?? ''
  return {
    ...verifyV1(call, secret),
    signatureVersion: params.has('Signature') ? 'V1' : 'none',
    canonical: canonicalQueryV1(call),
    received,
    mistake: () => mistakeV1(call, received, secret),
  }
}

const findingsV3 = (
  call: Call,
  authorization: NonNullable<Call['authorization']>,
  secret: string,
  endpoints: readonly string[],
): Findings => {
  const { canonicalRequest, ...verification } = verifyV3(call, authorization, secret)
  return {
    ...verification,
    signatureVersion: 'V3',
    canonical: canonicalRequest,
    received: authorization.signature ?? '',
    mistake: () => (canonicalRequest === '' ? verification.flaw : mistakeV3(call, authorization, secret, endpoints)),
  }
}

const differenceOf = (
  findings: Findings,
  call: Call,
  accessKeyId: string,
  secret: string | undefined,
): string | undefined => {
  const { received, expected, flaw } = findings
  if (accessKeyId === '') return 'the request has no access key id'
  if (secret === undefined) return `the secret of the access key ${accessKeyId} is unknown; pass it as secret`
  if (call.defect !== undefined) {
    return `the request is refused with ${call.defect.code} ${call.defect.detail}`.trim()
  }
  if (received === '') return 'the request has no signature'
  return received === expected ? flaw : (findings.mistake() ?? noKnownMistake)
}

/** Returns the request to explain: a recorded one, or one that is given. */
const requestIn = ({ requestId, ...given }: ExplainRequest, journal: Journal): IncomingRequest => {
  if ([requestId, given.text, given.url].filter(one => one !== undefined).length !== 1) {
    throw new ControlError(400, 'Either text, url or requestId should be given.')
  }
  if (requestId === undefined) return readRequest(given)
  const request = journal.requestOf(requestId)
  if (request !== undefined) return request
  throw new ControlError(
    404,
    `There is no recorded call ${requestId} with a wrong signature, or its request was too large to be kept.`,
  )
}

/** Explains how a request should have been signed. */
export const explainer =
  (accounts: Accounts, regions: Regions, journal: Journal) =>
  (given: ExplainRequest): Explanation => {
    const call = parseCall(requestIn(given, journal))
    const { authorization, params } = call
    const accessKeyId = authorization?.credential ?? params.get('AccessKeyId') ?? ''
    const secret = given.secret ?? accounts.key(accessKeyId)?.secret
    const assumed = secret ?? ''
    const endpoints = regions.list().flatMap(({ id, endpoint }) => [endpoint, `ecs.${id}.aliyuncs.com`])
    const findings =
      authorization === undefined ? findingsV1(call, assumed) : findingsV3(call, authorization, assumed, endpoints)
    const { signatureVersion, canonical, stringToSign, received, expected } = findings
    const difference = differenceOf(findings, call, accessKeyId, secret)
    return {
      signatureVersion,
      accessKeyId,
      canonical,
      stringToSign,
      received,
      ...(secret !== undefined && { expected }),
      holds: difference === undefined,
      ...(difference !== undefined && { difference }),
    }
  }
