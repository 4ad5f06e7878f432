import { type Disk, diskDefaults, performanceLevels } from '../model/disk.ts'
import { serviceKeyId } from '../model/encryption.ts'
import type { Region } from '../model/region.ts'
import { becoming } from '../model/status.ts'
import { boolean, integer, oneOf, optional, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { clientToken } from './client-token.ts'
import type { NewDiskFacts } from './create-disk-facts.ts'
import { createDiskRules } from './create-disk-rules.ts'
import { diskCategories, diskName } from './disk-kinds.ts'
import { sdk, sdkMember } from './evidence.ts'
import { description } from './names.ts'
import { tagsOfNew } from './tags.ts'

/** Creates a data disk, empty or from a snapshot. */
export const createDisk = defineAction({
  name: 'CreateDisk',
  params: {
    RegionId: required(text(), sdk),
    ZoneId: optional(text(), sdk),
    SnapshotId: optional(text(), sdk),
    Size: optional(integer({ min: 1, max: 65_536, refusal: 'InvalidSize.ValueNotSupported' }), sdk),
    DiskCategory: withDefault(oneOf(diskCategories, 'InvalidDiskCategory.ValueNotSupported'), sdk, 'cloud'),
    PerformanceLevel: optional(oneOf(performanceLevels, 'InvalidPerformanceLevel.Malformed'), sdk),
    DiskName: optional(diskName, sdk),
    Description: optional(description, sdk),
    Encrypted: withDefault(boolean(), sdk, false),
    KMSKeyId: optional(text(), sdk),
    ProvisionedIops: optional(integer({ min: 0, max: 50_000 }), sdk),
    BurstingEnabled: withDefault(boolean(), sdk, false),
    ClientToken: optional(clientToken, sdk),
    Tag: withDefault(tagsOfNew, sdk, []),
    ResourceGroupId: optional(text(), sdk),
  },
  ignored: {
    InstanceId: { evidence: sdk, reason: 'It makes disks that are paid for in advance, which are not emulated.' },
    MultiAttach: { evidence: sdk, reason: 'A disk is attached to one instance at a time.' },
    StorageSetId: { evidence: sdk, reason: 'Storage sets and clusters are not emulated.' },
    StorageSetPartitionNumber: { evidence: sdk, reason: 'Storage sets and clusters are not emulated.' },
    StorageClusterId: { evidence: sdk, reason: 'Storage sets and clusters are not emulated.' },
    AdvancedFeatures: { evidence: sdk, reason: 'The client marks it as not public.' },
    EncryptAlgorithm: { evidence: sdk, reason: 'The client marks it as not public.' },
    Arn: { evidence: sdk, reason: 'The client marks it as not public.' },
  },
  members: { DiskId: sdkMember },
  find: ({ account, state, now }, params): NewDiskFacts => {
    const { RegionId, SnapshotId, Size } = params
    const snapshot = SnapshotId === undefined ? undefined : state.snapshots.find(account.id, RegionId, SnapshotId, now)
    const isLimited = account.diskQuota !== null || account.diskCapacityQuota !== null
    return {
      params,
      account,
      region: state.regions.find(RegionId),
      snapshot,
      size: Size ?? snapshot?.diskSize ?? 0,
      disks: isLimited ? state.disks.totals(account.id) : { count: 0, size: 0 },
      now,
    }
  },
  rules: createDiskRules,
  handle({ account, state, now, settings }, params, { region, size }) {
    const { DiskCategory: category, Encrypted: encrypted, PerformanceLevel = 'PL1' } = params
    const { id: regionId } = region as Region
    const disk: Disk = {
      ...diskDefaults,
      ...becoming('Creating', 'Available', now, settings.changeSeconds),
      accountId: account.id,
      id: state.newId('d-', region as Region),
      regionId,
      zoneId: params.ZoneId ?? '',
      name: params.DiskName ?? '',
      description: params.Description ?? '',
      createdAt: now,
      size,
      category,
      performanceLevel: category === 'cloud_essd' ? PerformanceLevel : '',
      provisionedIops: params.ProvisionedIops ?? 0,
      burstingEnabled: params.BurstingEnabled,
      encrypted,
      kmsKeyId: encrypted ? (params.KMSKeyId ?? serviceKeyId(regionId)) : '',
      sourceSnapshotId: params.SnapshotId ?? '',
      everAttached: false,
      resourceGroupId: params.ResourceGroupId ?? '',
      tags: params.Tag,
    }
    state.disks.put(disk)
    return { DiskId: disk.id }
  },
})
