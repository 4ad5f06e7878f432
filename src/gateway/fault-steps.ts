import type { Action } from '../actions/action.ts'
import { ApiError } from '../errors/index.ts'
import type { Account } from '../model/account.ts'
import { callerIsStillThere } from './authenticate.ts'
import type { CallContext, GatewayDependencies, Step } from './context.ts'
import type { Fault } from './faults.ts'

/** Takes the fault that applies to a call at this moment, and notes it in the context. */
const takeFault = (
  context: CallContext,
  { faults }: GatewayDependencies,
  at: 'before' | 'after',
): Fault | undefined => {
  if (faults.none) return undefined
  const { action, account, call } = context as CallContext & { action: Action; account: Account }
  const taken = faults.take(at, { action: action.name, account: account.id, params: call.params })
  if (taken === undefined) return undefined
  context.fault = taken.fault
  const note = `${taken.fault.kind} ${at} ${taken.id}`
  context.faultNote = context.faultNote === undefined ? note : `${context.faultNote}, ${note}`
  return taken.fault
}

/** Injects a fault before the work. A delay pauses the call, at most once. Any other fault replaces the work. */
export const injectFaultBefore: Step = (context, dependencies) => {
  if (context.wasPaused) return
  const fault = takeFault(context, dependencies, 'before')
  if (fault === undefined) return
  if (fault.delayMs === undefined) throw new ApiError(fault.code ?? 'ServiceUnavailable')
  context.pauseMs = fault.delayMs
  context.resumeAt = callerIsStillThere
  context.wasPaused = true
}

/** Injects a fault after the work. The work is kept; its response is lost, replaced or delayed. */
export const injectFaultAfter: Step = (context, dependencies) => {
  const fault = takeFault(context, dependencies, 'after')
  if (fault?.code !== undefined) throw new ApiError(fault.code)
}
