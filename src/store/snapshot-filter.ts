import type { SnapshotFilter, WantedTag } from '../model/ports.ts'

/** Whether a row has not expired at a time that is bound. */
export const alive = '(s.retentionDays IS NULL OR s.expiresAt > :now)'

/** Whether it is in progress at that time. */
export const isUnfinished = '(s.endsAt IS NULL OR s.endsAt > :now)'

/**
 * Whether a row of a table is in the account and the region that are bound. The cast hides the values from SQLite's planner,
 * as does an addition to a LIMIT: it prepares a statement anew whenever a value that it has looked at is bound again, which
 * took longer than to read the page.
 */
export const inRegion = (table: string): string =>
  `${table}.accountId = CAST(:accountId AS TEXT) AND ${table}.regionId = CAST(:regionId AS TEXT)`

/** A query's FROM and WHERE, the order of its pages, and the values to bind. */
export interface Conditions {
  readonly from: string
  /** The columns that order the rows: creation, number. */
  readonly order: readonly [createdAt: string, seq: string]
  readonly bound: Readonly<Record<string, string | number>>
}

/** Where a query begins to search, and the tags that this leaves to be asked about. */
interface Lead extends Conditions {
  readonly tags: readonly WantedTag[]
}

/** The condition that a filter's member stands for, and the value that it binds. */
const simple: { readonly [K in keyof SnapshotFilter]?: string } = {
  name: 's.name = :name',
  type: 's.type = :type',
  category: 's.category = :category',
  usage: 's.usage = :usage',
  diskType: 's.diskType = :diskType',
  diskId: 's.diskId = CAST(:diskId AS TEXT)',
  instanceId: 's.diskId IN (SELECT id FROM disks WHERE accountId = :accountId AND instanceId = :instanceId)',
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

/** The first tag leads: its index yields the few rows, in the order of the pages, that the rest is then asked about. */
const ledByTag = ({ key, value }: WantedTag): Conditions => ({
  from: `FROM tags t INDEXED BY tags_by_text CROSS JOIN snapshots s ON s.seq = t.snapshot
    WHERE ${inRegion('t')} AND t.key = CAST(:tagKey AS TEXT)
    ${value === undefined ? '' : 'AND t.value = CAST(:tagValue AS TEXT)'}`,
  order: ['t.createdAt', 't.snapshot'],
  bound: value === undefined ? { tagKey: key } : { tagKey: key, tagValue: value },
})

/** What leads the search: the index that leaves the fewest rows. Without statistics SQLite would guess. */
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

/** Makes a query of a filter: a few fixed texts, so that each is prepared once; lists are bound as JSON. */
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
