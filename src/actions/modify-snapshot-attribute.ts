import { type Snapshot, statusAt } from '../model/snapshot.ts'
import { boolean, optional, required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { description } from './names.ts'
import { snapshotExists, snapshotIsReady } from './shared-rules.ts'
import { manualSnapshotName, retentionDays } from './snapshot-kinds.ts'

/** Facts for the rules of a change. */
interface Facts {
  readonly snapshot: Snapshot | undefined
  readonly now: number
  readonly anything: boolean
  readonly retentionDays: number | undefined
}

/** Changes a snapshot's name, description, retention or instant access. */
export const modifySnapshotAttribute = defineAction({
  name: 'ModifySnapshotAttribute',
  params: {
    SnapshotId: required(text(), '2024'),
    SnapshotName: optional(manualSnapshotName, '2024'),
    Description: optional(description, '2024'),
    DisableInstantAccess: optional(boolean('InvalidSnapshotDisableInstantAccess.Malformed'), '2024'),
    RetentionDays: optional(retentionDays, '2024'),
  },
  members: {},
  find: ({ account, state, now }, { SnapshotId, ...changes }): Facts => ({
    snapshot: state.snapshots.find(account.id, undefined, SnapshotId, now),
    now,
    anything: Object.values(changes).some(value => value !== undefined),
    retentionDays: changes.RetentionDays,
  }),
  rules: [
    {
      says: 'An attribute is given.',
      evidence: '2024',
      refusal: 'NoAttributeToModify',
      holds: ({ anything }) => anything,
    },
    snapshotExists,
    {
      says: 'The retention of a snapshot in progress that is made of the disk itself is not changed.',
      evidence: 'assumed: decision “Changing what is not ready”; the metadata of 2024 lists the code',
      refusal: 'IncorrectDiskStatus.CreatingSnapshot',
      holds: ({ snapshot, retentionDays, now }) =>
        retentionDays === undefined || snapshot?.sourceSnapshotId !== null || statusAt(snapshot, now) !== 'progressing',
    },
    {
      says: 'A snapshot whose retention is changed is accomplished.',
      evidence:
        '2024: that name and description change at any time follows from terraform-provider-alicloud PR#10425, 2026',
      refusal: snapshotIsReady.refusal,
      holds: facts => facts.retentionDays === undefined || snapshotIsReady.holds(facts),
    },
    {
      says: 'The retention is not shorter than before.',
      evidence: '2024: that for ever is the longest is assumed',
      refusal: 'InvalidOperation.DecreaseRetentionDaysUnsupported',
      holds: ({ snapshot, retentionDays }) =>
        retentionDays === undefined || retentionDays >= (snapshot?.retentionDays ?? Number.POSITIVE_INFINITY),
    },
  ],
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
