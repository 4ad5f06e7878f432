import {
  architectures,
  bootModes,
  type Image,
  type ImageDisk,
  imageDefaults,
  imageStatuses,
  madeStatuses,
  osTypes,
} from '../model/image.ts'
import { boolean, id, listOf, number, object, oneOf, type Shaped, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { completionFields, completionForm, toCompletion } from './completion.ts'
import { time, timeAt, timeOf, withoutNulls } from './fields.ts'
import { addEach } from './placed.ts'
import { checkOwner } from './references.ts'
import { checkTags, tagShape } from './tags.ts'

export const imageDiskShape = object(
  {},
  {
    /** Snapshot with its content; default: an empty disk. */
    snapshotId: id,
    /** Kind; default: that of the snapshot's disk, or `data`. */
    type: oneOf('system', 'data'),
    /** Device; default: `/dev/xvda`, `/dev/xvdb` and so on. */
    device: text('a device such as /dev/xvdb', /^\/dev\/[a-z]{3,4}$/),
    /** Size in GiB; default: that of the snapshot's disk, or 40. */
    size: number(1, 1_000_000),
    /** Whether it is encrypted; default: as the snapshot. */
    encrypted: boolean,
  },
)

/** A disk of an image. */
export interface WorldImageDisk extends Shaped<typeof imageDiskShape> {}

export const imageShape = object(
  {
    /** Id of the image, such as `m-golden`. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region. */
    region: id,
  },
  {
    /** Name; default: empty. */
    name: text(),
    /** Description; default: empty. */
    description: text(),
    /** Family; default: empty. */
    family: text(),
    /** Version; default: empty. */
    version: text(),
    /** Status; default `Available`. */
    status: oneOf(...imageStatuses.filter(status => status !== 'Waiting')),
    ...completionFields,
    /** When it was created; default: now. */
    createdAt: time,
    /** Architecture; default `x86_64`. */
    architecture: oneOf(...architectures),
    /** Platform; default `Others Linux`. */
    platform: text(),
    /** Kind of operating system; default `linux`. */
    osType: oneOf(...osTypes),
    /** Boot mode; default `BIOS`. */
    bootMode: oneOf(...bootModes),
    /** Whether it has the format VHD, which cannot be copied; default false. */
    vhd: boolean,
    /** Whether it is public; default false. */
    public: boolean,
    /** Whether it is shared with other accounts; default false. */
    shared: boolean,
    /** Id of the image that it is a copy of; default: it is not a copy. */
    sourceImageId: id,
    /** Its disks; default: an empty system disk of 40 GiB. */
    disks: listOf<WorldImageDisk>(imageDiskShape),
    /** Id of its resource group; default: empty. */
    resourceGroupId: text(),
    /** Tags; default: none. */
    tags: listOf(tagShape),
  },
)

/** A custom image. */
export interface WorldImage extends Shaped<typeof imageShape> {}

/** Converts the disks of an image. Of a snapshot that exists, they have type, size and encryption. */
const toDisks = ({ snapshots }: Store, { account, disks }: WorldImage, start: number): ImageDisk[] =>
  (disks ?? [{ type: 'system' }]).map(({ snapshotId = '', ...given }, i) => {
    const snapshot = snapshots.find(account, undefined, snapshotId, start)
    return {
      type: snapshot?.diskType ?? 'data',
      size: snapshot?.diskSize ?? 40,
      encrypted: snapshot?.encrypted ?? false,
      device: `/dev/xvd${String.fromCharCode('a'.charCodeAt(0) + i)}`,
      snapshotId,
      ...given,
    }
  })

/** The words of snapshots for the statuses of images. */
const words = { Creating: 'progressing', CreateFailed: 'failed' } as const

/**
 * Converts an image from its world form.
 *
 * @throws {ShapeError} for an unknown owner, an invalid time or a duplicate tag key
 */
export const toImage = (store: Store, world: WorldImage, start: number, place: string): Image => {
  checkOwner(store, world, place)
  checkTags(world.tags ?? [], `${place}.tags`)
  const { account, region, status, progress: _, readyAt, polls: __, createdAt, disks: ___, ...given } = world
  const created = createdAt === undefined ? start : timeAt(createdAt, start, `${place}.createdAt`)
  const ready = readyAt === undefined ? null : timeAt(readyAt, start, `${place}.readyAt`)
  const word = words[status as keyof typeof words] ?? 'accomplished'
  return {
    ...imageDefaults,
    ...given,
    ...toCompletion({ ...world, status: word }, created, ready),
    accountId: account,
    regionId: region,
    createdAt: created,
    status: madeStatuses.find(made => made === status) ?? 'Available',
    disks: toDisks(store, world, start),
  }
}

/** @throws {ShapeError} for the first image that cannot be added */
export const addImages = (store: Store, images: readonly WorldImage[], start: number): void =>
  addEach(store, 'images', store.images, images, (world, place) => toImage(store, world, start, place))

const statusForm = (
  status: ReturnType<typeof completionForm>['status'],
  made: Image['status'],
): NonNullable<WorldImage['status']> =>
  status === 'progressing' ? 'Creating' : status === 'failed' ? 'CreateFailed' : made

/** Converts an image to its world form. */
export const imageForm = (image: Image): WorldImage => {
  const { status, ...completion } = completionForm(image)
  return withoutNulls({
    id: image.id,
    account: image.accountId,
    region: image.regionId,
    name: image.name,
    description: image.description,
    family: image.family,
    version: image.version,
    status: statusForm(status, image.status),
    ...completion,
    createdAt: timeOf(image.createdAt),
    architecture: image.architecture,
    platform: image.platform,
    osType: image.osType,
    bootMode: image.bootMode,
    vhd: image.vhd,
    public: image.public,
    shared: image.shared,
    sourceImageId: image.sourceImageId,
    disks: image.disks.map(({ snapshotId, ...disk }) => (snapshotId === '' ? disk : { ...disk, snapshotId })),
    resourceGroupId: image.resourceGroupId,
    tags: image.tags,
  })
}
