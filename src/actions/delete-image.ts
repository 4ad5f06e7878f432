import { hasEnded } from '../model/completion.ts'
import type { Image } from '../model/image.ts'
import type { Region } from '../model/region.ts'
import { boolean, required, text, withDefault } from '../wire/params.ts'
import { defineAction } from './action.ts'
import type { ActionSettings } from './context.ts'
import { sdk } from './evidence.ts'
import { isNoDryRun, regionExists } from './shared-rules.ts'

/** Facts for the rules of a deletion. */
interface Facts {
  readonly region: Region | undefined
  readonly image: Image | undefined
  /** Whether an instance was made from the image. */
  readonly isUsed: boolean
  readonly force: boolean
  readonly settings: ActionSettings
  readonly dryRun: boolean
  readonly now: number
}

const table = '2021: the table of DeleteImage, of 2020'

/** Deletes a custom image. Its snapshots stay. */
export const deleteImage = defineAction({
  name: 'DeleteImage',
  params: {
    RegionId: required(text(), sdk),
    ImageId: required(text(), sdk),
    Force: withDefault(boolean(), sdk, false),
    DryRun: withDefault(boolean(), sdk, false),
  },
  members: {},
  find: ({ account, state, now, settings }, { RegionId, ImageId, Force, DryRun }): Facts => {
    const image = state.images.find(account.id, ImageId)
    return {
      region: state.regions.find(RegionId),
      image: image?.regionId === RegionId ? image : undefined,
      isUsed: state.instances.inRegion(account.id, RegionId).some(({ imageId }) => imageId === ImageId),
      force: Force,
      settings,
      dryRun: DryRun,
      now,
    }
  },
  rules: [
    { ...regionExists, evidence: 'documented: the page of 2018', refusal: 'InvalidRegionId.NotFound' },
    {
      says: 'The image exists in the region and is the caller’s.',
      evidence: 'assumed: decision “Deleting what is not there”; the table of 2025 has the code',
      refusal: 'InvalidImageId.NotFound',
      holds: ({ image, settings }) => image !== undefined || settings.deleteMissing === 'ignore',
    },
    {
      says: 'The image is not being copied.',
      evidence: table,
      refusal: 'OperationDenied.ImageCopying',
      holds: ({ image, now }) => image === undefined || image.sourceImageId === null || hasEnded(image, now),
    },
    {
      says: 'The image is not public.',
      evidence: '2025: the table of DeleteImage',
      refusal: 'ImageIsPublic',
      holds: ({ image }) => !image?.public,
    },
    {
      says: 'The image is not shared with other accounts.',
      evidence: table,
      refusal: 'ImageUseShared',
      holds: ({ image }) => !image?.shared,
    },
    {
      says: 'No instance was made from the image, or Force is true.',
      evidence: table,
      refusal: 'ImageUsingByInstance',
      holds: ({ image, isUsed, force }) => image === undefined || !isUsed || force,
    },
    { ...isNoDryRun, evidence: 'assumed: its page has the parameter without the code' },
  ],
  handle({ account, state }, _params, { image }) {
    if (image !== undefined) state.images.remove(account.id, image.id)
    return {}
  },
})
