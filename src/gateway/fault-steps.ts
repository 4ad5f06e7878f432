import { ApiError } from '../errors/index.ts'
import { actionIsNamed } from './action-steps.ts'
import { callerIsStillThere, namedAccount } from './authenticate.ts'
import type { CallContext, GatewayDependencies, Step } from './context.ts'
import type { NamedFault } from './faults.ts'

/** Takes the fault that applies to a call at this moment, and notes it in the context. */
const takeFault = (
  context: CallContext,
  { faults }: GatewayDependencies,
  moment: 'arrival' | 'before' | 'after',
): NamedFault | undefined => {
  if (faults.none) return undefined
  const { account, call } = context
  const fault = faults.take(moment, { action: call.action, account: account?.id ?? '', params: call.params })
  if (fault === undefined) return undefined
  context.fault = fault
  const note = `${fault.kind} ${moment === 'after' ? moment : 'before'} ${fault.id}`
  context.faultNote = context.faultNote === undefined ? note : `${context.faultNote}, ${note}`
  return fault
}

/** A delay pauses the call, at most once. Any other fault replaces the work. */
const apply = (context: CallContext, fault: NamedFault, resumeAt: Step): void => {
  if (fault.delayMs === undefined) throw new ApiError(fault.code ?? 'ServiceUnavailable')
  context.pauseMs = fault.delayMs
  context.resumeAt = resumeAt
  context.wasPaused = true
}

/**
 * Injects a fault into a call that is parsed and nothing else. The journal names the action and the account that the
 * call claims.
 */
export const injectFaultOnArrival: Step = (context, dependencies) => {
  const fault = takeFault(context, dependencies, 'arrival')
  if (fault === undefined) return
  context.action = dependencies.actions.get(context.call.action)
  context.account = namedAccount(context, dependencies)
  apply(context, fault, actionIsNamed)
}

/** Lets the nonce of a call without effect be used again: some clients send the same bytes again by themselves. */
export const giveBackNonce = ({ key, credentials }: CallContext, { nonces }: GatewayDependencies): void => {
  if (key !== undefined) nonces.giveBack(key.id, credentials.nonce)
}

/** Injects a fault before the work of a call that is authorized. */
export const injectFaultBefore: Step = (context, dependencies) => {
  if (context.wasPaused) return
  const fault = takeFault(context, dependencies, 'before')
  if (fault === undefined) return
  if (fault.kind !== 'delay') giveBackNonce(context, dependencies)
  apply(context, fault, callerIsStillThere)
}

/** Injects a fault after the work. The work is kept; its response is lost, replaced or delayed. */
export const injectFaultAfter: Step = (context, dependencies) => {
  const fault = takeFault(context, dependencies, 'after')
  if (fault?.code !== undefined) throw new ApiError(fault.code)
}
