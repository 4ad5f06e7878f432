import { actionToStub } from '../gateway/faults.ts'
import type { Control } from './calls.ts'
import { checkRoom, notFound } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'

type FaultParts = Pick<ControlDependencies, 'faults' | 'heldCalls'>

/** Removes all faults, or the faults of one account. The calls that they delay go on. */
export const clearFaults = ({ faults, heldCalls }: FaultParts, account?: string): void => {
  faults.clear(account)
  heldCalls.release(fault => account === undefined || fault.account === account)
}

/** Adds, lists and removes faults. */
export const faultControl = ({ faults, heldCalls, limits, store }: ControlDependencies): Control['faults'] => ({
  add(fault) {
    const action = actionToStub(fault)
    if (action !== undefined && !store.stubs.has(action))
      throw new ControlError(400, `at should be before: ${action} is not emulated and has no stub, so it does no work.`)
    checkRoom('faults', [...faults.list(), fault], limits)
    return faults.add(fault)
  },
  list: () => faults.list(),
  remove(id) {
    const isActive = faults.remove(id)
    const released = heldCalls.release(fault => fault.id === id)
    if (!isActive && released === 0) notFound('fault', id)
  },
  clear: ({ account } = {}) => clearFaults({ faults, heldCalls }, account),
})
