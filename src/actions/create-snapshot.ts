import type { Account } from '../model/account.ts'
import type { Disk } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import type { DiskSnapshots } from '../model/ports.ts'
import { currentStatus } from '../model/status.ts'
import { plannedCompletion } from '../model/transition.ts'
import { boolean, integer, oneOf, optional, required, text, withDefault } from '../wire/params.ts'
import { newTags } from '../wire/tag-params.ts'
import { defineAction } from './action.ts'
import { snapshotClientToken } from './client-token.ts'
import { description } from './names.ts'
import {
  accountCanPay,
  diskExists,
  diskIsNotLocal,
  instanceIsNotLocked,
  instanceOf,
  snapshotServiceIsOpen,
} from './shared-rules.ts'
import { createdSnapshotName, retentionDays } from './snapshot-kinds.ts'
import { manualSnapshotQuota, snapshotOf } from './snapshot-of.ts'
import { tooManyTags } from './tags.ts'

/** Facts for the rules of a new snapshot. */
interface Facts {
  readonly account: Account
  readonly disk: Disk | undefined
  readonly diskStatus: string | undefined
  /** The instance that the disk is attached to. */
  readonly instance: Instance | undefined
  readonly instanceStatus: string | undefined
  /** The earlier snapshots of the disk. */
  readonly before: DiskSnapshots | undefined
  readonly categoryAndInstantAccess: boolean
}

/** Creates a snapshot of a disk. The answer comes at once; the snapshot completes later. */
export const createSnapshot = defineAction({
  name: 'CreateSnapshot',
  params: {
    DiskId: required(text(), '2024'),
    SnapshotName: optional(
      createdSnapshotName,
      'sdk: the letters of @alicloud/ecs20140526; the metadata of 2024 has fewer',
    ),
    Description: optional(description, '2024'),
    RetentionDays: optional(retentionDays, '2024'),
    Category: optional(oneOf(['standard', 'flash'], 'InvalidSnapshotCategory.Malformed'), '2024'),
    ClientToken: optional(snapshotClientToken, '2024'),
    ResourceGroupId: optional(text(), '2024'),
    InstantAccess: optional(boolean(), '2024'),
    InstantAccessRetentionDays: optional(
      integer({ min: 1, max: 65535, refusal: 'InvalidInstantAccessRetentionDays.Malformed' }),
      '2024',
    ),
    Tag: withDefault(newTags({ ...tooManyTags, lowerCase: true }), '2024', []),
  },
  ignored: { StorageLocationArn: { evidence: '2024', reason: 'Only copies are kept in storage locations.' } },
  members: { SnapshotId: '2024' },
  find: ({ account, state, now }, { DiskId, Category, InstantAccess }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    const instance = instanceOf(disk, state, now)
    return {
      account,
      disk,
      diskStatus: disk && currentStatus(disk, now),
      instance,
      instanceStatus: instance && currentStatus(instance, now),
      before: disk && state.snapshots.ofDisk(disk, now),
      categoryAndInstantAccess: Category !== undefined && InstantAccess === true,
    }
  },
  rules: [
    {
      says: 'Category and InstantAccess are not both given.',
      evidence: '2024',
      refusal: 'InvalidCategoryAndInstantAccess.Malformed',
      holds: ({ categoryAndInstantAccess }) => !categoryAndInstantAccess,
    },
    snapshotServiceIsOpen,
    accountCanPay,
    diskExists,
    diskIsNotLocal,
    {
      says: 'The disk has been attached to an instance.',
      evidence: '2024',
      refusal: 'IncorrectDiskStatus.NeverAttached',
      holds: ({ disk }) => disk?.everAttached === true,
    },
    {
      says: 'The disk is in use or available.',
      evidence: '2024',
      refusal: 'IncorrectDiskStatus',
      holds: ({ diskStatus }) => diskStatus === 'In_use' || diskStatus === 'Available',
    },
    {
      says: 'The disk has not expired.',
      evidence: '2024',
      refusal: 'DiskInArrears',
      holds: ({ disk }) => !disk?.expired,
    },
    instanceIsNotLocked,
    {
      says: 'The instance of the disk is running or stopped.',
      evidence: '2024',
      refusal: 'IncorrectInstanceStatus',
      holds: ({ instanceStatus = 'Stopped' }) => instanceStatus === 'Running' || instanceStatus === 'Stopped',
    },
    {
      says: 'No other snapshot of the disk is in progress.',
      evidence: '2024',
      refusal: 'IncorrectDiskStatus.CreatingSnapshot',
      holds: ({ before }) => !before?.unfinished,
    },
    {
      says: 'The disk has fewer than 256 manual snapshots.',
      evidence: '2024: the number is that of the quotas of 2021',
      refusal: 'QuotaExceed.Snapshot',
      holds: ({ before }) => before === undefined || before.manual < manualSnapshotQuota,
    },
  ],
  handle(context, params, facts) {
    const { disk } = facts as Facts & { disk: Disk }
    const { account, state, settings, now } = context
    const scope = { accountId: account.id, from: disk.regionId, to: disk.regionId }
    const completion = plannedCompletion(state.transitions.matching(scope), settings.transition, now, disk.size)
    const id = snapshotOf(context, disk, completion, {
      name: params.SnapshotName ?? '',
      description: params.Description ?? '',
      retentionDays: params.RetentionDays ?? null,
      category: params.Category ?? 'standard',
      resourceGroupId: params.ResourceGroupId ?? '',
      instantAccessDays: params.InstantAccess ? (params.InstantAccessRetentionDays ?? 0) : null,
      tags: params.Tag,
    })
    return { SnapshotId: id }
  },
})
