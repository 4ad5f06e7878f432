import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { refuse } from '../wire/errors.ts'
import { boolean, integer, required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { isManualSnapshotName, isSnapshotDescription } from './snapshot-texts.ts'

/** What the rules of a change speak of. */
interface Facts {
  readonly snapshot: Snapshot | undefined
  readonly now: number
  readonly anything: boolean
  readonly retentionDays: number | undefined
}

/** "No attribute to be modified in this request." */
const somethingChanges = ({ anything }: Facts): void => {
  if (!anything) refuse('NoAttributeToModify')
}

/** "The specified SnapshotId does not exist." */
const snapshotExists = ({ snapshot }: Facts): void => {
  if (snapshot === undefined) refuse('InvalidSnapshotId.NotFound')
}

/** "The snapshot of the disk is still creating": one that is made of the disk itself. */
const diskIsNotBeingRead = ({ snapshot, now }: Facts): void => {
  const isOfDisk = snapshot?.sourceSnapshotId === null
  if (isOfDisk && statusAt(snapshot, now) === 'progressing') refuse('IncorrectDiskStatus.CreatingSnapshot')
}

/** "The specified snapshot has not completed yet": a copy, or one that failed. */
const snapshotIsReady = ({ snapshot, now }: Facts): void => {
  if (snapshot !== undefined && statusAt(snapshot, now) !== 'accomplished') refuse('InvalidSnapshotId.NotReady')
}

/** "The requested operation to decrease retention days for the snapshot is not supported." For ever is the longest. */
const retentionGrows = ({ snapshot, retentionDays }: Facts): void => {
  const before = snapshot?.retentionDays ?? Number.POSITIVE_INFINITY
  if (retentionDays !== undefined && retentionDays < before) refuse('InvalidOperation.DecreaseRetentionDaysUnsupported')
}

/** Changes a snapshot's name, description, retention or instant access. */
export const modifySnapshotAttribute = defineAction({
  name: 'ModifySnapshotAttribute',
  params: {
    SnapshotId: required(text()),
    SnapshotName: text({ min: 2, max: 128, matches: isManualSnapshotName, refusal: 'InvalidSnapshotName.Malformed' }),
    Description: text({ min: 2, max: 256, matches: isSnapshotDescription, refusal: 'InvalidDescription.Malformed' }),
    DisableInstantAccess: boolean('InvalidSnapshotDisableInstantAccess.Malformed'),
    RetentionDays: integer({ min: 1, max: 65536, refusal: 'InvalidRetentionDays.Malformed' }),
  },
  find: ({ account, state, now }, { SnapshotId, ...changes }): Facts => ({
    snapshot: state.snapshots.find(account.id, undefined, SnapshotId, now),
    now,
    anything: Object.values(changes).some(value => value !== undefined),
    retentionDays: changes.RetentionDays,
  }),
  rules: [somethingChanges, snapshotExists, diskIsNotBeingRead, snapshotIsReady, retentionGrows],
  handle({ state, now }, params, facts) {
    const { snapshot } = facts as Facts & { snapshot: Snapshot }
    state.snapshots.change(snapshot, {
      name: params.SnapshotName ?? snapshot.name,
      description: params.Description ?? snapshot.description,
      retentionDays: params.RetentionDays ?? snapshot.retentionDays,
      instantAccessDays: params.DisableInstantAccess ? null : snapshot.instantAccessDays,
      modifiedAt: now,
    })
    return {}
  },
})
