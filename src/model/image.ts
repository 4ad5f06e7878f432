import { type Completion, completionMembers, hasEnded } from './completion.ts'
import { boolean, defaultsOf, integer, json, oneOf, orNull, type RecordOf, text, withDefault } from './members.ts'
import type { Tag } from './tag.ts'

/** The statuses of an image that was made, spelled as on the wire. */
export const madeStatuses = ['Available', 'UnAvailable', 'Deprecated'] as const

export const imageStatuses = ['Creating', 'Waiting', ...madeStatuses, 'CreateFailed'] as const
export type ImageStatus = (typeof imageStatuses)[number]

export const architectures = ['x86_64', 'i386', 'arm64'] as const
export const osTypes = ['linux', 'windows'] as const
export const bootModes = ['BIOS', 'UEFI', 'UEFI-Preferred'] as const

/** A disk that an instance of the image gets. */
export interface ImageDisk {
  readonly type: 'system' | 'data'
  /** The device, such as `/dev/xvda`. */
  readonly device: string
  /** In GiB. */
  readonly size: number
  /** The snapshot with its content; empty: an empty disk. */
  readonly snapshotId: string
  readonly encrypted: boolean
}

/** A custom image. */
export const imageMembers = {
  accountId: text(),
  id: text(),
  regionId: text(),
  name: withDefault(text(), ''),
  description: withDefault(text(), ''),
  family: withDefault(text(), ''),
  version: withDefault(text(), ''),
  createdAt: integer(),
  ...completionMembers,
  /** The status once it was made. */
  status: withDefault(oneOf(...madeStatuses), 'Available'),
  architecture: withDefault(oneOf(...architectures), 'x86_64'),
  platform: withDefault(text(), 'Others Linux'),
  osType: withDefault(oneOf(...osTypes), 'linux'),
  bootMode: withDefault(oneOf(...bootModes), 'BIOS'),
  /** Whether it has the format VHD, which cannot be copied. */
  vhd: withDefault(boolean(), false),
  /** Whether it is public, and whether it is shared with other accounts. */
  public: withDefault(boolean(), false),
  shared: withDefault(boolean(), false),
  /** The image that it is a copy of; null: it is not a copy. */
  sourceImageId: orNull(text()),
  /** The disks, the system disk included. */
  disks: json<readonly ImageDisk[]>(),
  resourceGroupId: withDefault(text(), ''),
  tags: withDefault(json<readonly Tag[]>(), []),
}

export type Image = RecordOf<typeof imageMembers>

/** Default values of an image's members. */
export const imageDefaults = defaultsOf(imageMembers)

/** Returns the status at a time. */
export const imageStatusAt = (image: Completion & Pick<Image, 'status'>, now: number): ImageStatus => {
  if (!hasEnded(image, now)) return 'Creating'
  return image.outcome === 'failed' ? 'CreateFailed' : image.status
}

/** Returns the ids of the snapshots that an image is made of. */
export const snapshotsOfImage = ({ disks }: Pick<Image, 'disks'>): string[] =>
  disks.flatMap(({ snapshotId }) => (snapshotId === '' ? [] : [snapshotId]))
