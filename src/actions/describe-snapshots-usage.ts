import { required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { regionExists } from './shared-rules.ts'

/** Returns the number of snapshots in a region and their total size in bytes. */
export const describeSnapshotsUsage = defineAction({
  name: 'DescribeSnapshotsUsage',
  params: { RegionId: required(text(), '2024') },
  members: { SnapshotCount: '2024', SnapshotSize: '2024' },
  find: ({ state }, { RegionId }) => ({ region: state.regions.find(RegionId) }),
  rules: [{ ...regionExists, evidence: '2024', refusal: 'InvalidParam.RegionId' }],
  handle({ account, state, now }, { RegionId }) {
    const { count, bytes } = state.snapshots.usage(account.id, RegionId, now)
    return { SnapshotCount: count, SnapshotSize: bytes }
  },
})
