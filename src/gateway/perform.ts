import { type ApiError, findError, refuse, StubbedError } from '../errors/index.ts'
import type { Account } from '../model/account.ts'
import { isEcsAction } from '../model/ecs-actions.ts'
import { type Reply, renderAnswer, renderError } from '../wire/reply.ts'
import type { CallContext, GatewayDependencies, Step } from './context.ts'

/** Reads the parameters, checks the rules and does the work, atomically, unless a stub has answered. */
export const perform: Step = (context, { write, state, now, settings }) => {
  if (context.stub !== undefined) return
  // A fault or a stub names an action that is not emulated, but did not apply to this call.
  const action = context.action ?? refuse('InvalidAction.NotFound')
  const account = context.account as Account
  context.answer = write(() => action.run({ account, state, now: now(), settings }, context.call.params))
}

/** Whether a call is refused because its action, which the real service has, is not emulated. */
export const isNotEmulated = ({ call, action, refusal, stub }: CallContext): boolean =>
  refusal?.code === 'InvalidAction.NotFound' &&
  action === undefined &&
  stub === undefined &&
  isEcsAction(call.action, call.version)

/** Renders the reply to a refused call. Errors specific to an action apply only to identified callers. */
const renderRefusal = (context: CallContext, refusal: ApiError, contract: GatewayDependencies['contract']): Reply => {
  const { call, ids, account } = context
  const row =
    refusal instanceof StubbedError
      ? refusal.row
      : findError(refusal.code, account === undefined ? '' : call.action, contract)
  context.refusalRow = row
  const reply = renderError(row, refusal, call.host, call.format, ids)
  return isNotEmulated(context)
    ? { ...reply, headers: { ...reply.headers, 'x-emulator-not-emulated': call.action } }
    : reply
}

/** Returns the headers from which SDKs read when to retry: most the first, Go's darabonba-openapi 2.1 the second. */
const retryHeaders = (ms: number | undefined): Readonly<Record<string, string>> =>
  ms === undefined ? {} : { 'x-acs-retry-after': String(ms), 'x-ratelimit-user-api': `Remain:0,TimeLeft:${ms}` }

/** Renders the reply to an answered or refused call. */
export const render = (context: CallContext, { contract }: GatewayDependencies): Reply => {
  const { answer = {}, refusal, call, ids, fault, faultNote, stub } = context
  const reply =
    refusal === undefined
      ? renderAnswer(call.action, answer, call.format, ids)
      : renderRefusal(context, refusal, contract)
  if (faultNote === undefined && stub === undefined) return reply
  return {
    ...reply,
    headers: {
      ...reply.headers,
      ...(stub !== undefined && { 'x-emulator-stub': stub }),
      ...(faultNote !== undefined && { 'x-emulator-fault': faultNote, ...retryHeaders(fault?.retryAfterMs) }),
    },
  }
}
