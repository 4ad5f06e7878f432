import { boolean, id, listOf, number, object, oneOf, type Shape, type Shaped, text } from './shape.ts'
import { copyLimits, snapshotCategories, snapshotStatuses } from './snapshot.ts'
import type { Tag } from './tag.ts'
import { filled, time } from './world-fields.ts'

const describes = object(
  {
    /** How many describes the snapshot takes in all. */
    all: number(1, 1_000_000),
    /** How many are left. */
    left: number(1, 1_000_000),
  },
  {},
)

const snapshotDisk = object(
  {
    /** Id of the disk; it need not exist. */
    id,
  },
  {
    /** Kind of the disk; default `data`. */
    type: oneOf('system', 'data'),
    /** Size in GiB; default 40. */
    size: number(1, 1_000_000),
  },
)

/** How often DescribeSnapshots must show a snapshot until it ends. */
export interface WorldDescribes extends Shaped<typeof describes> {}

/** The disk that a snapshot was made of. */
export interface WorldSnapshotDisk extends Shaped<typeof snapshotDisk> {}

const tag: Shape<Tag> = object({ key: filled, value: text() }, {})

export const snapshotShape = object(
  {
    /** Id of the snapshot, such as `s-golden`. */
    id,
    /** Id of its account. */
    account: id,
    /** Id of its region, such as `cn-hangzhou`. */
    region: id,
  },
  {
    /** Name; default: empty. */
    name: text(),
    /** Description; default: empty. */
    description: text(),
    /** Status; default `accomplished`. */
    status: oneOf(...snapshotStatuses),
    /** Progress in per cent of a snapshot that has failed or never ends; default 0. Else it is computed. */
    progress: number(0, 100),
    /** When it was created; default: now. */
    createdAt: time,
    /** When it was last modified; default: `createdAt`. */
    modifiedAt: time,
    /** When a snapshot in progress is accomplished; default: never. */
    readyAt: time,
    /** How often DescribeSnapshots must show a snapshot in progress until it ends; default: its end follows `readyAt`. */
    describes: describes as Shape<WorldDescribes>,
    /** Days from its creation until it is released; default: never. */
    retentionDays: number(1, 65536),
    /** Disk that it was made of; default: 40 GiB of data, with an id like its own. */
    disk: snapshotDisk as Shape<WorldSnapshotDisk>,
    /** Category; default `standard`. `local` stands for local snapshots. */
    category: oneOf(...snapshotCategories),
    /** Whether it is encrypted; default false. */
    encrypted: boolean,
    /** Id of its KMS key; default: empty. */
    kmsKeyId: text(),
    /** Whether a user or a policy made it; default `user`. */
    type: oneOf('user', 'auto'),
    /** What was made of it; default `none`. */
    usage: oneOf('none', 'image', 'disk', 'image_disk'),
    /** Id of its chain; default: derived from the id of its disk. */
    linkId: id,
    /** Id of its resource group; default: empty. */
    resourceGroupId: text(),
    /** Days of instant access from its creation; 0: as long as it exists. Default: none. */
    instantAccessDays: number(0, 65535),
    /** Id of the snapshot that it is a copy of; default: it is no copy. */
    sourceSnapshotId: id,
    /** Region of that snapshot. */
    sourceRegionId: id,
    /** Tags; default: none. */
    tags: listOf(tag),
    /** Ways in which it may not be copied; default: none. */
    copyLimits: listOf(oneOf(...copyLimits)),
    /** Until when another operation holds it; default: none does. */
    busyUntil: time,
    /** ARN of the storage location that it is kept in; default: the service's own. */
    storageLocationArn: text(),
  },
)

/** A snapshot. */
export interface WorldSnapshot extends Shaped<typeof snapshotShape> {}
