import type { ActionSettings } from '../model/ports.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { boolean, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'

/** What the rules of a deletion speak of. */
interface Facts {
  readonly snapshot: Snapshot | undefined
  readonly settings: ActionSettings
  readonly force: boolean
}

/**
 * "The specified snapshot is not found." The same page says: "If no snapshot with that id exists, the request is
 * ignored"; `--delete-missing ignore` follows it.
 */
const snapshotExists = ({ snapshot, settings }: Facts): void => {
  if (snapshot === undefined && settings.deleteMissing === 'error') refuse('InvalidSnapshotId.NotFound')
}

/** "The snapshot has been used to create user defined image(s)": the image must be deleted first. */
const noImageIsMadeOfIt = ({ snapshot }: Facts): void => {
  if (snapshot?.usage === 'image' || snapshot?.usage === 'image_disk') refuse('SnapshotCreatedImage')
}

/** "The snapshot has been used to create disk(s)", which Force overrides. */
const noDiskIsMadeOfIt = ({ snapshot, force }: Facts): void => {
  if (snapshot?.usage === 'disk' && !force) refuse('SnapshotCreatedDisk')
}

/** Deletes a snapshot; one in progress is cancelled by it. */
export const deleteSnapshot = defineAction({
  name: 'DeleteSnapshot',
  params: { SnapshotId: required(text()), Force: withDefault(boolean(), false) },
  find: ({ account, state, now, settings }, { SnapshotId, Force }): Facts => ({
    snapshot: state.snapshots.find(account.id, undefined, SnapshotId, now),
    settings,
    force: Force,
  }),
  rules: [snapshotExists, noImageIsMadeOfIt, noDiskIsMadeOfIt],
  handle({ state }, _params, { snapshot }) {
    if (snapshot !== undefined) state.snapshots.remove(snapshot)
    return {}
  },
})
