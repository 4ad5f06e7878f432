import { type Disk, instanceIdAt } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, optional, required, text } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { changing } from './changes.ts'
import { sdk } from './evidence.ts'
import { findSentRegion, type SentRegion, sentRegionExists, wellFormedRegion } from './sent-region.ts'
import { diskExists, instanceExists, instanceIsNotLocked, isRunningOrStopped } from './shared-rules.ts'

/** Facts for the rules of a detachment. */
interface Facts {
  readonly region: SentRegion
  readonly instance: Instance | undefined
  readonly disk: Disk | undefined
  /** The instance that has the disk; null: none. */
  readonly owner: string | null
  readonly now: number
}

const table = '2021: the table of DetachDisk'

/** Detaches a disk from its instance. */
export const detachDisk = defineAction({
  name: 'DetachDisk',
  params: {
    InstanceId: required(text(), sdk),
    DiskId: required(text(), sdk),
    DeleteWithInstance: optional(boolean(), sdk),
    RegionId: wellFormedRegion,
  },
  members: {},
  find: ({ account, state, now }, { InstanceId, DiskId, RegionId }): Facts => {
    const disk = state.disks.find(account.id, DiskId)
    return {
      region: findSentRegion(state, RegionId),
      instance: state.instances.find(account.id, InstanceId),
      disk,
      owner: disk === undefined ? null : instanceIdAt(disk, now),
      now,
    }
  },
  rules: [
    sentRegionExists,
    { ...instanceExists, evidence: table },
    { ...instanceIsNotLocked, says: 'The instance is not locked for security.', evidence: table },
    { ...diskExists, evidence: table },
    {
      says: 'The disk is attached to an instance.',
      evidence: '2021: decision “Attaching and detaching” says which code it is',
      refusal: 'InvalidDisk.AlreadyDetached',
      holds: ({ owner }) => owner !== null,
    },
    {
      says: 'The disk is not being detached already.',
      evidence: '2024: the table of DetachDisk',
      refusal: 'InvalidOperation.DiskDetachingFromThisEcs',
      holds: ({ disk, instance, owner, now }) =>
        owner !== instance?.id || disk === undefined || currentStatus(disk, now) !== 'Detaching',
    },
    {
      says: 'The disk is in use.',
      evidence: table,
      refusal: 'IncorrectDiskStatus',
      holds: ({ disk, now }) => disk !== undefined && currentStatus(disk, now) === 'In_use',
    },
    {
      says: 'The disk is portable.',
      evidence: table,
      refusal: 'DiskNotPortable',
      holds: ({ disk }) => disk?.portable === true,
    },
    {
      says: 'The disk is attached to this instance.',
      evidence: '2021: decision “Attaching and detaching” says which code it is',
      refusal: 'DependencyViolation',
      holds: ({ owner, instance }) => owner === instance?.id,
    },
    {
      says: 'The instance is stopped, or running if it is not about its system disk.',
      evidence: table,
      refusal: 'IncorrectInstanceStatus',
      holds: ({ disk, instance, now }) =>
        isRunningOrStopped(instance, now) &&
        (disk?.type === 'data' || (instance !== undefined && currentStatus(instance, now) === 'Stopped')),
    },
  ],
  handle(context, { DeleteWithInstance }, facts) {
    const { disk } = facts as Facts & { disk: Disk }
    const change = changing(context, 'disk', disk, ['Detaching', 'Available'])
    context.state.disks.put({
      ...disk,
      ...change,
      // Until the change is over the disk is still at the instance.
      instanceId: change.changesAt === null ? null : disk.instanceId,
      detachedAt: context.now,
      deleteWithInstance: DeleteWithInstance ?? disk.deleteWithInstance,
    })
    return {}
  },
})
