import { refuse } from '../errors/index.ts'
import type { IdempotentCall } from '../model/ports.ts'
import { text } from '../wire/params.ts'
import type { ActionContext } from './context.ts'

/** "ClientToken: ASCII, at most 64 characters, case-sensitive." */
export const clientToken = text({ min: 1, max: 64, matches: token => /^[\x21-\x7e]+$/.test(token) })

/** The call as it is remembered; undefined when it has no token. */
const idempotentCall = ({ account }: ActionContext, action: string, params: object): IdempotentCall | undefined => {
  const token = (params as { readonly ClientToken?: string }).ClientToken
  return token === undefined ? undefined : { accountId: account.id, action, token, request: JSON.stringify(params) }
}

/**
 * What a call with a client token was answered before. Its nonce, timestamp and signature are no part of what must be
 * the same.
 *
 * @param params as read
 * @returns undefined when nothing is known of the token
 * @throws {ApiError} `IdempotentParameterMismatch` when the token came with other parameters before
 */
export const keptAnswer = <A>(context: ActionContext, action: string, params: object): A | undefined => {
  const call = idempotentCall(context, action, params)
  const known = call && context.state.clientTokens.find(call, context.now)
  if (known?.sameRequest === false) refuse('IdempotentParameterMismatch')
  return known && JSON.parse(known.answer)
}

/** Keeps the answer to a call with a client token for its repetitions. */
export const keepAnswer = (context: ActionContext, action: string, params: object, answer: object): void => {
  const call = idempotentCall(context, action, params)
  if (call !== undefined) context.state.clientTokens.keep(call, JSON.stringify(answer), context.now)
}
