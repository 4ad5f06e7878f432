import type { SnapshotPages, SnapshotPlace } from '../model/ports.ts'
import type { Conditions } from './snapshot-filter.ts'
import { columns, fromRow, type SnapshotRow } from './snapshot-row.ts'
import type { Statements } from './statements.ts'

type PlacedRow = SnapshotRow & { readonly seq: number }

/** The first rows of some that are in order, and the place of the last one when more follow. */
const firstOf = (rows: readonly PlacedRow[], limit: number): ReturnType<SnapshotPages['after']> => {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next: SnapshotPlace | undefined = last && [last.created_at, last.seq]
  return { snapshots: shown.map(fromRow), next }
}

/** Pages that SQLite cuts out of all that match. */
export const searchedPages = (sql: Statements, { from, order, bound }: Conditions): SnapshotPages => {
  const ordered = `ORDER BY ${order.join(' DESC, ')} DESC LIMIT :limit`
  const count = (): number => sql.of(`SELECT count(*) ${from}`).pluck().get(bound) as number
  return {
    page: (offset, limit) => {
      const statement = sql.of(`SELECT ${columns} ${from} ${ordered} OFFSET :offset`)
      const rows = statement.all({ ...bound, offset, limit }) as SnapshotRow[]
      // A page that is not full is the last one.
      const isLast = rows.length < limit && (rows.length > 0 || offset === 0)
      return { total: isLast ? offset + rows.length : count(), snapshots: rows.map(fromRow) }
    },
    after: (place, limit) => {
      const rows: PlacedRow[] = []
      const read = (condition: string, bounds: Record<string, number>): void => {
        const statement = sql.of(`SELECT ${columns} ${from} ${condition} ${ordered}`)
        rows.push(...(statement.all({ ...bound, ...bounds, limit: limit + 1 - rows.length }) as PlacedRow[]))
      }
      if (place === undefined) read('', {})
      else {
        // Two steps: for `(created_at, seq) < (…)` SQLite would go through all rows of that moment.
        const [time, seq] = place
        read(`AND ${order[0]} = :time AND ${order[1]} < :seq`, { time, seq })
        if (rows.length <= limit) read(`AND ${order[0]} < :time`, { time })
      }
      return firstOf(rows, limit)
    },
  }
}

/** Pages of those that match among a few that were named: to put these in order costs SQLite more than to find them. */
export const namedPages = (sql: Statements, { from, bound }: Conditions): SnapshotPages => {
  const rows = sql.of(`SELECT ${columns} ${from}`).all(bound) as PlacedRow[]
  rows.sort((a, b) => b.created_at - a.created_at || b.seq - a.seq)
  return {
    page: (offset, limit) => ({
      total: rows.length,
      snapshots: rows.slice(offset, offset + limit).map(fromRow),
    }),
    after: (place, limit) => {
      const [time, seq] = place ?? [Number.POSITIVE_INFINITY, 0]
      const isAfter = (row: PlacedRow): boolean => row.created_at < time || (row.created_at === time && row.seq < seq)
      return firstOf(rows.filter(isAfter), limit)
    },
  }
}
