import { isLocalDisk } from '../model/disk.ts'
import { isAvailableAt, type Snapshot } from '../model/snapshot.ts'
import { currentStatus } from '../model/status.ts'
import type { Rule } from './action.ts'
import type { NewImageFacts } from './create-image-facts.ts'
import { accountCanPay, isNoDryRun, isRunningOrStopped, regionExists, snapshotServiceIsOpen } from './shared-rules.ts'
import { oldestUsable } from './snapshot-kinds.ts'
import { manualSnapshotQuota } from './snapshot-of.ts'

const table = '2021: the table of CreateImage'
const later = '2026: the table of CreateImage'

const snapshotsOf = ({ planned }: NewImageFacts): Snapshot[] => planned.flatMap(({ snapshot }) => snapshot ?? [])
const systemSnapshots = (facts: NewImageFacts): Snapshot[] =>
  snapshotsOf(facts).filter(({ diskType }) => diskType === 'system')

/** Rules for the account and the region. */
const placeRules: readonly Rule<NewImageFacts>[] = [
  {
    says: 'InstanceId, DiskDeviceMapping or SnapshotId is given.',
    evidence: table,
    refusal: 'MissingParameter#source',
    holds: ({ source }) => source !== undefined,
  },
  {
    says: 'No two disks have the same device.',
    evidence: table,
    refusal: 'InvalidDevice.InUse',
    holds: ({ planned }) => new Set(planned.map(({ device }) => device)).size === planned.length,
  },
  { ...accountCanPay, evidence: table },
  { ...snapshotServiceIsOpen, evidence: table },
  { ...regionExists, evidence: 'documented: the page of 2018', refusal: 'InvalidRegionId.NotFound' },
]

/** Rules for the instance, if there is one. */
const instanceRules: readonly Rule<NewImageFacts>[] = [
  {
    says: 'The instance exists in the region and is the caller’s.',
    evidence: table,
    refusal: 'InvalidInstanceId.NotFound',
    holds: ({ source, instance }) => source !== 'instance' || instance !== undefined,
  },
  {
    says: 'The instance is not locked for security.',
    evidence: table,
    refusal: 'InstanceLockedForSecurity',
    holds: ({ instance }) => !instance?.locked,
  },
  {
    says: 'The instance is running or stopped.',
    evidence: table,
    refusal: 'IncorrectInstanceStatus',
    holds: ({ instance, now }) => instance === undefined || isRunningOrStopped(instance, now),
  },
  {
    says: 'The instance has a system disk.',
    evidence: later,
    refusal: 'InvalidInstance.NotFoundSystemDisk',
    holds: ({ instance, disks }) => instance === undefined || disks.some(({ disk }) => disk.type === 'system'),
  },
  {
    says: 'Every disk of the instance is in use.',
    evidence: table,
    refusal: 'IncorrectDiskStatus',
    holds: ({ disks, now }) => disks.every(({ disk }) => currentStatus(disk, now) === 'In_use'),
  },
  {
    says: 'Every disk of the instance has been attached to one.',
    evidence: later,
    refusal: 'IncorrectDiskStatus.NeverAttached',
    holds: ({ disks }) => disks.every(({ disk }) => disk.everAttached),
  },
  {
    says: 'No snapshot of the instance’s disks is in progress.',
    evidence: table,
    refusal: 'IncorrectDiskStatus.CreatingSnapshot',
    holds: ({ disks }) => !disks.some(({ unfinished }) => unfinished),
  },
  {
    says: 'The instance has no local disks.',
    evidence: table,
    refusal: 'InvalidDiskCategory.CreateImage',
    holds: ({ disks }) => !disks.some(({ disk }) => isLocalDisk(disk)),
  },
]

