import Database from 'better-sqlite3'
import { createEmulator, type World } from '../../src/index.ts'

/** Makes a data file of a world whose snapshots, disks and images have lost their accounts. */
export const breakData = async (data: string, world: World | string): Promise<void> => {
  await createEmulator({ data, world }).close()
  const db = new Database(data)
  for (const table of ['snapshots', 'disks', 'images']) db.exec(`ALTER TABLE ${table} RENAME COLUMN accountId TO lost`)
  db.close()
}
