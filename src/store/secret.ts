import type { Database } from 'better-sqlite3'

/**
 * A secret that is made once and kept with the data.
 *
 * @param newSecret makes one for new data
 */
export const secretOf = (db: Database, name: string, newSecret: () => string): string => {
  const read = db.prepare('SELECT value FROM meta WHERE name = ?').pluck()
  if (read.get(name) === undefined) db.prepare('INSERT INTO meta VALUES (?, ?)').run(name, newSecret())
  return read.get(name) as string
}
