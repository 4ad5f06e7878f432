import type { Disk } from '../model/disk.ts'
import { currentStatus } from '../model/status.ts'
import { required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import type { ActionSettings } from './context.ts'
import { sdk } from './evidence.ts'
import { findSentRegion, type SentRegion, sentRegionExists, wellFormedRegion } from './sent-region.ts'

/** Facts for the rules of a deletion. */
interface Facts {
  readonly region: SentRegion
  readonly disk: Disk | undefined
  readonly status: string | undefined
  /** Whether a snapshot of the disk is in progress. */
  readonly unfinished: boolean
  readonly settings: ActionSettings
}

/** Releases a data disk, and its automatic snapshots with it unless the disk says otherwise. Other snapshots stay. */
export const deleteDisk = defineAction({
  name: 'DeleteDisk',
  params: {
    DiskId: required(text(), sdk),
    RegionId: wellFormedRegion,
  },
  members: {},
  find: ({ account, state, now, settings }, { DiskId, RegionId }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    return {
      region: findSentRegion(state, RegionId),
      disk,
      status: disk && currentStatus(disk, now),
      unfinished: disk !== undefined && state.snapshots.ofDisk(disk, now).unfinished,
      settings,
    }
  },
  rules: [
    sentRegionExists,
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
  handle({ account, state }, _params, { disk }) {
    if (disk === undefined) return {}
    state.disks.remove(account.id, disk.id)
    if (disk.deleteAutoSnapshot) state.snapshots.removeAutomatic(disk)
    return {}
  },
})
