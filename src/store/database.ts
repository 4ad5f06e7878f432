import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DataFileError } from './data-file-error.ts'
import { applicationId, schema, versionOf } from './schema.ts'

/** The reasons for refusing a data file, by prefix of SQLite's error code. */
const reasons: readonly (readonly [code: string, reason: string])[] = [
  ['SQLITE_BUSY', 'is in use by another process'],
  ['SQLITE_NOTADB', 'is not a database'],
  ['SQLITE_CORRUPT', 'is corrupt'],
  ['SQLITE_READONLY', 'is read-only'],
]

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message: string }
  return reasons.find(([start]) => String(code).startsWith(start))?.[1] ?? `cannot be opened: ${message}`
}

/** Checks a file through a read-only connection, so that a refused file stays unchanged. */
const inspect = (file: string): void => {
  const db = new Database(file, { readonly: true, timeout: 0 })
  try {
    const owner = db.pragma('application_id', { simple: true })
    const version = db.pragma('user_version', { simple: true })
    if (owner !== applicationId) throw new DataFileError(file, 'was not made by this program')
    if (version !== versionOf(schema)) throw new DataFileError(file, 'was made by another version of this program')
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DataFileError(file, 'is corrupt')
  } finally {
    db.close()
  }
}

const prepareFile = (db: Database.Database): void => {
  // Exclusive locking is set before WAL. It keeps out other processes and avoids a shared-memory file.
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('journal_mode = WAL')
  // Writes survive the death of the process, which is enough for test data. To survive a power cut, every checkpoint
  // would wait for the disk, and thousands of calls with it.
  db.pragma('synchronous = OFF')
  db.exec('BEGIN IMMEDIATE; COMMIT')
}

/**
 * Opens the data and creates the tables in a new file.
 *
 * @param file a path, or `:memory:`
 * @throws {DataFileError} when the file is in use by another process, corrupt, foreign, of another version or
 * read-only; it is left untouched
 */
export const openDatabase = (file: string): Database.Database => {
  let db: Database.Database | undefined
  try {
    const isNew = file === ':memory:' || !existsSync(file) || statSync(file).size === 0
    if (!isNew) inspect(file)
    db = new Database(file, { timeout: 0 })
    if (file !== ':memory:') prepareFile(db)
    db.pragma('foreign_keys = ON')
    // A savepoint's journal would spill into a temporary file. A container with a read-only root has no place for one.
    db.pragma('temp_store = MEMORY')
    if (isNew) {
      const marks = `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${versionOf(schema)};`
      db.exec(`BEGIN; ${schema} ${marks} COMMIT`)
    }
    return db
  } catch (error) {
    db?.close()
    throw error instanceof DataFileError ? error : new DataFileError(file, reasonOf(error))
  }
}
