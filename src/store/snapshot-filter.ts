import type { SnapshotFilter, WantedTag } from '../model/ports.ts'

/** A condition: the snapshot has not expired at the bound time. */
export const alive = '(s.retentionDays IS NULL OR s.expiresAt > :now)'

/** A condition: the snapshot is in progress at the bound time. */
export const isUnfinished = '(s.endsAt IS NULL OR s.endsAt > :now)'

/**
 * Returns a condition: a row of a table is in the bound account and region. The cast hides the values from SQLite's
 * planner, as an addition to a LIMIT does. SQLite prepares a statement again whenever a value that the planner used is
 * rebound, which took longer than reading the page.
 */
export const inRegion = (table: string): string =>
  `${table}.accountId = CAST(:accountId AS TEXT) AND ${table}.regionId = CAST(:regionId AS TEXT)`

/** A query's FROM and WHERE, the order of its pages, and the values to bind. */
export interface Conditions {
  readonly from: string
  /** The columns that order the rows: creation, row number. */
  readonly order: readonly [createdAt: string, seq: string]
  readonly bound: Readonly<Record<string, string | number>>
}

/** The leading index of a query, and the tags that are still to be checked. */
interface Lead extends Conditions {
  readonly tags: readonly WantedTag[]
}

/** The condition of each member of a filter. It binds the member's value. */
const simple: { readonly [K in keyof SnapshotFilter]?: string } = {
  name: 's.name = :name',
  type: 's.type = :type',
  category: 's.category = :category',
  usage: 's.usage = :usage',
  diskType: 's.diskType = :diskType',
  diskId: 's.diskId = CAST(:diskId AS TEXT)',
  instanceId: `s.diskId IN (SELECT id FROM disks WHERE accountId = :accountId AND instanceId = :instanceId
    AND NOT (status = 'Available' AND ifnull(changesAt, 0) <= :now))`,
  linkId: 's.linkId = CAST(:linkId AS TEXT)',
  resourceGroupId: 's.resourceGroupId = :resourceGroupId',
  kmsKeyId: 's.kmsKeyId = :kmsKeyId',
  createdFrom: 's.createdAt >= :createdFrom',
  createdTo: 's.createdAt <= :createdTo',
}

const statusCondition = (status: SnapshotFilter['status']): string[] => {
  if (status === undefined) return []
  return [status === 'progressing' ? isUnfinished : 's.endsAt <= :now AND s.outcome = :status']
}

const hasAllTags = `NOT EXISTS (SELECT 1 FROM json_each(:tags) f WHERE NOT EXISTS (SELECT 1 FROM tags o
  WHERE o.snapshot = s.seq AND o.key = f.value ->> 'key' AND ifnull(o.value = f.value ->> 'value', 1)))`

/** Searches by the first tag's index. It yields few rows, in page order; the other conditions are checked on these. */
const ledByTag = ({ key, value }: WantedTag): Conditions => ({
  from: `FROM tags t INDEXED BY tags_by_text CROSS JOIN snapshots s ON s.seq = t.snapshot
    WHERE ${inRegion('t')} AND t.key = CAST(:tagKey AS TEXT)
    ${value === undefined ? '' : 'AND t.value = CAST(:tagValue AS TEXT)'}`,
  order: ['t.createdAt', 't.snapshot'],
  bound: value === undefined ? { tagKey: key } : { tagKey: key, tagValue: value },
})

/** Chooses the index that leaves the fewest rows. Without statistics SQLite would guess. */
const lead = ({ ids, linkId, diskId, tags = [] }: SnapshotFilter): Lead => {
  const [first, ...others] = tags
  if (ids === undefined && linkId === undefined && diskId === undefined && first !== undefined) {
    return { ...ledByTag(first), tags: others }
  }
  const index = ids !== undefined ? 'id' : linkId !== undefined ? 'link' : diskId !== undefined ? 'disk' : 'time'
  return {
    from: `FROM snapshots s INDEXED BY snapshots_by_${index} WHERE ${inRegion('s')}`,
    order: ['s.createdAt', 's.seq'],
    bound: {},
    tags,
  }
}

/** Builds a query from a filter: a few fixed texts, so that each is prepared once. Lists are bound as JSON. */
export const conditionsOf = (
  filter: SnapshotFilter,
  place: { readonly accountId: string; readonly regionId: string; readonly now: number },
): Conditions => {
  const { ids, status, tags: _, encrypted, ...rest } = filter
  const { from, order, bound: ledBy, tags } = lead(filter)
  const where = [from, alive, ...statusCondition(status)]
  const bound: Record<string, string | number> = { ...place, ...ledBy, ...(status && { status }) }
  if (ids !== undefined) {
    where.push('s.id IN (SELECT value FROM json_each(:ids))')
    bound.ids = JSON.stringify(ids)
  }
  if (encrypted) where.push('s.encrypted = 1')
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined) continue
    where.push(simple[name as keyof SnapshotFilter] as string)
    bound[name] = value
  }
  if (tags.length > 0) {
    where.push(hasAllTags)
    bound.tags = JSON.stringify(tags)
  }
  return { from: where.join(' AND '), order, bound }
}
