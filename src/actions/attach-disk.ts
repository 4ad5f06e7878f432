import { type Disk, isEssd, isLocalDisk, nextDevice } from '../model/disk.ts'
import type { Instance } from '../model/instance.ts'
import { currentStatus } from '../model/status.ts'
import { boolean, optional, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { changing } from './changes.ts'
import { sdk } from './evidence.ts'
import { findSentRegion, type SentRegion, sentRegionExists, wellFormedRegion } from './sent-region.ts'
import {
  diskExists,
  instanceExists,
  instanceHasNotExpired,
  instanceIsNotLocked,
  isRunningOrStopped,
} from './shared-rules.ts'

/** Facts for the rules of an attachment. */
interface Facts {
  readonly region: SentRegion
  readonly instance: Instance | undefined
  readonly disk: Disk | undefined
  /** The disks that the instance has. */
  readonly attached: readonly Disk[]
  readonly device: string | undefined
  readonly bootable: boolean
  readonly now: number
}

const table = '2021: the table of AttachDisk'

/** The maximum number of data disks of an instance. */
const mostDataDisks = 16

/** Attaches a data disk to an instance of its zone. */
export const attachDisk = defineAction({
  name: 'AttachDisk',
  params: {
    InstanceId: required(text(), sdk),
    DiskId: required(text(), sdk),
    DeleteWithInstance: withDefault(boolean(), sdk, false),
    Device: optional(
      text({ matches: device => /^\/dev\/xvd[b-z]$/.test(device), refusal: 'InvalidDevice.Malformed' }),
      `${sdk}; which devices there are is in the page of CreateImage`,
    ),
    Bootable: withDefault(boolean(), sdk, false),
    RegionId: wellFormedRegion,
  },
  ignored: {
    Force: { evidence: sdk, reason: 'It is about regional disks that are attached elsewhere.' },
    KeyPairName: { evidence: sdk, reason: 'It is about system disks, which are not attached here.' },
    Password: { evidence: sdk, reason: 'It is about system disks, which are not attached here.' },
  },
  members: {},
  find: ({ account, state, now }, { InstanceId, DiskId, Device, Bootable, RegionId }): Facts => ({
    region: findSentRegion(state, RegionId),
    instance: state.instances.find(account.id, InstanceId),
    disk: state.disks.find(account.id, DiskId),
    attached: state.disks.ofInstance(account.id, InstanceId, now),
    device: Device,
    bootable: Bootable,
    now,
  }),
  rules: [
    sentRegionExists,
    { ...instanceExists, evidence: table },
    { ...instanceHasNotExpired, evidence: table },
    { ...instanceIsNotLocked, says: 'The instance is not locked for security.', evidence: table },
    {
      says: 'The instance is running or stopped.',
      evidence: table,
      refusal: 'IncorrectInstanceStatus',
      holds: ({ instance, now }) => isRunningOrStopped(instance, now),
    },
    { ...diskExists, evidence: table },
    {
      says: 'The disk is available.',
      evidence: '2021: the text is of 2026 under the contract of 2025',
      refusal: 'IncorrectDiskStatus',
      holds: ({ disk, now }) => disk !== undefined && currentStatus(disk, now) === 'Available',
    },
    {
      says: 'The disk has not expired.',
      evidence: table,
      refusal: 'DiskInArrears',
      holds: ({ disk }) => !disk?.expired,
    },
    {
      says: 'The disk is portable.',
      evidence: table,
      refusal: 'DiskNotPortable',
      holds: ({ disk }) => disk?.portable === true,
    },
    {
      says: 'The disk is not a local disk.',
      evidence: '2026: the table of AttachDisk',
      refusal: 'DiskCategory.OperationNotSupported',
      holds: ({ disk }) => disk !== undefined && !isLocalDisk(disk),
    },
    {
      says: 'The instance takes ESSDs, if the disk is one.',
      evidence: '2021: that the code is about these is assumed',
      refusal: 'InvalidInstanceType.NotSupportDiskCategory',
      holds: ({ disk, instance }) => disk === undefined || instance?.takesEssds === true || !isEssd(disk.category),
    },
    {
      says: 'The disk is not attached as a system disk.',
      evidence: '2026: decision “Attaching and detaching”; the table has the code',
      refusal: 'InvalidDisk.DiskNotBootable',
      holds: ({ bootable }) => !bootable,
    },
    {
      says: 'The disk and the instance are in the same zone, unless the disk is in none.',
      evidence: table,
      refusal: 'ResourcesNotInSameZone',
      holds: ({ disk, instance }) =>
        disk?.regionId === instance?.regionId && (disk?.zoneId === '' || disk?.zoneId === instance?.zoneId),
    },
    {
      says: 'The device is free.',
      evidence: table,
      refusal: 'InvalidDevice.InUse',
      holds: ({ device, attached }) => attached.every(other => other.device !== device),
    },
    {
      says: 'The instance has fewer than 16 data disks.',
      evidence: '2021: that it is about 16 data disks is decision “Attaching and detaching”',
      refusal: 'InstanceDiskLimitExceeded',
      holds: ({ attached }) => attached.filter(({ type }) => type === 'data').length < mostDataDisks,
    },
  ],
  handle(context, { InstanceId, DeleteWithInstance, Device }, facts) {
    const { disk, attached } = facts as Facts & { disk: Disk }
    context.state.disks.put({
      ...disk,
      ...changing(context, 'disk', disk, ['Attaching', 'In_use']),
      instanceId: InstanceId,
      device: Device ?? nextDevice(attached),
      attachedAt: context.now,
      everAttached: true,
      deleteWithInstance: DeleteWithInstance,
    })
    return {}
  },
})
