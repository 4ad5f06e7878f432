import type { Probe } from '../probe.ts'
import { authProbes, gatewayProbes } from './gateway.ts'
import { resourceProbes } from './resources.ts'
import { snapshotProbes } from './snapshots.ts'
import { withSnapshotProbes } from './with-snapshot.ts'

/** All probes, in the order in which they are sent: failed authentications last. */
export const probes: readonly Probe[] = [
  ...gatewayProbes,
  ...snapshotProbes,
  ...resourceProbes,
  ...withSnapshotProbes,
  ...authProbes,
]
