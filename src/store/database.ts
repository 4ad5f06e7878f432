import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DataFileError, whyNotOpened } from './data-file-error.ts'
import { applicationId, schema, versionOf } from './schema.ts'

/** Whether a database has neither tables nor a mark: a first start did not get further. */
const isBlank = (db: Database.Database): boolean =>
  db.pragma('application_id', { simple: true }) === 0 &&
  db.pragma('user_version', { simple: true }) === 0 &&
  db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined

/**
 * Checks a file through a read-only connection, so that a refused file stays unchanged.
 *
 * @returns whether the file is new
 */
const inspect = (file: string): boolean => {
  const db = new Database(file, { readonly: true, timeout: 0 })
  try {
    if (isBlank(db)) return true
    const owner = db.pragma('application_id', { simple: true })
    const version = db.pragma('user_version', { simple: true })
    if (owner !== applicationId) throw new DataFileError(file, 'was not made by this program')
    if (version !== versionOf(schema)) throw new DataFileError(file, 'was made by another version of this program')
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DataFileError(file, 'is corrupt')
    return false
  } finally {
    db.close()
  }
}

const prepareFile = (db: Database.Database, isNew: boolean): void => {
  // Exclusive locking is set before WAL. It keeps out other processes and avoids a shared-memory file.
  db.pragma('locking_mode = EXCLUSIVE')
  // Writes survive the death of the process, which is enough for test data. To survive a power cut, every checkpoint
  // would wait for the disk, and thousands of calls with it.
  db.pragma('synchronous = OFF')
  // The switch to WAL writes the first page of a new file. With its undo in memory this is a single write, after which
  // the file is valid. An undo file that a kill leaves behind would have to be applied before the file can be inspected.
  if (isNew) db.pragma('journal_mode = MEMORY')
  db.pragma('journal_mode = WAL')
  db.exec('BEGIN IMMEDIATE; COMMIT')
}

/**
 * Opens the data. A new file gets its tables and its mark in one transaction.
 *
 * @param file a path, or `:memory:`
 * @param begin the first writes
 * @returns the database, and the result of `begin`
 * @throws {DataFileError} when the file is in use by another process, corrupt, foreign, of another version or cannot be
 * written; a file that was not made here is left untouched
 */
export const openDatabase = <T>(file: string, begin: (db: Database.Database) => T): [Database.Database, T] => {
  let db: Database.Database | undefined
  try {
    const isNew = file === ':memory:' || !existsSync(file) || inspect(file)
    db = new Database(file, { timeout: 0 })
    if (file !== ':memory:') prepareFile(db, isNew)
    db.pragma('foreign_keys = ON')
    // A savepoint's journal would spill into a temporary file. A container with a read-only root has no place for one.
    db.pragma('temp_store = MEMORY')
    if (isNew) {
      const marks = `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${versionOf(schema)};`
      db.exec(`BEGIN; ${schema} ${marks} COMMIT`)
    }
    return [db, begin(db)]
  } catch (error) {
    db?.close()
    throw whyNotOpened(file, error)
  }
}
