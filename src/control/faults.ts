import type { Control } from './calls.ts'
import { notFound } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'

/** Adds, lists and removes faults. */
export const faultControl = ({ faults }: ControlDependencies): Control['faults'] => ({
  add: fault => faults.add(fault),
  list: () => faults.list(),
  remove(id) {
    if (!faults.remove(id)) notFound('fault', id)
  },
  clear: ({ account } = {}) => faults.clear(account),
})
