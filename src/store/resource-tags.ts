import type { Database } from 'better-sqlite3'
import type { Members, RecordOf } from '../model/members.ts'
import type { Tag } from '../model/tag.ts'
import type { ResourceTag, TagFilter, Tags } from '../model/tags.ts'
import type { Resources } from './resources.ts'
import { Statements } from './statements.ts'
import { isWanted } from './tag-filter.ts'

/** More than a resource has tags. */
const placesEach = 32

/** What the records have that are tagged. */
interface Tagged {
  readonly regionId: string
  readonly tags: readonly Tag[]
}

/** SQL for the tags of disks, images or instances, which their records hold. */
export class ResourceTags<M extends Members> implements Tags {
  readonly #sql: Statements
  readonly #table: string
  readonly #resources: Resources<M>

  constructor(db: Database, table: string, resources: Resources<M>) {
    this.#sql = new Statements(db)
    this.#table = table
    this.#resources = resources
  }

  of(accountId: string, regionId: string, id: string): readonly Tag[] | undefined {
    const found = this.#find(accountId, id)
    return found?.regionId === regionId ? found.tags : undefined
  }

  put(accountId: string, id: string, tags: readonly Tag[]): void {
    const resource = this.#find(accountId, id) as RecordOf<M> & Tagged
    const all = new Map([...resource.tags, ...tags].map(tag => [tag.key, tag]))
    this.#resources.put({ ...resource, tags: [...all.values()] })
  }

  remove(accountId: string, id: string, keys: readonly string[] | undefined): void {
    const resource = this.#find(accountId, id) as RecordOf<M> & Tagged
    const left = keys === undefined ? [] : resource.tags.filter(({ key }) => !keys.includes(key))
    this.#resources.put({ ...resource, tags: left })
  }

  list(
    accountId: string,
    regionId: string,
    { resourceIds, tags }: TagFilter,
    page: { readonly after: number; readonly limit: number },
  ): ResourceTag[] {
    const where = ['r.accountId = :accountId', 'r.regionId = :regionId', 'place > :after']
    if (resourceIds.length > 0) where.push('r.id IN (SELECT value FROM json_each(:ids))')
    if (tags.length > 0) {
      where.push(
        `EXISTS (SELECT 1 FROM json_each(:tags) f WHERE ${isWanted("t.value ->> 'key'", "t.value ->> 'value'")})`,
        `NOT EXISTS (SELECT 1 FROM json_each(:tags) f WHERE NOT EXISTS (SELECT 1 FROM json_each(r.tags) o
         WHERE ${isWanted("o.value ->> 'key'", "o.value ->> 'value'")}))`,
      )
    }
    return this.#sql
      .of(
        `SELECT r.seq * ${placesEach} + t.key AS place, r.id AS resourceId, t.value ->> 'key' AS key,
         t.value ->> 'value' AS value FROM ${this.#table} r, json_each(r.tags) t
         WHERE ${where.join(' AND ')} ORDER BY place LIMIT :limit`,
      )
      .all({
        accountId,
        regionId,
        ...page,
        ...(resourceIds.length > 0 && { ids: JSON.stringify(resourceIds) }),
        ...(tags.length > 0 && { tags: JSON.stringify(tags) }),
      }) as ResourceTag[]
  }

  #find(accountId: string, id: string): (RecordOf<M> & Tagged) | undefined {
    return this.#resources.find(accountId, id) as (RecordOf<M> & Tagged) | undefined
  }
}
