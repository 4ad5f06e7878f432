import type { Control } from './calls.ts'
import { notFound } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'

type FaultParts = Pick<ControlDependencies, 'faults' | 'heldCalls'>

/** Removes all faults, or the faults of one account. The calls that they delay go on. */
export const clearFaults = ({ faults, heldCalls }: FaultParts, account?: string): void => {
  faults.clear(account)
  heldCalls.release(fault => account === undefined || fault.account === account)
}

/** Adds, lists and removes faults. */
export const faultControl = ({ faults, heldCalls, limits }: ControlDependencies): Control['faults'] => ({
  add(fault) {
    const { maxFaults, maxFaultBytes } = limits
    const all = [...faults.list(), fault]
    if (all.length > maxFaults) throw new ControlError(409, `There are ${maxFaults} faults already (maxFaults).`)
    const size = Buffer.byteLength(JSON.stringify(all))
    if (size > maxFaultBytes) {
      throw new ControlError(409, `The faults would take ${size} bytes; at most ${maxFaultBytes} fit (maxFaultBytes).`)
    }
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
