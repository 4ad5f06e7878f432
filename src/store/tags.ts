import type { Database } from 'better-sqlite3'
import type { SnapshotTag, SnapshotTagFilter } from '../model/ports.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Tag } from '../model/tag.ts'
import { alive } from './snapshot-filter.ts'
import { Statements } from './statements.ts'

const seqOf = '(SELECT seq FROM snapshots WHERE accountId = :accountId AND id = :id)'

/** Returns a condition: the tag with this alias matches the wanted tag `f`. */
const isWanted = (tag: string): string => `${tag}.key = f.value ->> 'key' AND (f.value -> 'values' = '[]'
  OR ${tag}.value IN (SELECT value FROM json_each(f.value, '$.values')))`

/** SQL for the tags of existing snapshots. */
export class Tags {
  readonly #sql: Statements
  readonly #changed: () => void

  /** @param changed called after the tags of a snapshot changed */
  constructor(db: Database, changed: () => void) {
    this.#sql = new Statements(db)
    this.#changed = changed
  }

  put({ accountId, id }: Snapshot, tags: readonly Tag[]): void {
    const put = this.#sql.of(
      `INSERT INTO tags (snapshot, accountId, regionId, key, value, createdAt)
       SELECT seq, accountId, regionId, :key, :value, createdAt FROM snapshots WHERE accountId = :accountId AND id = :id
       ON CONFLICT (snapshot, key) DO UPDATE SET value = excluded.value`,
    )
    for (const tag of tags) put.run({ ...tag, accountId, id })
    this.#changed()
  }

  remove({ accountId, id }: Snapshot, keys: readonly string[] | undefined): void {
    const some = keys === undefined ? '' : 'AND key IN (SELECT value FROM json_each(:keys))'
    this.#sql
      .of(`DELETE FROM tags WHERE snapshot = ${seqOf} ${some}`)
      .run({ accountId, id, ...(keys && { keys: JSON.stringify(keys) }) })
    this.#changed()
  }

  list(
    accountId: string,
    regionId: string,
    { snapshotIds, tags }: SnapshotTagFilter,
    page: { readonly after: number; readonly limit: number },
    now: number,
  ): SnapshotTag[] {
    const where = ['s.accountId = :accountId', 's.regionId = :regionId', alive, 't.seq > :after']
    const [first] = tags
    if (snapshotIds.length > 0) {
      where.push(
        't.snapshot IN (SELECT seq FROM snapshots WHERE accountId = :accountId AND id IN (SELECT value FROM json_each(:ids)))',
      )
    } else if (first !== undefined) {
      // The index of the first tag yields the snapshots; the other tags are checked on these.
      where.push(`t.snapshot IN (SELECT c.snapshot FROM tags c INDEXED BY tags_by_text
        WHERE c.accountId = :accountId AND c.regionId = :regionId AND c.key = :key
        ${first.values.length === 0 ? '' : 'AND c.value IN (SELECT value FROM json_each(:values))'})`)
    }
    if (first !== undefined) {
      where.push(
        `EXISTS (SELECT 1 FROM json_each(:tags) f WHERE ${isWanted('t')})`,
        `NOT EXISTS (SELECT 1 FROM json_each(:tags) f WHERE NOT EXISTS
         (SELECT 1 FROM tags o WHERE o.snapshot = s.seq AND ${isWanted('o')}))`,
      )
    }
    return this.#sql
      .of(
        `SELECT t.seq AS place, s.id AS snapshotId, t.key, t.value
         FROM tags t INDEXED BY tags_by_snapshot CROSS JOIN snapshots s ON s.seq = t.snapshot
         WHERE ${where.join(' AND ')} ORDER BY t.seq LIMIT :limit`,
      )
      .all({
        accountId,
        regionId,
        now,
        ...page,
        ...(snapshotIds.length > 0 && { ids: JSON.stringify(snapshotIds) }),
        ...(first && { tags: JSON.stringify(tags), key: first.key, values: JSON.stringify(first.values) }),
      }) as SnapshotTag[]
  }
}
