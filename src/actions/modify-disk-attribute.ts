import type { Disk } from '../model/disk.ts'
import { currentStatus } from '../model/status.ts'
import { texts } from '../wire/list-params.ts'
import { boolean, optional, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { canBurst, diskName } from './disk-kinds.ts'
import { sdk } from './evidence.ts'
import { description } from './names.ts'
import { findSentRegion, type SentRegion, sentRegionExists, wellFormedRegion } from './sent-region.ts'

/** Facts for the rules of a change. */
interface Facts {
  readonly region: SentRegion
  readonly names: { readonly one: boolean; readonly several: boolean }
  readonly disks: readonly (Disk | undefined)[]
  readonly anything: boolean
  readonly releases: boolean | undefined
  readonly bursts: boolean | undefined
  readonly now: number
}

const table = '2021: the table of ModifyDiskAttribute'
const later = '2025: the table of ModifyDiskAttribute'

const everyDisk = ({ disks }: Facts, meets: (disk: Disk) => boolean): boolean =>
  disks.every(disk => disk !== undefined && meets(disk))

/** Changes names, descriptions and what happens when disks or their instances are released. */
export const modifyDiskAttribute = defineAction({
  name: 'ModifyDiskAttribute',
  params: {
    RegionId: wellFormedRegion,
    DiskId: optional(text(), sdk),
    DiskIds: withDefault(texts(100, 'InvalidParameter', 'DiskIds'), sdk, []),
    DiskName: optional(diskName, sdk),
    Description: optional(description, sdk),
    DeleteWithInstance: optional(boolean(), sdk),
    DeleteAutoSnapshot: optional(boolean(), sdk),
    EnableAutoSnapshot: optional(boolean(), sdk),
    BurstingEnabled: optional(boolean(), sdk),
  },
  members: {},
  find: ({ account, state, now }, { RegionId, DiskId, DiskIds, ...changes }): Facts => ({
    region: findSentRegion(state, RegionId),
    names: { one: DiskId !== undefined, several: DiskIds.length > 0 },
    disks: [...(DiskId === undefined ? [] : [DiskId]), ...DiskIds].map(id => state.disks.find(account.id, id)),
    anything: Object.values(changes).some(value => value !== undefined),
    releases: changes.DeleteWithInstance,
    bursts: changes.BurstingEnabled,
    now,
  }),
  rules: [
    {
      says: 'DiskId and DiskIds are not both given.',
      evidence: later,
      refusal: 'ParameterConflict.DiskIdAndDiskIds',
      holds: ({ names }) => !names.one || !names.several,
    },
    {
      says: 'DiskId or DiskIds is given.',
      evidence: later,
      refusal: 'MissingParameter.DiskIdOrDiskIds',
      holds: ({ names }) => names.one || names.several,
    },
    {
      says: 'An attribute is given.',
      evidence: table,
      refusal: 'NoAttributeToModify',
      holds: ({ anything }) => anything,
    },
    sentRegionExists,
    {
      says: 'Every disk exists and is the caller’s.',
      evidence: table,
      refusal: 'InvalidDiskId.NotFound',
      holds: ({ disks }) => !disks.includes(undefined),
    },
    {
      says: 'Every disk is in use or available.',
      evidence: '2021: which statuses these are is assumed',
      refusal: 'IncorrectDiskStatus',
      holds: facts => everyDisk(facts, disk => ['In_use', 'Available'].includes(currentStatus(disk, facts.now))),
    },
    {
      says: 'A disk whose release with its instance is changed is portable.',
      evidence: '2021: that it is about this attribute is assumed',
      refusal: 'DiskNotPortable',
      holds: facts => facts.releases === undefined || everyDisk(facts, ({ portable }) => portable),
    },
    {
      says: 'BurstingEnabled is true for a cloud_auto alone.',
      evidence: later,
      refusal: 'BurstingEnabledForDiskCategoryUnsupported',
      holds: facts => !facts.bursts || everyDisk(facts, ({ category }) => category === 'cloud_auto'),
    },
    {
      says: 'A disk that may burst is larger than 3 GiB.',
      evidence: later,
      refusal: 'InvalidBurstingEnabled.DiskSizeTooSmall',
      holds: facts => !facts.bursts || everyDisk(facts, canBurst),
    },
  ],
  handle({ state }, params, { disks }) {
    for (const disk of disks as readonly Disk[]) {
      state.disks.put({
        ...disk,
        name: params.DiskName ?? disk.name,
        description: params.Description ?? disk.description,
        deleteWithInstance: params.DeleteWithInstance ?? disk.deleteWithInstance,
        deleteAutoSnapshot: params.DeleteAutoSnapshot ?? disk.deleteAutoSnapshot,
        enableAutoSnapshot: params.EnableAutoSnapshot ?? disk.enableAutoSnapshot,
        burstingEnabled: params.BurstingEnabled ?? disk.burstingEnabled,
      })
    }
    return {}
  },
})
