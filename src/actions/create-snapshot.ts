import type { Account } from '../model/account.ts'
import { type Disk, isLocalDisk } from '../model/disk.ts'
import type { DiskSnapshots } from '../model/ports.ts'
import type { Region } from '../model/region.ts'
import { type Snapshot, snapshotDefaults } from '../model/snapshot.ts'
import { plannedCompletion } from '../model/transition.ts'
import { refuse } from '../wire/errors.ts'
import { boolean, integer, oneOf, required, text } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { clientToken } from './client-token.ts'
import { accountCanPay, snapshotServiceIsOpen } from './copy-rules.ts'
import { isManualSnapshotName, isSnapshotDescription } from './snapshot-texts.ts'

/** What the rules of a new snapshot speak of. */
interface Facts {
  readonly account: Account
  readonly disk: Disk | undefined
  /** The snapshots that were made of the disk before. */
  readonly before: DiskSnapshots | undefined
  readonly categoryAndInstantAccess: boolean
}

/** "A disk can have up to 256 manual snapshots." */
const manualSnapshotQuota = 256

/** "The snapshot Category and InstantAccess can't be used together." */
const categoryOrInstantAccess = ({ categoryAndInstantAccess }: Facts): void => {
  if (categoryAndInstantAccess) refuse('InvalidCategoryAndInstantAccess.Malformed')
}

/** "The specified DiskId does not exist." */
const diskExists = ({ disk }: Facts): void => {
  if (disk === undefined) refuse('InvalidDiskId.NotFound')
}

/** "The type of the specified disk does not support creating a snapshot." */
const diskIsNotLocal = ({ disk }: Facts): void => {
  if (disk !== undefined && isLocalDisk(disk)) refuse('DiskCategory.OperationNotSupported')
}

/** "The specified disk has never been attached to any instance." */
const diskWasAttached = ({ disk }: Facts): void => {
  if (!disk?.everAttached) refuse('IncorrectDiskStatus.NeverAttached')
}

/** "The disk must be in the In Use or Available state." */
const diskIsAtRest = ({ disk }: Facts): void => {
  if (disk?.status !== 'In_use' && disk?.status !== 'Available') refuse('IncorrectDiskStatus')
}

/** "The specified operation is denied as your disk has expired." */
const diskIsPaidFor = ({ disk }: Facts): void => {
  if (disk?.expired) refuse('DiskInArrears')
}

/** "The disk attached instance is locked due to security." */
const instanceIsNotLocked = ({ disk }: Facts): void => {
  if (disk?.instanceId && disk.instanceLocked) refuse('InstanceLockedForSecurity')
}

/** "The instance must be in the Running or Stopped state." */
const instanceIsAtRest = ({ disk }: Facts): void => {
  const status = disk?.instanceId ? disk.instanceStatus : 'Stopped'
  if (status !== 'Running' && status !== 'Stopped') refuse('IncorrectInstanceStatus')
}

/** "A previous snapshot creation is in process." */
const noOtherIsInProgress = ({ before }: Facts): void => {
  if (before?.unfinished) refuse('IncorrectDiskStatus.CreatingSnapshot')
}

/** "The snapshot quota exceeds." */
const diskQuotaIsLeft = ({ before }: Facts): void => {
  if (before !== undefined && before.manual >= manualSnapshotQuota) refuse('QuotaExceed.Snapshot')
}

/** Makes a snapshot of a disk; the answer comes at once, the snapshot is ready later. */
export const createSnapshot = defineAction({
  name: 'CreateSnapshot',
  params: {
    DiskId: required(text()),
    SnapshotName: text({ min: 2, max: 128, matches: isManualSnapshotName, refusal: 'InvalidSnapshotName.Malformed' }),
    Description: text({ min: 2, max: 256, matches: isSnapshotDescription, refusal: 'InvalidDescription.Malformed' }),
    RetentionDays: integer({ min: 1, max: 65536, refusal: 'InvalidRetentionDays.Malformed' }),
    Category: oneOf(['standard', 'flash'], 'InvalidSnapshotCategory.Malformed'),
    ClientToken: clientToken(),
    ResourceGroupId: text(),
    InstantAccess: boolean(),
    InstantAccessRetentionDays: integer({ min: 1, max: 65535, refusal: 'InvalidInstantAccessRetentionDays.Malformed' }),
    Tag: newTags(
      {
        tooMany: 'QuotaExceed.Tags',
        tooManyDetail: 'The specified tags are beyond the permitted range.',
        key: 'InvalidTagKey.Malformed',
        value: 'InvalidTagValue.Malformed',
        duplicate: 'Duplicate.TagKey',
      },
      ['Key', 'Value', 'key', 'value'],
    ),
  },
  find: ({ account, state, now }, { DiskId, Category, InstantAccess }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    return {
      account,
      disk,
      before: disk && state.snapshots.ofDisk(disk, now),
      categoryAndInstantAccess: Category !== undefined && InstantAccess === true,
    }
  },
  rules: [
    categoryOrInstantAccess,
    snapshotServiceIsOpen,
    accountCanPay,
    diskExists,
    diskIsNotLocal,
    diskWasAttached,
    diskIsAtRest,
    diskIsPaidFor,
    instanceIsNotLocked,
    instanceIsAtRest,
    noOtherIsInProgress,
    diskQuotaIsLeft,
  ],
  handle({ account, state, now, settings }, params, facts) {
    const { disk, before } = facts as Facts & { disk: Disk; before: DiskSnapshots }
    const region = state.regions.find(disk.regionId) as Region
    const id = state.newId('s-', region)
    const scope = { accountId: account.id, from: region.id, to: region.id }
    const snapshot: Snapshot = {
      ...snapshotDefaults,
      ...plannedCompletion(state.transitions.matching(scope), settings.transition, now, disk.size),
      accountId: account.id,
      id,
      regionId: region.id,
      name: params.SnapshotName ?? '',
      description: params.Description ?? '',
      createdAt: now,
      modifiedAt: now,
      retentionDays: params.RetentionDays ?? null,
      diskId: disk.id,
      diskType: disk.type,
      diskSize: disk.size,
      category: params.Category ?? 'standard',
      linkId: before.linkId ?? state.newId('sl-', region),
      resourceGroupId: params.ResourceGroupId ?? '',
      instantAccessDays: params.InstantAccess ? (params.InstantAccessRetentionDays ?? 0) : null,
      tags: params.Tag,
    }
    state.snapshots.add(snapshot, now)
    return { SnapshotId: id }
  },
})