/** Rules for the snapshots, if there are some. */
const snapshotRules: readonly Rule<NewImageFacts>[] = [
  {
    says: 'Every snapshot exists in the region and is the caller’s.',
    evidence: table,
    refusal: 'InvalidSnapshotId.NotFound',
    holds: ({ planned }) => planned.every(disk => disk.snapshotId === undefined || disk.snapshot !== undefined),
  },
  {
    says: 'Every snapshot was made on 15 July 2013 or later.',
    evidence: table,
    refusal: 'InvalidSnapshot.TooOld',
    holds: facts => snapshotsOf(facts).every(({ createdAt }) => createdAt >= oldestUsable),
  },
  {
    says: 'Every snapshot is available.',
    evidence: '2021: decision “Snapshots that are not ready” says which code it is',
    refusal: 'InvalidSnapshotId.NotReady',
    holds: facts => snapshotsOf(facts).every(snapshot => isAvailableAt(snapshot, facts.now)),
  },
  {
    says: 'The snapshot is that of a system disk.',
    evidence: '2021: decision “Disks of images” says which code it is',
    refusal: 'OperationDenied#dataDisk',
    holds: facts => facts.source !== 'snapshot' || systemSnapshots(facts).length === 1,
  },
  {
    says: 'One of the snapshots is that of a system disk.',
    evidence: table,
    refusal: 'OperationDenied#noSystemDisk',
    holds: facts => facts.source !== 'mapping' || systemSnapshots(facts).length > 0,
  },
  {
    says: 'No other snapshot is that of a system disk.',
    evidence: table,
    refusal: 'OperationDenied#systemDisks',
    holds: facts => systemSnapshots(facts).length <= 1,
  },
  {
    says: 'No snapshot is archived.',
    evidence: '2026: which categories these are is assumed',
    refusal: 'InvalidSnapshotCategory.NotSupportImageCreation',
    holds: facts => !snapshotsOf(facts).some(({ category }) => category === 'archive'),
  },
  {
    says: 'The snapshot or the disk of the system is not encrypted.',
    evidence: '2021: decision “Encryption of disks and images” says which code it is',
    refusal: 'OperationDenied#encrypted',
    holds: facts =>
      !systemSnapshots(facts).some(({ encrypted }) => encrypted) &&
      !facts.disks.some(({ disk }) => disk.type === 'system' && disk.encrypted),
  },
  {
    says: 'No disk is smaller than its snapshot.',
    evidence: '2021: that the code is about this too is assumed',
    refusal: 'InvalidSize.ValueNotSupported',
    holds: ({ planned }) =>
      planned.every(({ size, snapshot }) => size === undefined || size >= (snapshot?.diskSize ?? 0)),
  },
]

/** Rules for the name and the quotas. */
const nameAndQuotaRules: readonly Rule<NewImageFacts>[] = [
  {
    says: 'No other image of the region has the name.',
    evidence: table,
    refusal: 'InvalidImageName.Duplicated',
    holds: ({ isNameTaken }) => !isNameTaken,
  },
  {
    says: 'The account has fewer images in the region than its quota.',
    evidence: table,
    refusal: 'QuotaExceed.Image',
    holds: ({ account: { imageQuota }, images }) => imageQuota === null || images < imageQuota,
  },
  {
    says: 'The snapshots of the instance’s disks stay within the quotas of the account and of each disk.',
    evidence: '2021: the number of a disk is that of CreateSnapshot',
    refusal: 'QuotaExceed.Snapshot',
    holds: ({ account: { snapshotQuota }, disks, snapshots }) =>
      (snapshotQuota === null || snapshots + disks.length <= snapshotQuota) &&
      disks.every(({ manual }) => manual < manualSnapshotQuota),
  },
]

/** The rules of CreateImage, in order of precedence. */
export const createImageRules: readonly Rule<NewImageFacts>[] = [
  ...placeRules,
  ...instanceRules,
  ...snapshotRules,
  ...nameAndQuotaRules,
  { ...isNoDryRun, evidence: 'assumed: its page has the parameter without the code' },
]
