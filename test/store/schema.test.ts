import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import t from 'tap'
import { createEmulator, type World } from '../../src/index.ts'
import { jsonVersion, schema, tables, versionOf } from '../../src/store/schema.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'

/** The number, and the fingerprint of all stored JSON at its last increase. */
const known = { jsonVersion: 3, fingerprint: '227291490b798e40' }

const sentence =
  'The JSON in the tables has changed: raise jsonVersion in src/store/schema.ts by one and write the new fingerprint into ' +
  'this test, so that data files with the old JSON are refused.'

/** A value in every JSON column. */
const world: World = {
  accounts: [
    {
      id: '1000000000000001',
      keys: [{ id: 'testid', secret: 'testsecret' }],
      ramUsers: [{ name: 'user', id: '1', denied: ['ecs:*'], keys: [{ id: 'user-key', secret: 'secret' }] }],
    },
  ],
  instances: [{ id: 'i-1', account: '1000000000000001', region: 'cn-chengdu', tags: [{ key: 'a', value: 'b' }] }],
  disks: [{ id: 'd-1', account: '1000000000000001', region: 'cn-chengdu', tags: [{ key: 'a', value: 'b' }] }],
  snapshots: [
    { id: 's-limited', account: '1000000000000001', region: 'cn-chengdu', copyLimits: ['encrypted'] },
    { id: goodCopy.SnapshotId as string, account: '1000000000000001', region: 'cn-chengdu' },
  ],
  images: [{ id: 'm-1', account: '1000000000000001', region: 'cn-chengdu', tags: [{ key: 'a', value: 'b' }] }],
  stubs: [{ action: 'RunInstances', reply: {} }],
}

/** The structure of a value: its names and their types. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...new Set(value.map(item => JSON.stringify(shapeOf(item))))].sort()
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]))
}

const isJson = (value: unknown): value is string => typeof value === 'string' && /^[[{]/.test(value)

/** The shapes of all JSON in a table, by column. */
const shapesIn = (db: Database.Database, table: string): string[] => {
  const rows = db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
  const shapes = rows.flatMap(row =>
    Object.entries(row).flatMap(([column, value]) =>
      isJson(value) ? [`${table}.${column} ${JSON.stringify(shapeOf(JSON.parse(value)))}`] : [],
    ),
  )
  return [...new Set(shapes)].sort()
}

await t.test('the version of a data file changes with the tables', t => {
  t.equal(versionOf(schema), versionOf(schema))
  t.not(versionOf(schema.replace('name', 'title')), versionOf(schema))
  t.end()
})

await t.test('JSON stored in another shape changes the version', async t => {
  const data = `${t.testdir()}/emulator.db`
  const emulator = createEmulator({ data, world, clock: new Date(testTime), machineClock: () => testTime })
  const call = caller(request => emulator.inject(request))
  t.equal((await call('CopySnapshot', { ...goodCopy, ClientToken: 'token' })).status, 200)
  await emulator.close()
  const db = new Database(data, { readonly: true })
  t.teardown(() => db.close())
  t.equal(db.pragma('user_version', { simple: true }), versionOf(schema))
  const shapes = Object.values(tables).flatMap(({ name }) => shapesIn(db, name))
  const kept = [
    'access_keys.ramUser',
    'client_tokens.answer',
    'disks.tags',
    'images.disks',
    'images.tags',
    'instances.tags',
    'regions.localName',
    'regions.soldOutZones',
    'regions.zones',
    'snapshots.copyLimits',
    'stubs.given',
  ]
  t.same([...new Set(shapes.map(shape => shape.split(' ')[0]))].sort(), kept, 'something is in each of their columns')
  const json = Object.values(tables).flatMap(({ name, members }) =>
    Object.entries(members).flatMap(([member, { kind }]) => (kind === 'json' ? [`${name}.${member}`] : [])),
  )
  t.same(
    json.filter(column => !kept.includes(column)),
    [],
    'and each of them is known',
  )
  const fingerprint = createHash('sha256').update(shapes.join('\n')).digest('hex').slice(0, 16)
  t.same({ jsonVersion, fingerprint }, known, sentence)
})
