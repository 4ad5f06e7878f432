import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A data file that cannot be used; the message is one sentence that names the file. */
export class DataFileError extends Error {
  constructor(file: string, reason: string) {
    super(`The data file ${file} ${reason}.`)
    this.name = 'DataFileError'
  }
}

/** The error of opening a path for writing, which SQLite does not report; undefined if it can be opened. */
const errorOfOpening = (path: string): NodeJS.ErrnoException | undefined => {
  const isNew = !existsSync(path)
  try {
    closeSync(openSync(path, 'a'))
    if (isNew) rmSync(path)
    return undefined
  } catch (error) {
    return error as NodeJS.ErrnoException
  }
}

/** Names both users, since a container's user is easily not the owner of a mounted folder. */
const lacksPermission = (path: string): string => {
  const place = existsSync(path) ? path : dirname(path)
  const me = process.geteuid?.()
  const owner = statSync(place).uid
  const advice =
    owner === me
      ? `make it writable (chmod u+w ${place})`
      : `change its owner (chown ${me} ${place}) or run as user ${owner} (docker run --user ${owner})`
  return `cannot be written: user ${me} may not write to ${place}, which belongs to user ${owner}; ${advice}`
}

/** The reason why neither the file nor the log beside it can be opened for writing. */
const whyNotWritable = (file: string): string | undefined => {
  for (const path of [file, `${file}-wal`]) {
    const error = errorOfOpening(path)
    if (error?.code === 'EACCES') return lacksPermission(path)
    if (error !== undefined) return `cannot be opened: ${error.message}`
  }
  return undefined
}

/** The reasons for refusing a data file, by prefix of SQLite's error code. */
const reasons: readonly (readonly [code: string, reason: string | ((file: string) => string | undefined)])[] = [
  ['SQLITE_BUSY', 'is in use by another process'],
  ['SQLITE_NOTADB', 'is not a database'],
  ['SQLITE_CORRUPT', 'is corrupt'],
  ['SQLITE_FULL', 'cannot be written: its disk is full'],
  ['SQLITE_READONLY', whyNotWritable],
  ['SQLITE_CANTOPEN', whyNotWritable],
  ['SQLITE_IOERR', whyNotWritable],
]

/** Converts an error of the file to a sentence that names it. Other errors stay as they are. */
export const explained = (file: string, error: unknown): unknown => {
  const reason = reasons.find(([start]) => String((error as { code?: unknown }).code).startsWith(start))?.[1]
  const text = typeof reason === 'function' ? reason(file) : reason
  return text === undefined ? error : new DataFileError(file, text)
}

/** Converts an error of opening a file to a sentence that names it. */
export const whyNotOpened = (file: string, error: unknown): DataFileError => {
  const known = explained(file, error)
  return known instanceof DataFileError
    ? known
    : new DataFileError(file, `cannot be opened: ${(error as Error).message}`)
}
