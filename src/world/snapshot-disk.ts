import { diskTypes } from '../model/disk.ts'
import { id, number, object, oneOf, type Shaped, text } from '../model/shape.ts'

export const snapshotDiskShape = object(
  {
    /** Id of the disk; it need not exist. */
    id,
  },
  {
    /** Kind of the disk; default `data`. */
    type: oneOf(...diskTypes),
    /** Size in GiB; default 40. */
    size: number(1, 1_000_000),
    /** Category of the disk, such as `cloud_essd`, whose snapshots are available at once; default: empty. */
    category: text(),
  },
)

/** The source disk of a snapshot. */
export interface WorldSnapshotDisk extends Shaped<typeof snapshotDiskShape> {}
