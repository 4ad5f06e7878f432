import type { Control } from './calls.ts'
import { notFound } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'

/** Sets faults and takes them away. */
export const faultControl = ({ faults }: ControlDependencies): Control['faults'] => ({
  add: fault => faults.add(fault),
  list: () => faults.list(),
  remove(id) {
    if (!faults.remove(id)) notFound('fault', id)
  },
  clear: ({ account } = {}) => faults.clear(account),
})
