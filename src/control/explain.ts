import type { Store } from '../model/store.ts'
import { type Call, parseCall } from '../wire/call.ts'
import { checked } from './checks.ts'
import type { Control, Explanation } from './control.ts'
import { explainAcs3 } from './explain-acs3.ts'
import { explainRpc } from './explain-rpc.ts'
import { readRequest } from './raw-request.ts'
import { explainShape } from './shapes.ts'

/** What both versions have to say of a call. */
interface Findings {
  readonly canonical: string
  readonly stringToSign: string
  readonly received: string
  /** What is wrong even when the signature is right. */
  readonly flaw?: string | undefined
  expect(secret: string): string
  find(secret: string): string | undefined
}

const noMistakeFound =
  'no mistake that is known leads to the signature received: another secret was used, or a parameter, a header or the ' +
  'body was changed after it was signed'

const differenceOf = (findings: Findings, call: Call, keyId: string, secret: string | undefined) => {
  if (keyId === '') return 'the request names no access key'
  if (secret === undefined) return `the secret of the access key ${keyId} is not known here: give it as secret`
  if (call.defect !== undefined)
    return `the request itself is refused with ${call.defect.code} ${call.defect.detail}`.trim()
  if (findings.received === '') return 'the request bears no signature'
  if (findings.expect(secret) === findings.received) return findings.flaw
  return findings.find(secret) ?? noMistakeFound
}

/** Shows how requests should have been signed. */
export const explainer =
  (store: Store): Control['explain'] =>
  request => {
    const given = checked(explainShape, typeof request === 'string' ? { text: request } : request)
    const call = parseCall(readRequest(given))
    const { authorization, params } = call
    const endpoints = store.regions.list().flatMap(({ id, endpoint }) => [endpoint, `ecs.${id}.aliyuncs.com`])
    const findings: Findings =
      authorization === undefined ? explainRpc(call) : explainAcs3(call, authorization, endpoints)
    const keyId = authorization === undefined ? (params.get('AccessKeyId') ?? '') : authorization.credential
    const secret = given.secret ?? store.accounts.key(keyId)?.secret
    const difference = differenceOf(findings, call, keyId, secret)
    const version = authorization === undefined ? (params.has('Signature') ? 'V1' : 'none') : 'V3'
    const { canonical, stringToSign, received } = findings
    const explanation: Explanation = {
      signatureVersion: version,
      accessKeyId: keyId,
      canonical,
      stringToSign,
      received,
      ...(secret !== undefined && { expected: findings.expect(secret) }),
      holds: difference === undefined,
      ...(difference !== undefined && { difference }),
    }
    return explanation
  }
