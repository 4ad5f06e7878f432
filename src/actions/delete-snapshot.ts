import type { Snapshot } from '../model/snapshot.ts'
import { boolean, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import type { ActionSettings } from './context.ts'

/** Facts for the rules of a deletion. */
interface Facts {
  readonly snapshot: Snapshot | undefined
  readonly settings: ActionSettings
  readonly force: boolean
}

/** Deletes a snapshot. A snapshot in progress is cancelled. */
export const deleteSnapshot = defineAction({
  name: 'DeleteSnapshot',
  params: { SnapshotId: required(text(), '2024'), Force: withDefault(boolean(), '2024', false) },
  members: {},
  find: ({ account, state, now, settings }, { SnapshotId, Force }): Facts => ({
    snapshot: state.snapshots.find(account.id, undefined, SnapshotId, now),
    settings,
    force: Force,
  }),
  rules: [
    {
      says: 'The snapshot exists and is the caller’s.',
      evidence: '2024: its text says that such a call is ignored; decision “Deleting what is not there”',
      refusal: 'InvalidSnapshotId.NotFound',
      holds: ({ snapshot, settings }) => snapshot !== undefined || settings.deleteMissing === 'ignore',
    },
    {
      says: 'No image was made of the snapshot.',
      evidence: '2024',
      refusal: 'SnapshotCreatedImage',
      holds: ({ snapshot }) => snapshot?.usage !== 'image' && snapshot?.usage !== 'image_disk',
    },
    {
      says: 'No disk was made of the snapshot, or Force is true.',
      evidence: '2024',
      refusal: 'SnapshotCreatedDisk',
      holds: ({ snapshot, force }) => snapshot?.usage !== 'disk' || force,
    },
  ],
  handle({ state }, _params, { snapshot }) {
    if (snapshot !== undefined) state.snapshots.remove(snapshot)
    return {}
  },
})
