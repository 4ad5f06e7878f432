import type { Disk } from '../model/disk.ts'
import type { Region } from '../model/region.ts'
import { currentStatus } from '../model/status.ts'
import { optional, required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import type { ActionSettings } from './context.ts'
import { regionExists } from './shared-rules.ts'

/** Facts for the rules of a deletion. */
interface Facts {
  /** The region of the call; `none` when it names none. */
  readonly region: Region | 'none' | undefined
  readonly disk: Disk | undefined
  readonly status: string | undefined
  /** Whether a snapshot of the disk is in progress. */
  readonly unfinished: boolean
  readonly settings: ActionSettings
}

/** Releases a data disk. Its snapshots stay. */
export const deleteDisk = defineAction({
  name: 'DeleteDisk',
  params: {
    DiskId: required(text(), 'sdk: a parameter of @alicloud/ecs20140526'),
    RegionId: optional(
      text({ matches: region => /^[a-z0-9-]+$/.test(region), refusal: 'InvalidRegionId.MalFormed' }),
      'assumed: clients send it with every call',
    ),
  },
  members: {},
  find: ({ account, state, now, settings }, { DiskId, RegionId }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    return {
      region: RegionId === undefined ? 'none' : state.regions.find(RegionId),
      disk,
      status: disk && currentStatus(disk, now),
      unfinished: disk !== undefined && state.snapshots.ofDisk(disk, now).unfinished,
      settings,
    }
  },
  rules: [
    {
      says: regionExists.says,
      evidence: 'documented: the table of common errors of ECS',
      refusal: 'InvalidRegionId.NotFound',
      holds: ({ region }) => region !== undefined,
    },
    {
      says: 'The disk exists and is the caller’s.',
      evidence: 'assumed: decision “Deleting what is not there”; the table of 2024 has the code',
      refusal: 'InvalidDiskId.NotFound',
      holds: ({ disk, settings }) => disk !== undefined || settings.deleteMissing === 'ignore',
    },
    {
      says: 'The disk is a data disk.',
      evidence: 'documented: the page of 2024',
      refusal: 'DiskTypeViolation',
      holds: ({ disk }) => disk?.type !== 'system',
    },
    {
      says: 'The disk is available.',
      evidence: 'documented: the page of 2024',
      refusal: 'IncorrectDiskStatus',
      holds: ({ status = 'Available' }) => status === 'Available',
    },
    {
      says: 'No snapshot of the disk is in progress.',
      evidence: 'documented: the page of 2024',
      refusal: 'DiskCreatingSnapshot',
      holds: ({ unfinished }) => !unfinished,
    },
    {
      says: 'The disk is portable.',
      evidence: 'documented: the page of 2024',
      refusal: 'DiskNotPortable',
      holds: ({ disk }) => disk?.portable !== false,
    },
    {
      says: 'The disk is not protected from deletion.',
      evidence: 'documented: the page of 2024',
      refusal: 'InvalidDiskStatus.DeleteProtection',
      holds: ({ disk }) => !disk?.deleteProtection,
    },
  ],
  handle({ account, state, now }, _params, { disk }) {
    if (disk === undefined) return {}
    state.disks.remove(account.id, disk.id)
    const { regionId, sourceSnapshotId } = disk
    const source = state.snapshots.find(account.id, regionId, sourceSnapshotId, now)
    const isLast = state.disks
      .inRegion(account.id, regionId)
      .every(other => other.sourceSnapshotId !== sourceSnapshotId)
    if (source !== undefined && isLast) state.snapshots.use(source, source.usage === 'image_disk' ? 'image' : 'none')
    return {}
  },
})
