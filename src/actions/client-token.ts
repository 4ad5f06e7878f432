import { type ErrorCode, refuse } from '../errors/index.ts'
import type { IdempotentCall } from '../model/ports.ts'
import { text } from '../wire/params.ts'
import type { ActionContext } from './context.ts'

const isToken = (token: string): boolean => /^[\x21-\x7e]+$/.test(token)

/** "ClientToken: ASCII, at most 64 characters, case-sensitive." */
export const clientToken = text({ min: 1, max: 64, matches: isToken })

/** CreateSnapshot has a code of its own for a malformed token. */
export const snapshotClientToken = text({ min: 1, max: 64, matches: isToken, refusal: 'InvalidClientToken.Malformed' })

/**
 * Returns the call as stored for repetitions; undefined when it has no token. A repeated call may differ in nonce,
 * timestamp and signature.
 *
 * @param params the parameters as read
 */
export const idempotentCall = (
  { account }: ActionContext,
  action: string,
  params: object,
): IdempotentCall | undefined => {
  const token = (params as { readonly ClientToken?: string }).ClientToken
  return token === undefined ? undefined : { accountId: account.id, action, token, request: JSON.stringify(params) }
}

/**
 * Returns the stored answer of an earlier call with the same token.
 *
 * @param mismatch the error when the token was used with other parameters
 * @returns undefined when the token is unknown
 * @throws {ApiError} `mismatch`
 */
export const keptAnswer = <A>(
  { state, now }: ActionContext,
  call: IdempotentCall,
  mismatch: ErrorCode = 'IdempotentParameterMismatch',
): A | undefined => {
  const known = state.clientTokens.find(call, now)
  if (known?.sameRequest === false) refuse(mismatch)
  return known && JSON.parse(known.answer)
}

/** Stores the answer for repetitions of the call. */
export const keepAnswer = ({ state, now }: ActionContext, call: IdempotentCall, answer: object): void =>
  state.clientTokens.keep(call, JSON.stringify(answer), now)
