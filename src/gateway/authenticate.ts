import { refuse } from '../errors/index.ts'
import type { AccessKey, Account } from '../model/account.ts'
import type { Authorization } from '../wire/acs3-authorization.ts'
import type { Call } from '../wire/call.ts'
import { sameSecret } from '../wire/secrets.ts'
import { acs3Algorithm, acs3Canonical, acs3Signature, acs3Uncovered, repeatedHeader } from '../wire/signature-acs3.ts'
import { rpcSignature, rpcSignatureMethod, rpcStringToSign } from '../wire/signature-rpc.ts'
import { parseTimestamp } from '../wire/timestamp.ts'
import type { AccountDirectory, Credentials, Exchange, GatewayParts, Step } from './exchange.ts'

/** How far a timestamp may lie from the clock, in milliseconds. */
const window = 15 * 60_000

/** The credentials of a call, wherever its signature version puts them; what is missing is empty. */
const credentialsOf = ({ authorization, params, headers }: Call): Credentials =>
  authorization === undefined
    ? {
        keyId: params.get('AccessKeyId') ?? '',
        token: params.get('SecurityToken') ?? '',
        timestamp: params.get('Timestamp') ?? '',
        nonce: params.get('SignatureNonce') ?? '',
      }
    : {
        keyId: authorization.credential,
        token: headers.get('x-acs-security-token') ?? '',
        timestamp: headers.get('x-acs-date') ?? '',
        nonce: headers.get('x-acs-signature-nonce') ?? '',
      }

const credentials = (exchange: Exchange): Credentials => {
  exchange.credentials ??= credentialsOf(exchange.call)
  return exchange.credentials
}

const signatureMethodIsSupported: Step = ({ call }) => {
  const { authorization, params } = call
  const method = authorization?.algorithm ?? (params.get('SignatureMethod') || rpcSignatureMethod)
  const version = params.get('SignatureVersion') || '1.0'
  if (authorization !== undefined ? method !== acs3Algorithm : method !== rpcSignatureMethod || version !== '1.0') {
    refuse('InvalidSignatureMethod')
  }
}

const accountOf = (key: AccessKey, accounts: AccountDirectory): Account => accounts.find(key.accountId) as Account

const accessKeyIsKnown: Step = (exchange, { accounts }) => {
  const { keyId } = credentials(exchange)
  if (keyId === '') refuse('MissingParameter', 'AccessKeyId')
  const key = accounts.key(keyId) ?? refuse('InvalidAccessKeyId.NotFound')
  exchange.key = key
  exchange.account = accountOf(key, accounts)
  if (!key.active) refuse('InvalidAccessKeyId.Inactive')
}

const tokenFits: Step = (exchange, { now }) => {
  const { token, expiresAt } = exchange.key as AccessKey
  const given = credentials(exchange).token
  if (token !== null && given === '') refuse('MissingSecurityToken')
  if (token === null ? given !== '' : !sameSecret(given, token)) refuse('InvalidSecurityToken.MismatchWithAccessKey')
  if (expiresAt !== null && expiresAt <= now()) refuse('InvalidSecurityToken.Expired')
}

/** Clients sign with the machine's time, whatever the emulator's clock was set to: either will do. */
const isInWindow = (timestamp: number, { now, machineNow }: GatewayParts): boolean =>
  Math.abs(timestamp - now()) <= window || Math.abs(timestamp - machineNow()) <= window

const timestampIsInWindow: Step = (exchange, parts) => {
  const { timestamp } = credentials(exchange)
  if (timestamp === '') refuse('MissingParameter', 'Timestamp')
  exchange.timestamp = parseTimestamp(timestamp) ?? refuse('InvalidTimeStamp.Format')
  if (!isInWindow(exchange.timestamp, parts)) refuse('InvalidTimeStamp.Expired')
}

/** V1 signs parameters only: what the headers say of action and version counts for nothing there. */
const rpcSignatureHolds = ({ params, method }: Call, secret: string): void => {
  const unsigned = ['Action', 'Version', 'Signature'].find(name => !params.get(name))
  if (unsigned !== undefined) refuse('MissingParameter', unsigned)
  const stringToSign = rpcStringToSign({ method, params })
  if (sameSecret(params.get('Signature') as string, rpcSignature(stringToSign, secret))) return
  refuse('SignatureDoesNotMatch', `is not matched with our calculation. server string to sign is:${stringToSign}`)
}

const acs3SignatureHolds = (call: Call, authorization: Authorization, secret: string): void => {
  if (authorization.signature === '') refuse('MissingParameter', 'Signature')
  const repeated = repeatedHeader(authorization)
  if (repeated !== undefined) {
    refuse('SignatureDoesNotMatch', `does not match our calculation. SignedHeaders names ${repeated} more than once.`)
  }
  const { canonicalRequest, stringToSign } = acs3Canonical(call, authorization)
  const holds = sameSecret(authorization.signature, acs3Signature(stringToSign, secret))
  if (holds && acs3Uncovered(call, authorization) === undefined) return
  refuse(
    'SignatureDoesNotMatch',
    `does not match our calculation. server StringToSign is [${stringToSign}] server CanonicalRequest is [${canonicalRequest}]`,
  )
}

const signatureHolds: Step = ({ call, key }) => {
  const { secret } = key as AccessKey
  if (call.authorization === undefined) rpcSignatureHolds(call, secret)
  else acs3SignatureHolds(call, call.authorization, secret)
}

const nonceIsFresh: Step = (exchange, parts) => {
  const { key, timestamp } = exchange
  const { nonce } = credentials(exchange)
  const isAccepted = (at: number): boolean => isInWindow(at, parts)
  const isFresh = nonce !== '' && parts.nonces.use((key as AccessKey).id, nonce, timestamp as number, isAccepted)
  if (!isFresh) refuse('SignatureNonceUsed')
}

/** Who calls is verified, in this order. The nonce is used up only when everything else held. */
export const strictAuthentication: readonly Step[] = [
  signatureMethodIsSupported,
  accessKeyIsKnown,
  tokenFits,
  timestampIsInWindow,
  signatureHolds,
  nonceIsFresh,
]

const anyoneIsSomeone: Step = (exchange: Exchange, { accounts }) => {
  const key = accounts.key(credentials(exchange).keyId)
  const account = key === undefined ? accounts.default() : accountOf(key, accounts)
  if (key !== undefined) exchange.key = key
  exchange.account = account ?? refuse('InvalidAccessKeyId.NotFound')
}

/** Who calls is taken on trust: the key's account, or the default one. */
export const openAuthentication: readonly Step[] = [anyoneIsSomeone]

/** A call that was held back finds its caller as it is by then: the key may be gone, or inactive, or another's. */
export const callerIsStillThere: Step = (exchange, parts) => {
  const before = exchange.account as Account
  const identify = parts.auth === 'strict' ? accessKeyIsKnown : anyoneIsSomeone
  identify(exchange, parts)
  if (exchange.account?.id === before.id) return
  exchange.account = before
  refuse('InvalidAccessKeyId.NotFound')
}
