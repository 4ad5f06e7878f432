import { type Completion, endsByPolls } from '../model/completion.ts'
import { serviceKeyId } from '../model/encryption.ts'
import { type Image, type ImageDisk, snapshotsOfImage } from '../model/image.ts'
import type { Region } from '../model/region.ts'
import { plannedCompletion } from '../model/transition.ts'
import { boolean, optional, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import { clientToken } from './client-token.ts'
import type { ActionContext } from './context.ts'
import { type CopyImageFacts, copyImageRules } from './copy-image-rules.ts'
import { sdk, sdkMember } from './evidence.ts'
import { copiedImageName } from './image-kinds.ts'
import { description } from './names.ts'
import { copyOf } from './snapshot-of.ts'
import { tagsOfNew } from './tags.ts'

/** Plans the copy of an image. */
const completionOf = ({ account, state, settings, now }: ActionContext, image: Image, to: string): Completion => {
  const resource = { kind: 'image', id: image.id } as const
  const scope = { accountId: account.id, from: image.regionId, to, resource }
  const size = image.disks.reduce((sum, disk) => sum + disk.size, 0)
  return plannedCompletion(state.transitions.matching(scope), settings.transition, now, size)
}

/** The completion of the snapshots of a copy. They end with it, and by polls when the last poll of the copy ends them. */
const withImage = (completion: Completion): Completion =>
  endsByPolls(completion) ? { ...completion, pollsTotal: null, pollsLeft: null, finalProgress: 0 } : completion

/** Copies an image to another region, or within its region to encrypt it. The copy completes later. */
export const copyImage = defineAction({
  name: 'CopyImage',
  params: {
    RegionId: required(text(), sdk),
    ImageId: required(text(), sdk),
    DestinationRegionId: optional(text(), sdk),
    DestinationImageName: optional(copiedImageName, sdk),
    DestinationDescription: optional(description, sdk),
    Encrypted: withDefault(boolean(), sdk, false),
    KMSKeyId: optional(text(), sdk),
    Tag: withDefault(tagsOfNew, sdk, []),
    ClientToken: optional(clientToken, sdk),
    ResourceGroupId: optional(text(), sdk),
    DryRun: withDefault(boolean(), sdk, false),
  },
  ignored: { EncryptAlgorithm: { evidence: sdk, reason: 'The client marks it as not public.' } },
  members: { ImageId: sdkMember },
  find: ({ account, state, now }, params): CopyImageFacts => {
    const { RegionId, ImageId, DestinationRegionId = RegionId, DestinationImageName, Encrypted, KMSKeyId } = params
    const found = state.images.find(account.id, ImageId)
    const image = found?.regionId === RegionId ? found : undefined
    const others = state.images.inRegion(account.id, DestinationRegionId)
    const ids = image === undefined ? [] : snapshotsOfImage(image)
    return {
      account,
      region: state.regions.find(RegionId),
      destination: state.regions.find(DestinationRegionId),
      isCompliant: !state.encryption.isNonCompliant(RegionId, DestinationRegionId),
      image,
      snapshots: ids.map(id => state.snapshots.find(account.id, RegionId, id, now)),
      encrypted: Encrypted,
      keyId: KMSKeyId,
      copies: others.filter(({ sourceImageId }) => sourceImageId === ImageId),
      isNameTaken: others.some(({ name }) => name === DestinationImageName),
      images: others.length,
      snapshotCount: account.snapshotQuota === null ? 0 : state.snapshots.count(account.id, now),
      dryRun: params.DryRun,
      now,
    }
  },
  rules: copyImageRules,
  handle(context, params, facts) {
    const { account, state, now } = context
    const { image, destination, snapshots } = facts as CopyImageFacts & { image: Image; destination: Region }
    const { Encrypted: encrypted } = params
    const kmsKeyId = encrypted ? (params.KMSKeyId ?? serviceKeyId(destination.id)) : ''
    const id = state.newId('m-', destination)
    const completion = completionOf(context, image, destination.id)
    const copied = (disk: ImageDisk): ImageDisk => {
      const source = snapshots.find(snapshot => snapshot?.id === disk.snapshotId)
      if (source === undefined) return { ...disk, encrypted }
      const keeping = { ...withImage(completion), encrypted, kmsKeyId }
      return { ...disk, encrypted, snapshotId: copyOf(context, source, destination, keeping) }
    }
    const copy: Image = {
      ...image,
      ...completion,
      accountId: account.id,
      id,
      regionId: destination.id,
      name: params.DestinationImageName ?? id,
      description: params.DestinationDescription ?? '',
      family: '',
      createdAt: now,
      public: false,
      shared: false,
      sourceImageId: image.id,
      disks: image.disks.map(copied),
      resourceGroupId: params.ResourceGroupId ?? '',
      tags: params.Tag,
    }
    state.images.put(copy)
    return { ImageId: id }
  },
})
