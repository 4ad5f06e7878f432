import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { endingAt } from '../../src/model/completion.ts'
import { type Disk, diskDefaults } from '../../src/model/disk.ts'
import { type Image, imageDefaults } from '../../src/model/image.ts'
import type { SnapshotFilter } from '../../src/model/ports.ts'
import { type Snapshot, snapshotDefaults } from '../../src/model/snapshot.ts'
import { Disks } from '../../src/store/disks.ts'
import { Images } from '../../src/store/images.ts'
import { ResourceTags } from '../../src/store/resource-tags.ts'
import { schema } from '../../src/store/schema.ts'
import { SnapshotTags } from '../../src/store/snapshot-tags.ts'
import { Snapshots } from '../../src/store/snapshots.ts'
import { Stubs } from '../../src/store/stubs.ts'

const snapshot: Snapshot = {
  ...snapshotDefaults,
  accountId: '1',
  id: 's-1',
  regionId: 'cn-chengdu',
  createdAt: 0,
  modifiedAt: 0,
  endsAt: 0,
  retentionDays: 1,
  diskId: 'd-1',
  diskType: 'data',
  diskSize: 1,
  linkId: 'sl-1',
  tags: [{ key: 'k', value: 'v' }],
}

/** The tables, and a function that returns the query plans of some work. */
const plannerFor = (t: Test) => {
  let statements: string[] = []
  const db = new Database(':memory:', { verbose: sql => statements.push(String(sql)) })
  t.teardown(() => db.close())
  db.exec(schema)
  const plansOf = (work: () => unknown): string[][] => {
    statements = []
    work()
    // Savepoints, pragmas and the like have no plan.
    const seen = statements.filter(sql => /^\s*(?:SELECT|INSERT|UPDATE|DELETE)\b/.test(sql))
    return seen.map(sql => (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(r => r.detail))
  }
  return { db, plansOf }
}

/** Whether a step goes through rows without an index. A list in JSON, which SQLite calls a virtual table, is no table. */
const isScan = (step: string): boolean =>
  /^SCAN (?!CONSTANT ROW|\(subquery)/.test(step) && !step.includes('VIRTUAL TABLE')
const isSort = (step: string): boolean => step === 'USE TEMP B-TREE FOR ORDER BY'
const indexes = (plan: readonly string[]): string[] =>
  plan.flatMap(step => /^SEARCH (?:s|t) USING (?:COVERING )?INDEX (\w+)/.exec(step)?.[1] ?? [])

interface Row {
  readonly what: string
  readonly filter: SnapshotFilter
  /** The index that leads. */
  readonly index: string
  /** Whether the rows of a page are sorted: the values of one tag key come in no order. */
  readonly sorts?: true
}

const tag = { key: 'k', value: 'v' }

const searches: readonly Row[] = [
  { what: 'everything', filter: {}, index: 'snapshots_by_time' },
  { what: 'ids', filter: { ids: ['s-1'] }, index: 'snapshots_by_id' },
  { what: 'a tag', filter: { tags: [tag] }, index: 'tags_by_text' },
  { what: 'two tags', filter: { tags: [tag, { key: 'l', value: undefined }] }, index: 'tags_by_text' },
  { what: 'a tag key', filter: { tags: [{ key: 'k', value: undefined }] }, index: 'tags_by_text', sorts: true },
  { what: 'a disk', filter: { diskId: 'd-1' }, index: 'snapshots_by_disk' },
  { what: 'a chain', filter: { linkId: 'sl-1' }, index: 'snapshots_by_link' },
  { what: 'a time', filter: { createdFrom: 0, createdTo: 1 }, index: 'snapshots_by_time' },
  { what: 'a status', filter: { status: 'progressing' }, index: 'snapshots_by_time' },
  { what: 'ids with a tag', filter: { ids: ['s-1'], tags: [tag] }, index: 'snapshots_by_id' },
  { what: 'an instance', filter: { instanceId: 'i-1' }, index: 'snapshots_by_time' },
]

await t.test('pages are read from an index, in its order', async t => {
  const { db, plansOf } = plannerFor(t)
  const snapshots = new Snapshots(db)
  for (const { what, filter, index, sorts = false } of searches) {
    const pages = () => snapshots.search('1', 'cn-chengdu', filter, 0)
    const ways = {
      'the first page by token': () => pages().after(undefined, 10),
      'a page in the middle by token': () => pages().after([5, 5], 10),
      'a page by number': () => pages().page(100, 10),
    }
    for (const [way, work] of Object.entries(ways)) {
      const plans = plansOf(work)
      t.ok(plans.length > 0)
      for (const plan of plans) {
        t.notOk(plan.some(isScan), `${what}, ${way}: no scan in ${plan.join(' | ')}`)
        t.equal(indexes(plan)[0], index, `${what}, ${way}`)
      }
      t.equal(
        plans.some(plan => plan.some(isSort)),
        sorts,
        `${what}, ${way}: sorted rows`,
      )
    }
  }
})

await t.test('a page in the middle begins at its place in the index', async t => {
  const { db, plansOf } = plannerFor(t)
  const snapshots = new Snapshots(db)
  for (const filter of [{}, { diskId: 'd-1' }, { linkId: 'sl-1' }, { tags: [tag] }]) {
    const [same = [], earlier = []] = plansOf(() => snapshots.search('1', 'cn-chengdu', filter, 0).after([5, 5], 10))
    t.match(same[0], /createdAt=\? AND (?:rowid|snapshot)<\?\)$/, 'of the same moment')
    t.match(earlier[0], /createdAt<\?\)$/, 'of earlier ones')
  }
})

