import type { Account } from '../model/account.ts'
import { type Disk, isLocalDisk } from '../model/disk.ts'
import type { Region } from '../model/region.ts'
import type { SnapshotState } from '../model/state.ts'
import { completionOf } from '../model/transition.ts'
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
  readonly before: ReturnType<SnapshotState['snapshotsOfDisk']> | undefined
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
  if (disk?.instance?.locked) refuse('InstanceLockedForSecurity')
}

/** "The instance must be in the Running or Stopped state." */
const instanceIsAtRest = ({ disk }: Facts): void => {
  const status = disk?.instance?.status ?? 'Stopped'
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
    const disk = state.disk(account.id, DiskId)
    return {
      account,
      disk,
      before: disk && state.snapshotsOfDisk(disk, now),
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
  writes: true,
  handle({ account, state, now, settings }, params, facts) {
    const { disk, before } = facts as Facts & { disk: Disk; before: NonNullable<Facts['before']> }
    const region = state.region(disk.regionId) as Region
    const id = state.newId('s-', region)
    const scope = { accountId: account.id, from: region.id, to: region.id }
    state.addSnapshot({
      accountId: account.id,
      id,
      regionId: region.id,
      name: params.SnapshotName ?? '',
      description: params.Description ?? '',
      createdAt: now,
      modifiedAt: now,
      completion: completionOf(state.transitions(scope), settings.transition, now, disk.size),
      retentionDays: params.RetentionDays ?? null,
      disk: { id: disk.id, type: disk.type, size: disk.size },
      category: params.Category ?? 'standard',
      encrypted: false,
      kmsKeyId: '',
      type: 'user',
      usage: 'none',
      linkId: before.linkId ?? state.newId('sl-', region),
      resourceGroupId: params.ResourceGroupId ?? '',
      instantAccessDays: params.InstantAccess ? (params.InstantAccessRetentionDays ?? 0) : null,
      sourceSnapshotId: null,
      sourceRegionId: null,
      tags: params.Tag,
      copyLimits: [],
      busyUntil: null,
      storageLocationArn: '',
    })
    return { SnapshotId: id }
  },
})
