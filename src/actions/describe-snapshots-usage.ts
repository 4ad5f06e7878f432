import type { Region } from '../model/region.ts'
import { refuse } from '../wire/errors.ts'
import { required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'

/** "The specified region is not exist." */
const regionExists = ({ region }: { readonly region: Region | undefined }): void => {
  if (region === undefined) refuse('InvalidParam.RegionId')
}

/** Says how many snapshots a region has and how many bytes they take. */
export const describeSnapshotsUsage = defineAction({
  name: 'DescribeSnapshotsUsage',
  params: { RegionId: required(text()) },
  find: ({ state }, { RegionId }) => ({ region: state.regions.find(RegionId) }),
  rules: [regionExists],
  handle({ account, state, now }, { RegionId }) {
    const { count, bytes } = state.snapshots.usage(account.id, RegionId, now)
    return { SnapshotCount: count, SnapshotSize: bytes }
  },
})
