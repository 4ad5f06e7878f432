import type { Database } from 'better-sqlite3'
import { type Image, type imageMembers, snapshotsOfImage } from '../model/image.ts'
import { MadeOfSnapshots } from './made-of-snapshots.ts'
import { tables } from './schema.ts'
import type { Snapshots } from './snapshots.ts'

/** SQL for images. */
export class Images extends MadeOfSnapshots<typeof imageMembers> {
  constructor(db: Database, snapshots: Snapshots) {
    super(db, tables.images, snapshots, 'image')
  }

  protected sourcesOf(image: Image): readonly string[] {
    return snapshotsOfImage(image)
  }

  protected isUsed(accountId: string, regionId: string, snapshotId: string): boolean {
    return this.inRegion(accountId, regionId).some(image => snapshotsOfImage(image).includes(snapshotId))
  }
}
