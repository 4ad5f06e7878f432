import { endingAt } from '../model/completion.ts'
import { architectures, bootModes, type Image, type ImageDisk, imageDefaults } from '../model/image.ts'
import type { Region } from '../model/region.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { boolean, oneOf, optional, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { clientToken } from './client-token.ts'
import type { ActionContext } from './context.ts'
import type { NewImageFacts, PlannedDisk } from './create-image-facts.ts'
import { createImageRules } from './create-image-rules.ts'
import { sdk, sdkMember } from './evidence.ts'
import { type DiskMapping, diskMappings, imageFamily, imageName } from './image-kinds.ts'
import { description } from './names.ts'
import { snapshotOf } from './snapshot-of.ts'
import { tagsOfNew } from './tags.ts'

/** The parameters that say what an image is made of. Of several, the first counts. */
interface Sources {
  readonly InstanceId: string | undefined
  readonly DiskDeviceMapping: readonly DiskMapping[]
  readonly SnapshotId: string | undefined
}

const sourceOf = ({ InstanceId, DiskDeviceMapping, SnapshotId }: Sources): NewImageFacts['source'] => {
  if (InstanceId !== undefined) return 'instance'
  if (DiskDeviceMapping.length > 0) return 'mapping'
  return SnapshotId === undefined ? undefined : 'snapshot'
}

/**
 * Returns the disks of an image that is made of snapshots: 17 at most. A disk without a device gets the next free one,
 * `/dev/xvda` that of the system.
 */
const plannedDisks = (
  { account, state, now }: ActionContext,
  regionId: string,
  mappings: readonly DiskMapping[],
): PlannedDisk[] => {
  const taken = new Set(mappings.map(({ device }) => device))
  const nextDevice = (isSystem: boolean): string => {
    const devices = [...(isSystem ? 'abcdefghijklmnopqr' : 'bcdefghijklmnopqr')].map(letter => `/dev/xvd${letter}`)
    const device = devices.find(each => !taken.has(each)) as string
    taken.add(device)
    return device
  }
  return mappings.map(({ snapshotId, size, device }) => {
    const snapshot = snapshotId === undefined ? undefined : state.snapshots.find(account.id, regionId, snapshotId, now)
    return { device: device ?? nextDevice(snapshot?.diskType === 'system'), size, snapshotId, snapshot }
  })
}

const imageDisk = ({ device, size, snapshot }: PlannedDisk): ImageDisk => ({
  type: snapshot?.diskType ?? 'data',
  device,
  size: size ?? (snapshot as Snapshot).diskSize,
  snapshotId: snapshot?.id ?? '',
  encrypted: snapshot?.encrypted ?? false,
})

/** Creates a custom image: of an instance, of a system disk’s snapshot, or of the snapshots of several disks. */
export const createImage = defineAction({
  name: 'CreateImage',
  tokenMismatch: 'IdempotenceParamNotMatch',
  params: {
    RegionId: required(text(), sdk),
    InstanceId: optional(text(), sdk),
    DiskDeviceMapping: withDefault(diskMappings, sdk, []),
    SnapshotId: optional(text(), sdk),
    ImageName: optional(imageName, sdk),
    Description: optional(description, sdk),
    ImageVersion: optional(text(), sdk),
    ImageFamily: optional(imageFamily, sdk),
    Architecture: withDefault(oneOf(architectures, 'InvalidArchitecture.Malformed'), sdk, 'x86_64'),
    Platform: optional(text(), sdk),
    BootMode: withDefault(oneOf(bootModes, 'InvalidParameter'), sdk, 'BIOS'),
    ClientToken: optional(clientToken, sdk),
    Tag: withDefault(tagsOfNew, sdk, []),
    ResourceGroupId: optional(text(), sdk),
    DryRun: withDefault(boolean(), sdk, false),
  },
  ignored: {
    DetectionStrategy: { evidence: sdk, reason: 'Images have no content that could be examined.' },
    Features: { evidence: sdk, reason: 'Instances are not made from images here.' },
    SecureBootOptions: { evidence: sdk, reason: 'Instances are not made from images here.' },
  },
  members: { ImageId: sdkMember },
  find: (context, params): NewImageFacts => {
    const { account, state, now } = context
    const { RegionId, InstanceId = '', SnapshotId, DiskDeviceMapping } = params
    const source = sourceOf(params)
    const instance = source === 'instance' ? state.instances.find(account.id, InstanceId) : undefined
    const known = instance?.regionId === RegionId ? instance : undefined
    const disks = known === undefined ? [] : state.disks.ofInstance(account.id, InstanceId, now)
    const one = { snapshotId: SnapshotId, size: undefined, device: undefined, type: undefined }
    const mappings = source === 'mapping' ? DiskDeviceMapping : source === 'snapshot' ? [one] : []
    const images = state.images.inRegion(account.id, RegionId)
    return {
      account,
      region: state.regions.find(RegionId),
      source,
      instance: known,
      disks: disks.map(disk => ({ disk, ...state.snapshots.ofDisk(disk, now) })),
      planned: plannedDisks(context, RegionId, mappings),
      isNameTaken: images.some(({ name }) => name === params.ImageName),
      images: images.length,
      snapshots: account.snapshotQuota === null ? 0 : state.snapshots.count(account.id, now),
      dryRun: params.DryRun,
      now,
    }
  },
  rules: createImageRules,
  handle(context, params, { region, disks, planned }) {
    const { account, state, now, settings } = context
    const id = state.newId('m-', region as Region)
    const completion = endingAt(now + Math.round(settings.changeSeconds * 1000))
    const ofInstance = disks.map(({ disk }): ImageDisk => {
      const snapshotId = snapshotOf(context, disk, completion)
      return { type: disk.type, device: disk.device, size: disk.size, snapshotId, encrypted: disk.encrypted }
    })
    const image: Image = {
      ...imageDefaults,
      ...completion,
      accountId: account.id,
      id,
      regionId: (region as Region).id,
      name: params.ImageName ?? id,
      description: params.Description ?? '',
      family: params.ImageFamily ?? '',
      version: params.ImageVersion ?? '',
      createdAt: now,
      architecture: params.Architecture,
      platform: params.Platform ?? imageDefaults.platform,
      osType: /windows/i.test(params.Platform ?? '') ? 'windows' : 'linux',
      bootMode: params.BootMode,
      disks: [...ofInstance, ...planned.map(imageDisk)],
      resourceGroupId: params.ResourceGroupId ?? '',
      tags: params.Tag,
    }
    state.images.put(image)
    return { ImageId: id }
  },
})
