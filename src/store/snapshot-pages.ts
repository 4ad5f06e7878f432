import type { SnapshotPages, SnapshotPlace } from '../model/ports.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { NewestFilter } from '../model/store.ts'
import { tables } from './schema.ts'
import { alive, type Conditions } from './snapshot-filter.ts'
import type { Statements } from './statements.ts'

/** The start of a query: the columns of a snapshot `s` that `readSnapshot` reads. */
export const selectSnapshots = `SELECT s.seq, ${tables.snapshots.columns('s.')}, (SELECT json_group_array(
  json_object('key', key, 'value', value) ORDER BY seq) FROM tags WHERE snapshot = s.seq) AS tags `

/** Converts a row with these columns to a snapshot, in place. */
export const readSnapshot = (row: unknown): Snapshot => {
  const snapshot = row as { tags: unknown }
  snapshot.tags = JSON.parse(snapshot.tags as string)
  return tables.snapshots.read(row) as Snapshot
}

type PlacedRow = { readonly createdAt: number; readonly seq: number }

/** Returns the first of some ordered rows, and the place of the last one when more follow. */
const firstOf = (rows: readonly PlacedRow[], limit: number): ReturnType<SnapshotPages['after']> => {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next: SnapshotPlace | undefined = last && [last.createdAt, last.seq]
  return { snapshots: shown.map(readSnapshot), next }
}

/**
 * Pages that SQLite selects from all matches.
 *
 * @param selected statements that start with `selectSnapshots`
 */
export const searchedPages = (
  sql: Statements,
  selected: Statements,
  { from, order, bound }: Conditions,
): SnapshotPages => {
  const ordered = `ORDER BY ${order.join(' DESC, ')} DESC LIMIT :limit + 0`
  const count = (): number => sql.of(`SELECT count(*) ${from}`).pluck().get(bound) as number
  return {
    page: (offset, limit) => {
      const statement = selected.of(`${from} ${ordered} OFFSET :offset`)
      const rows = statement.all({ ...bound, offset, limit })
      // A page that is not full is the last one, so no count is needed.
      const isLast = rows.length < limit && (rows.length > 0 || offset === 0)
      return { total: isLast ? offset + rows.length : count(), snapshots: rows.map(readSnapshot) }
    },
    after: (place, limit) => {
      const rows: PlacedRow[] = []
      const read = (condition: string, bounds: Record<string, number>): void => {
        const statement = selected.of(`${from} ${condition} ${ordered}`)
        rows.push(...(statement.all({ ...bound, ...bounds, limit: limit + 1 - rows.length }) as PlacedRow[]))
      }
      if (place === undefined) read('', {})
      else {
        // Two queries: for `(createdAt, seq) < (…)` SQLite would scan all rows with that creation time.
        const [time, seq] = place
        read(`AND ${order[0]} = CAST(:time AS INTEGER) AND ${order[1]} < CAST(:seq AS INTEGER)`, { time, seq })
        if (rows.length <= limit) read(`AND ${order[0]} < CAST(:time AS INTEGER)`, { time })
      }
      return firstOf(rows, limit)
    },
  }
}

/** Pages of the matches among a few named snapshots. SQLite would take longer to sort them than to find them. */
export const namedPages = (selected: Statements, { from, bound }: Conditions): SnapshotPages => {
  const rows = selected.of(from).all(bound) as PlacedRow[]
  rows.sort((a, b) => b.createdAt - a.createdAt || b.seq - a.seq)
  return {
    page: (offset, limit) => ({
      total: rows.length,
      snapshots: rows.slice(offset, offset + limit).map(readSnapshot),
    }),
    after: (place, limit) => {
      const [time, seq] = place ?? [Number.POSITIVE_INFINITY, 0]
      const isAfter = (row: PlacedRow): boolean => row.createdAt < time || (row.createdAt === time && row.seq < seq)
      return firstOf(rows.filter(isAfter), limit)
    },
  }
}

/** A null condition holds for every snapshot. The call is rare, so no index is chosen. */
const newestText = `FROM snapshots s WHERE ${alive}
  AND (:account IS NULL OR s.accountId = :account)
  AND (:region IS NULL OR :region IN (s.regionId, s.sourceRegionId))
  AND (:id IS NULL OR :id IN (s.id, s.sourceSnapshotId, s.diskId))
  AND (:key IS NULL OR EXISTS (SELECT 1 FROM tags WHERE snapshot = s.seq AND key = :key AND ifnull(value = :value, 1)))`

/** The snapshots added last that match, newest first, and the number of all matches. */
export const newestSnapshots = (
  sql: Statements,
  selected: Statements,
  { tag, ...filter }: NewestFilter,
  limit: number,
  now: number,
): { total: number; newest: Snapshot[] } => {
  const bound = {
    now,
    account: null,
    region: null,
    id: null,
    ...filter,
    key: tag?.key ?? null,
    value: tag?.value ?? null,
  }
  const total = sql.of(`SELECT count(*) ${newestText}`).pluck().get(bound) as number
  const rows = selected.of(`${newestText} ORDER BY s.seq DESC LIMIT :limit`).all({ ...bound, limit })
  return { total, newest: rows.map(readSnapshot) }
}
