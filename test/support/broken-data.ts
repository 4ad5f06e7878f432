import Database from 'better-sqlite3'
import type { Test } from 'tap'
import { createEmulator, type World } from '../../src/index.ts'

/** A data file of a world, in which the accounts of snapshots cannot be found any more. */
export const brokenData = async (t: Test, world: World): Promise<string> => {
  const data = `${t.testdir()}/broken.db`
  await createEmulator({ data, world }).close()
  const db = new Database(data)
  db.exec('ALTER TABLE snapshots RENAME COLUMN accountId TO lost')
  db.close()
  return data
}
