import { accountControl } from './accounts.ts'
import { type Control, type Member, memberOf, membersOf, type NamedRow } from './calls.ts'
import type { Changes } from './changes.ts'
import { checked } from './checks.ts'
import { clockControl } from './clock.ts'
import type { BroughtBy, ControlDependencies } from './dependencies.ts'
import { explainer } from './explain.ts'
import { faultControl } from './faults.ts'
import { argsOf, givenBy } from './over-http.ts'
import { requestControl } from './requests.ts'
import { resourceControls } from './resources.ts'
import { shapes } from './shapes.ts'
import { startControl } from './start.ts'
import { stateControl } from './state.ts'
import { stubControl } from './stubs.ts'

/** Wraps a member so that its input is checked by the shape of its row. */
const checking = (row: NamedRow, work: Member): Member => {
  if (row.input === undefined) return work
  const shape = shapes[row.input]
  const checkedArgs = (args: unknown[]): unknown[] => {
    const { path, input, more } = givenBy(row, args)
    return [...argsOf(row, path, checked<unknown>(shape, input)), ...more]
  }
  // An asynchronous member rejects on invalid input instead of throwing.
  return row.waits ? async (...args) => work(...checkedArgs(args)) : (...args) => work(...checkedArgs(args))
}

/** Wraps a member that may change something so that watchers hear of it. */
const telling = (row: NamedRow, work: Member, changes: Changes): Member =>
  row.route.startsWith('GET ')
    ? work
    : (...args) => {
        const result = work(...args)
        changes.tell()
        return result
      }

/** Builds the control object of an emulator. */
export const buildControl = (dependencies: ControlDependencies): Control => {
  const broughtBy: BroughtBy = new Map()
  const work: Control = {
    ...startControl(dependencies, broughtBy),
    accounts: accountControl(dependencies, broughtBy),
    ...resourceControls(dependencies),
    clock: clockControl(dependencies),
    faults: faultControl(dependencies),
    stubs: stubControl(dependencies),
    requests: requestControl(dependencies),
    explain: explainer(dependencies.store.accounts, dependencies.store.regions, dependencies.journal),
    state: stateControl(dependencies, broughtBy),
  }
  return membersOf(row => checking(row, telling(row, memberOf(work, row), dependencies.changes)))
}
