import { isLocalDisk } from '../model/disk.ts'
import type { Rule } from './action.ts'
import type { NewDiskFacts } from './create-disk-facts.ts'
import { sizeRules, snapshotRules } from './create-disk-source-rules.ts'
import { accountCanPay, accountHasNoArrears, regionExists, snapshotServiceIsOpen } from './shared-rules.ts'

const table = '2021: the table of CreateDisk'
const later = '2026: the table of CreateDisk'

/** The only category that lives in no zone. */
const isRegional = ({ params }: NewDiskFacts): boolean => params.DiskCategory === 'cloud_regional_disk_auto'
const isAuto = ({ params }: NewDiskFacts): boolean => params.DiskCategory === 'cloud_auto'

/** Rules for the parameters together. */
const parameterRules: readonly Rule<NewDiskFacts>[] = [
  {
    says: 'ZoneId is given, unless the category lives in no zone.',
    evidence: later,
    refusal: 'MissingParameter#zone',
    holds: facts => facts.params.ZoneId !== undefined || isRegional(facts),
  },
  {
    says: 'ZoneId is not given for a category that lives in no zone.',
    evidence: later,
    refusal: 'InvalidZoneId.DiskCategoryUnsupported',
    holds: facts => facts.params.ZoneId === undefined || !isRegional(facts),
  },
  {
    says: 'SnapshotId or Size is given.',
    evidence: table,
    refusal: 'MissingParameter#size',
    holds: ({ params }) => params.SnapshotId !== undefined || params.Size !== undefined,
  },
  {
    says: 'The category is not that of a local disk.',
    evidence: 'assumed: decision “Sizes and categories of disks”; the table of 2021 lists the code',
    refusal: 'InvalidDiskCategory.NotSupported',
    holds: ({ params }) => !isLocalDisk({ category: params.DiskCategory }),
  },
  {
    says: 'PerformanceLevel is given for an ESSD alone.',
    evidence: 'assumed: the client’s comment says so; the table of 2021 lists the code',
    refusal: 'InvalidPerformanceLevel.Malformed',
    holds: ({ params }) => params.PerformanceLevel === undefined || params.DiskCategory === 'cloud_essd',
  },
  {
    says: 'Encrypted is true when KMSKeyId is given.',
    evidence: table,
    refusal: 'InvalidParameter.EncryptedIllegal',
    holds: ({ params }) => params.KMSKeyId === undefined || params.Encrypted,
  },
  {
    says: 'ProvisionedIops is given for a cloud_auto alone.',
    evidence: later,
    refusal: 'ProvisionedIopsForDiskCategoryUnsupported',
    holds: facts => facts.params.ProvisionedIops === undefined || isAuto(facts),
  },
  {
    says: 'BurstingEnabled is true for a cloud_auto alone.',
    evidence: later,
    refusal: 'BurstingEnabledForDiskCategoryUnsupported',
    holds: facts => !facts.params.BurstingEnabled || isAuto(facts),
  },
]

/** Rules for the account, the region and the zone. */
const placeRules: readonly Rule<NewDiskFacts>[] = [
  accountHasNoArrears,
  { ...accountCanPay, evidence: table },
  {
    says: 'The account has opened the snapshot service, when a snapshot is given.',
    evidence: '2021: that it is about snapshots alone is assumed',
    refusal: snapshotServiceIsOpen.refusal,
    holds: facts => facts.params.SnapshotId === undefined || snapshotServiceIsOpen.holds(facts),
  },
  { ...regionExists, evidence: table, refusal: 'InvalidRegionId.NotFound' },
  {
    says: 'ZoneId is a zone of the region.',
    evidence: table,
    refusal: 'InvalidZoneId.NotFound',
    holds: ({ params, region }) => params.ZoneId === undefined || region?.zones.includes(params.ZoneId) === true,
  },
  {
    says: 'Disks are sold in the zone.',
    evidence: later,
    refusal: 'Zone.NotOnSale',
    holds: ({ params, region }) => params.ZoneId === undefined || !region?.soldOutZones.includes(params.ZoneId),
  },
]

/** Rules for the account's quotas. */
const quotaRules: readonly Rule<NewDiskFacts>[] = [
  {
    says: 'The account has fewer disks than its quota.',
    evidence: table,
    refusal: 'QuotaExceed.PostPaidDisk',
    holds: ({ account: { diskQuota }, disks }) => diskQuota === null || disks.count < diskQuota,
  },
  {
    says: 'The account’s disks are not larger together than its quota.',
    evidence: later,
    refusal: 'QuotaExceeded.PostpaidDataDiskCapacity',
    holds: ({ account: { diskCapacityQuota: quota }, disks, size }) => quota === null || disks.size + size <= quota,
  },
]

/** The rules of CreateDisk, in order of precedence. */
export const createDiskRules: readonly Rule<NewDiskFacts>[] = [
  ...parameterRules,
  ...placeRules,
  ...snapshotRules,
  ...sizeRules,
  ...quotaRules,
]
