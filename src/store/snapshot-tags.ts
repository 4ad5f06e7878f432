import type { Database } from 'better-sqlite3'
import type { Tag } from '../model/tag.ts'
import type { ResourceTag, TagFilter, Tags } from '../model/tags.ts'
import { alive } from './snapshot-filter.ts'
import type { Snapshots } from './snapshots.ts'
import { Statements } from './statements.ts'
import { isWanted } from './tag-filter.ts'

const seqOf = '(SELECT seq FROM snapshots WHERE accountId = :accountId AND id = :id)'

/** SQL for the tags of snapshots, which have a table of their own. */
export class SnapshotTags implements Tags {
  readonly #sql: Statements
  readonly #snapshots: Snapshots

  constructor(db: Database, snapshots: Snapshots) {
    this.#sql = new Statements(db)
    this.#snapshots = snapshots
  }

  of(accountId: string, regionId: string, id: string, now: number): readonly Tag[] | undefined {
    return this.#snapshots.find(accountId, regionId, id, now)?.tags
  }

  put(accountId: string, id: string, tags: readonly Tag[]): void {
    const put = this.#sql.of(
      `INSERT INTO tags (snapshot, accountId, regionId, key, value, createdAt)
       SELECT seq, accountId, regionId, :key, :value, createdAt FROM snapshots WHERE accountId = :accountId AND id = :id
       ON CONFLICT (snapshot, key) DO UPDATE SET value = excluded.value`,
    )
    for (const tag of tags) put.run({ ...tag, accountId, id })
    this.#snapshots.forget()
  }

  remove(accountId: string, id: string, keys: readonly string[] | undefined): void {
    const some = keys === undefined ? '' : 'AND key IN (SELECT value FROM json_each(:keys))'
    this.#sql
      .of(`DELETE FROM tags WHERE snapshot = ${seqOf} ${some}`)
      .run({ accountId, id, ...(keys && { keys: JSON.stringify(keys) }) })
    this.#snapshots.forget()
  }

  list(
    accountId: string,
    regionId: string,
    { resourceIds, tags }: TagFilter,
    page: { readonly after: number; readonly limit: number },
    now: number,
  ): ResourceTag[] {
    const where = ['s.accountId = :accountId', 's.regionId = :regionId', alive, 't.seq > :after']
    const [first] = tags
    if (resourceIds.length > 0) {
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
        `EXISTS (SELECT 1 FROM json_each(:tags) f WHERE ${isWanted('t.key', 't.value')})`,
        `NOT EXISTS (SELECT 1 FROM json_each(:tags) f WHERE NOT EXISTS
         (SELECT 1 FROM tags o WHERE o.snapshot = s.seq AND ${isWanted('o.key', 'o.value')}))`,
      )
    }
    return this.#sql
      .of(
        `SELECT t.seq AS place, s.id AS resourceId, t.key, t.value
         FROM tags t INDEXED BY tags_by_snapshot CROSS JOIN snapshots s ON s.seq = t.snapshot
         WHERE ${where.join(' AND ')} ORDER BY t.seq LIMIT :limit`,
      )
      .all({
        accountId,
        regionId,
        now,
        ...page,
        ...(resourceIds.length > 0 && { ids: JSON.stringify(resourceIds) }),
        ...(first && { tags: JSON.stringify(tags), key: first.key, values: JSON.stringify(first.values) }),
      }) as ResourceTag[]
  }
}
