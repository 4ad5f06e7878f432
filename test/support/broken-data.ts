import Database from 'better-sqlite3'
import { createEmulator, type World } from '../../src/index.ts'

/** Makes a data file of a world in which the accounts of snapshots cannot be found any more. */
export const breakData = async (data: string, world: World | string): Promise<void> => {
  await createEmulator({ data, world }).close()
  const db = new Database(data)
  db.exec('ALTER TABLE snapshots RENAME COLUMN accountId TO lost')
  db.close()
}