await t.test('single snapshots and their tags are found, made, changed and deleted by index', async t => {
  const { db, plansOf } = plannerFor(t)
  const snapshots = new Snapshots(db)
  const tags = new SnapshotTags(db, snapshots)
  const disk = { accountId: '1', id: 'd-1', regionId: 'cn-chengdu' } as Disk
  const changes = { name: '', description: '', retentionDays: 1, instantAccessDays: null, modifiedAt: 0 }
  const page = { after: 0, limit: 51 }
  const work: Readonly<Record<string, () => unknown>> = {
    find: () => snapshots.find('1', 'cn-chengdu', 's-1', 0),
    'find anywhere': () => snapshots.find('1', undefined, 's-1', 0),
    add: () => snapshots.add(snapshot, 0),
    change: () => snapshots.change(snapshot, changes),
    'count a describe': () => snapshots.countPoll([snapshot]),
    'ask about a disk': () => snapshots.ofDisk(disk, 0),
    'put tags': () => tags.put('1', 's-1', [tag]),
    'remove tags': () => tags.remove('1', 's-1', ['k']),
    'list the tags of snapshots': () => tags.list('1', 'cn-chengdu', { resourceIds: ['s-1'], tags: [] }, page, 0),
    'list by a tag': () =>
      tags.list('1', 'cn-chengdu', { resourceIds: [], tags: [{ key: 'k', values: ['v'] }] }, page, 0),
    'find a chain': () => snapshots.links('1', 'cn-chengdu', { ids: ['sl-1'] }, { after: '', offset: 0, limit: 1 }, 0),
    remove: () => snapshots.remove(snapshot),
  }
  for (const [what, run] of Object.entries(work)) {
    const plans = plansOf(run)
    t.ok(plans.length > 0, what)
    for (const plan of plans) t.notOk(plan.some(isScan), `${what}: ${plan.join(' | ')}`)
  }
})

await t.test('disks, images and their tags are found, made and deleted by index', async t => {
  const { db, plansOf } = plannerFor(t)
  db.exec(
    "INSERT INTO accounts (id, copyWhitelisted, balance, snapshotService, arrears, encryptsDisks, kms, mayAssumeRoles) VALUES ('1', 1, 1, 1, 0, 0, 'enabled', 0)",
  )
  const snapshots = new Snapshots(db)
  snapshots.add({ ...snapshot, retentionDays: null }, 0)
  const disks = new Disks(db, snapshots)
  const images = new Images(db, snapshots)
  const place = { accountId: '1', regionId: 'cn-chengdu', createdAt: 0 }
  const disk: Disk = { ...diskDefaults, ...place, id: 'd-1', zoneId: '', status: 'Available', sourceSnapshotId: 's-1' }
  const mapping = { type: 'system', device: '', size: 1, snapshotId: 's-1', encrypted: false } as const
  const image: Image = { ...imageDefaults, ...place, ...endingAt(0), id: 'm-1', disks: [mapping] }
  const page = { after: 0, limit: 51 }
  const ofDisks = new ResourceTags(db, 'disks', disks)
  const work: Readonly<Record<string, () => unknown>> = {
    'add a disk': () => disks.put(disk),
    'add an image': () => images.put(image),
    'find a disk': () => disks.find('1', 'd-1'),
    'list the disks of a region': () => disks.inRegion('1', 'cn-chengdu'),
    'list the disks of an instance': () => disks.ofInstance('1', 'i-1', 0),
    'count the disks of an account': () => disks.totals('1'),
    'list the images of a region': () => images.inRegion('1', 'cn-chengdu'),
    'list the tags of disks': () => ofDisks.list('1', 'cn-chengdu', { resourceIds: ['d-1'], tags: [] }, page),
    'list disks by a tag': () =>
      ofDisks.list('1', 'cn-chengdu', { resourceIds: [], tags: [{ key: 'k', values: ['v'] }] }, page),
    'remove automatic snapshots': () => snapshots.removeAutomatic(disk),
    'remove a disk': () => disks.remove('1', 'd-1'),
    'remove an image': () => images.remove('1', 'm-1'),
  }
  for (const [what, run] of Object.entries(work)) {
    const plans = plansOf(run)
    t.ok(plans.length > 0, what)
    for (const plan of plans) t.notOk(plan.some(isScan), `${what}: ${plan.join(' | ')}`)
  }
})

await t.test('the stubs of an action are found and counted by index', async t => {
  const { db, plansOf } = plannerFor(t)
  const stubs = new Stubs(db)
  const plans = plansOf(() => {
    const stub = { action: 'RunInstances', reply: {} }
    stubs.add({ ...stub, skip: 1 })
    stubs.add({ ...stub, times: 1 })
    stubs.take({ action: 'RunInstances', account: '1', params: new Map() })
  })
  t.equal(stubs.list().length, 1)
  t.ok(plans.length > 0)
  for (const plan of plans) t.notOk(plan.some(isScan), plan.join(' | '))
})
