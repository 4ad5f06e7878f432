import { type Contract, refuse } from '../errors/index.ts'
import type { AccessKey, Account } from '../model/account.ts'
import type { Accounts } from '../model/ports.ts'
import type { Call } from '../wire/call.ts'
import { sameSecret } from '../wire/secrets.ts'
import { signatureMethodV1, verifyV1 } from '../wire/signature-v1.ts'
import { type Authorization, algorithmV3, verifyV3 } from '../wire/signature-v3.ts'
import { parseTimestamp } from '../wire/timestamp.ts'
import type { CallContext, GatewayDependencies, Step } from './context.ts'

/** Maximum distance of a timestamp from the clock, in milliseconds. */
const windowMs = 15 * 60_000

export const readCredentials: Step = context => {
  const { authorization, params, headers } = context.call
  context.credentials =
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
}

const signatureMethodIsSupported: Step = ({ call: { authorization, params } }) => {
  const isSupported =
    authorization === undefined
      ? (params.get('SignatureMethod') || signatureMethodV1) === signatureMethodV1 &&
        (params.get('SignatureVersion') || '1.0') === '1.0'
      : authorization.algorithm === algorithmV3
  if (!isSupported) refuse('InvalidSignatureMethod')
}

const accountOf = (key: AccessKey, accounts: Accounts): Account => accounts.find(key.accountId) as Account

const accessKeyIsKnown: Step = (context, { accounts }) => {
  const { keyId } = context.credentials
  if (keyId === '') refuse('MissingParameter', 'AccessKeyId')
  const key = accounts.key(keyId) ?? refuse('InvalidAccessKeyId.NotFound')
  context.key = key
  context.account = accountOf(key, accounts)
  if (!key.active) refuse('InvalidAccessKeyId.Inactive')
}

const tokenFits: Step = (context, { now, contract }) => {
  const { token, expiresAt } = context.key as AccessKey
  const given = context.credentials.token
  if (token !== null && given === '') refuse('MissingParameter', 'SecurityToken')
  if (token === null ? given !== '' : !sameSecret(given, token)) refuse('InvalidSecurityToken.MismatchWithAccessKey')
  if (expiresAt === null || expiresAt > now()) return
  if (contract === '2021') refuse('InvalidParameter', 'SecurityToken.Expired')
  refuse('InvalidSecurityToken.Expired')
}

/** Accepts a timestamp near either clock, since clients sign with the machine's time even if the emulator's differs. */
const isInWindow = (timestamp: number, { now, machineNow }: GatewayDependencies): boolean =>
  Math.abs(timestamp - now()) <= windowMs || Math.abs(timestamp - machineNow()) <= windowMs

const timestampIsInWindow: Step = (context, dependencies) => {
  const { timestamp } = context.credentials
  if (timestamp === '') refuse('MissingParameter', 'Timestamp')
  context.timestamp = parseTimestamp(timestamp) ?? refuse('InvalidTimeStamp.Format')
  if (isInWindow(context.timestamp, dependencies)) return
  refuse(context.call.authorization === undefined ? 'IllegalTimestamp' : 'InvalidTimeStamp.Expired')
}

/** V1 signs parameters only, so action and version in headers are not accepted. */
const requireV1 = (call: Call, secret: string, contract: Contract): void => {
  const unsigned = ['Action', 'Version', 'Signature'].find(name => !call.params.get(name))
  if (unsigned !== undefined) refuse('MissingParameter', unsigned)
  const { holds, stringToSign } = verifyV1(call, secret)
  if (holds) return
  if (contract === '2021') refuse('IncompleteSignature', stringToSign)
  refuse('SignatureDoesNotMatch', `is not matched with our calculation. server string to sign is:${stringToSign}`)
}

const requireV3 = (call: Call, authorization: Authorization, secret: string): void => {
  if (authorization.signature === undefined) refuse('MissingParameter', 'Signature')
  const { holds, canonicalRequest, stringToSign, flaw } = verifyV3(call, authorization, secret)
  if (holds) return
  const detail =
    canonicalRequest === ''
      ? `${flaw}.`
      : `server StringToSign is [${stringToSign}] server CanonicalRequest is [${canonicalRequest}]`
  refuse('SignatureDoesNotMatch', `does not match our calculation. ${detail}`)
}

const signatureHolds: Step = ({ call, key }, { contract }) => {
  const { secret } = key as AccessKey
  if (call.authorization === undefined) requireV1(call, secret, contract)
  else requireV3(call, call.authorization, secret)
}

/** Runs last, so that a refused call does not use up its nonce. */
const nonceIsFresh: Step = ({ key, credentials, timestamp }, dependencies) => {
  const isAccepted = (at: number): boolean => isInWindow(at, dependencies)
  const { id } = key as AccessKey
  const isFresh = credentials.nonce !== '' && dependencies.nonces.use(id, credentials.nonce, timestamp, isAccepted)
  if (!isFresh) refuse('SignatureNonceUsed')
}

/** Verifies the caller, in this order. */
export const strictAuthentication: readonly Step[] = [
  signatureMethodIsSupported,
  accessKeyIsKnown,
  tokenFits,
  timestampIsInWindow,
  signatureHolds,
  nonceIsFresh,
]

/** The account that a call names by its key. Callers that are trusted may name none: then the default account. */
export const namedAccount = (
  { credentials }: CallContext,
  { accounts, auth }: GatewayDependencies,
): Account | undefined => {
  const key = accounts.key(credentials.keyId)
  if (key !== undefined) return accountOf(key, accounts)
  return auth === 'off' ? accounts.default() : undefined
}

const callerIsTrusted: Step = (context, dependencies) => {
  context.key = dependencies.accounts.key(context.credentials.keyId)
  context.account = namedAccount(context, dependencies) ?? refuse('InvalidAccessKeyId.NotFound')
}

/** Trusts the caller: the account of its key, or the default account. */
export const openAuthentication: readonly Step[] = [callerIsTrusted]

/** Identifies the caller again after a delay. Its key may have been removed, deactivated or moved meanwhile. */
export const callerIsStillThere: Step = (context, dependencies) => {
  if (!context.wasPaused) return
  const before = context.account as Account
  const identify = dependencies.auth === 'strict' ? accessKeyIsKnown : callerIsTrusted
  identify(context, dependencies)
  if (context.account?.id === before.id) return
  context.account = before
  refuse('InvalidAccessKeyId.NotFound')
}
