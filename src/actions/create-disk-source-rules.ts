import { statusAt } from '../model/snapshot.ts'
import type { Rule } from './action.ts'
import type { NewDiskFacts } from './create-disk-facts.ts'
import { canBurst, diskSizes, smallestOfLevel } from './disk-kinds.ts'
import { oldestUsable } from './snapshot-kinds.ts'

const table = '2021: the table of CreateDisk'
const later = '2026: the table of CreateDisk'

const isFromSnapshot = ({ params }: NewDiskFacts): boolean => params.SnapshotId !== undefined

/** Rules for the snapshot, if there is one. */
export const snapshotRules: readonly Rule<NewDiskFacts>[] = [
  {
    says: 'The snapshot exists in the region and is the caller’s.',
    evidence: table,
    refusal: 'InvalidSnapshotId.NotFound',
    holds: facts => !isFromSnapshot(facts) || facts.snapshot !== undefined,
  },
  {
    says: 'The snapshot was made on 15 July 2013 or later.',
    evidence: table,
    refusal: 'InvalidSnapshot.TooOld',
    holds: ({ snapshot }) => snapshot === undefined || snapshot.createdAt >= oldestUsable,
  },
  {
    says: 'The snapshot is accomplished.',
    evidence: '2021: decision “Snapshots that are not ready” says which code it is',
    refusal: 'InvalidSnapshotId.NotReady',
    holds: ({ snapshot, now }) => snapshot === undefined || statusAt(snapshot, now) === 'accomplished',
  },
  {
    says: 'The snapshot is that of a data disk.',
    evidence: table,
    refusal: 'InvalidSnapshotId.NotDataDiskSnapshot',
    holds: ({ snapshot }) => snapshot?.diskType !== 'system',
  },
  {
    says: 'Disks can be made of the snapshot.',
    evidence: table,
    refusal: 'OperationDenied.SnapshotNotAllowed',
    holds: ({ snapshot }) => snapshot?.allowsDisks !== false && snapshot?.category !== 'archive',
  },
  {
    says: 'Encrypted is true when the snapshot is encrypted.',
    evidence: '2026: decision “Encryption of disks and images” says which code it is',
    refusal: 'InvalidEncrypted.NotMatchSnapshot',
    holds: ({ snapshot, params }) => !snapshot?.encrypted || params.Encrypted,
  },
  {
    says: 'Encrypted is true when the account encrypts every new disk.',
    evidence: later,
    refusal: 'InvalidEncrypted.NotMatchDiskDefaultEncryption',
    holds: ({ account, params }) => !account.encryptsDisks || params.Encrypted,
  },
  {
    says: 'The snapshot of a basic disk has 2,000 GiB at most.',
    evidence: '2021: that the code is about basic disks, which end at this size, is assumed',
    refusal: 'InvalidSnapshot.TooLarge',
    holds: ({ snapshot, params }) => params.DiskCategory !== 'cloud' || (snapshot?.diskSize ?? 0) <= 2000,
  },
]

/**
 * "Capacity ≤ 3: not supported. Capacity ≥ 4: 0 to min{1,000 × capacity − baseline, 50,000}; baseline = max{min{1,800 +
 * 50 × capacity, 50,000}, 3,000}."
 */
const mostProvisioned = (size: number): number => {
  const baseline = Math.max(Math.min(1800 + 50 * size, 50_000), 3000)
  return size <= 3 ? 0 : Math.min(1000 * size - baseline, 50_000)
}

/** Rules for the size, which may be that of the snapshot. */
export const sizeRules: readonly Rule<NewDiskFacts>[] = [
  {
    says: 'The size is within the bounds of the category.',
    evidence: '2026: decision “Sizes and categories of disks” says which code it is',
    refusal: 'InvalidDataDiskSize.ValueNotSupported',
    holds: ({ params, size }) => {
      const [least, most] = diskSizes[params.DiskCategory as keyof typeof diskSizes]
      return size >= least && size <= most
    },
  },
  {
    says: 'The size is that of the snapshot at least.',
    evidence: '2021: decision “Sizes and categories of disks”; the client’s comment says that the larger one counts',
    refusal: 'InvalidDiskSize.TooSmall',
    holds: ({ size, snapshot }) => size >= (snapshot?.diskSize ?? 0),
  },
  {
    says: 'The size is large enough for the performance level.',
    evidence: later,
    refusal: 'OperationDenied.PerformanceLevelNotMatch',
    holds: ({ params, size }) =>
      params.DiskCategory !== 'cloud_essd' || size >= smallestOfLevel[params.PerformanceLevel ?? 'PL1'],
  },
  {
    says: 'The size is large enough for the provisioned performance.',
    evidence: '2026: the formula is in the comments of @alicloud/ecs20140526',
    refusal: 'InvalidProvisionedIops.LimitExceed',
    holds: ({ params, size }) => (params.ProvisionedIops ?? 0) <= mostProvisioned(size),
  },
  {
    says: 'A disk that may burst is larger than 3 GiB.',
    evidence: later,
    refusal: 'InvalidBurstingEnabled.DiskSizeTooSmall',
    holds: ({ params, size }) => !params.BurstingEnabled || canBurst({ size }),
  },
]
