import { faultShape } from '../gateway/faults.ts'
import { checked, notFound } from './checks.ts'
import type { FaultControl } from './control.ts'
import type { ControlledParts } from './parts.ts'
import { scopeShape } from './shapes.ts'

/** Sets faults and takes them away. */
export const faultControl = ({ faults }: ControlledParts): FaultControl => ({
  add: fault => faults.add(checked(faultShape, fault)),
  list: () => faults.list(),
  remove(id) {
    if (!faults.remove(id)) notFound('fault', id)
  },
  clear: (scope = {}) => faults.clear(checked(scopeShape, scope).account),
})
