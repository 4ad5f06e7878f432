import { type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { DataFileError } from './data-file-error.ts'

const look = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

/**
 * Remembers a data file and its log as they are now. SQLite would go on writing to a file that was deleted, and nobody
 * would find the data again.
 *
 * @param file a path, or `:memory:`
 * @returns a check that takes about 4 µs; it throws a DataFileError when one of them was deleted, replaced or cut off
 */
export const presenceOf = (file: string): (() => void) => {
  if (file === ':memory:') return () => {}
  // An absolute path still names the file after the process has changed its folder.
  const known = [resolve(file), `${resolve(file)}-wal`].map(path => ({ path, was: look(path) }))
  return () => {
    for (const { path, was } of known) {
      const is = look(path)
      if (is === undefined) throw new DataFileError(file, `cannot be used any more: ${path} was deleted`)
      if (is.ino !== was?.ino || is.dev !== was.dev || is.size < was.size) {
        throw new DataFileError(file, `cannot be used any more: ${path} was replaced`)
      }
    }
  }
}
