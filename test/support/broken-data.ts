import Database from 'better-sqlite3'
import { createEmulator, type World } from '../../src/index.ts'

/** Makes a data file of a world whose snapshots refer to missing accounts. */
export const breakData = async (data: string, world: World | string): Promise<void> => {
  await createEmulator({ data, world }).close()
  const db = new Database(data)
  db.exec('ALTER TABLE snapshots RENAME COLUMN accountId TO lost')
  db.close()
}
