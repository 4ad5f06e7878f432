import { accountControl } from './accounts.ts'
import { clockControl } from './clock.ts'
import type { Control } from './control.ts'
import { explainer } from './explain.ts'
import { faultControl } from './faults.ts'
import type { ControlledParts, Origins } from './parts.ts'
import { requestControl } from './requests.ts'
import { snapshotControl } from './snapshots.ts'
import { startControl } from './start.ts'
import { stateControl } from './state.ts'

/** Builds what steers an emulator. */
export const buildControl = (parts: ControlledParts): Control => {
  const origins: Origins = new Map()
  return {
    ...startControl(parts, origins),
    accounts: accountControl(parts, origins),
    snapshots: snapshotControl(parts),
    clock: clockControl(parts),
    faults: faultControl(parts),
    requests: requestControl(parts),
    explain: explainer(parts.store.accounts, parts.store.regions),
    state: stateControl(parts, origins),
  }
}
