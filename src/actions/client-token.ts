import { refuse } from '../errors/index.ts'
import type { IdempotentCall } from '../model/ports.ts'
import { text } from '../wire/params.ts'
import type { ActionContext } from './context.ts'

/** "ClientToken: ASCII, at most 64 characters, case-sensitive." */
export const clientToken = text({ min: 1, max: 64, matches: token => /^[\x21-\x7e]+$/.test(token) })

/**
 * The call as it is remembered; undefined when it has no token. Its nonce, timestamp and signature are no part of what a
 * repetition must have in common with it.
 *
 * @param params as read
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
 * What such a call was answered before.
 *
 * @returns undefined when nothing is known of the token
 * @throws {ApiError} `IdempotentParameterMismatch` when the token came with other parameters before
 */
export const keptAnswer = <A>({ state, now }: ActionContext, call: IdempotentCall): A | undefined => {
  const known = state.clientTokens.find(call, now)
  if (known?.sameRequest === false) refuse('IdempotentParameterMismatch')
  return known && JSON.parse(known.answer)
}

/** Keeps the answer for repetitions of the call. */
export const keepAnswer = ({ state, now }: ActionContext, call: IdempotentCall, answer: object): void =>
  state.clientTokens.keep(call, JSON.stringify(answer), now)
