import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { Remembered } from '../../src/store/remembered.ts'
import { goodCopy, started } from '../support/emulator.ts'

/** A table of which rows are remembered, and how often it was read. */
const remembering = (t: Test) => {
  const db = new Database(':memory:')
  t.teardown(() => db.close())
  db.exec("CREATE TABLE things (id TEXT PRIMARY KEY, value INTEGER); INSERT INTO things VALUES ('a', 1), ('b', 2)")
  const remembered = new Remembered<number>(db, 'things', ['UPDATE', 'DELETE'])
  const sql = db.prepare('SELECT value FROM things WHERE id = ?').pluck()
  let reads = 0
  const get = (id: string) =>
    remembered.get(id, () => {
      reads++
      return sql.get(id) as number | undefined
    })
  return { db, remembered, get, reads: () => reads }
}

await t.test('a row is read once, until any row of its table changes', async t => {
  const { db, get, reads } = remembering(t)
  t.same([get('a'), get('a'), get('b'), get('a')], [1, 1, 2, 1])
  t.equal(reads(), 2)
  db.exec("UPDATE things SET value = 3 WHERE id = 'a'")
  t.same([get('a'), get('b')], [3, 2])
  t.equal(reads(), 4)
  db.exec("DELETE FROM things WHERE id = 'a'")
  t.same([get('a'), get('b')], [undefined, 2])
})

await t.test('what is not there is looked for again, and found once it is', async t => {
  const { db, get } = remembering(t)
  t.equal(get('c'), undefined)
  db.exec("INSERT INTO things VALUES ('c', 5)")
  t.equal(get('c'), 5)
})

await t.test('what was undone is forgotten when it is told', async t => {
  const { db, get, remembered } = remembering(t)
  db.exec('BEGIN; UPDATE things SET value = 9')
  t.equal(get('a'), 9)
  db.exec('ROLLBACK')
  remembered.forget()
  t.equal(get('a'), 1)
})

await t.test('only so many rows are remembered', async t => {
  const { get, remembered, reads } = remembering(t)
  get('a')
  for (let i = 0; i < 1000; i++) remembered.get(`other ${i}`, () => i)
  const before = reads()
  get('a')
  t.equal(reads(), before + 1, 'the first was forgotten to make room')
})

await t.test('a source that was deleted, or made again elsewhere, is not copied any more', async t => {
  const { call } = started(t, { copySeconds: 0 })
  const { SnapshotId } = (await call('CopySnapshot', goodCopy)).json
  const again = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  t.equal((await call('CopySnapshot', again)).status, 200)
  t.equal(
    (await call('CopySnapshot', { ...again, RegionId: 'cn-beijing', DestinationRegionId: 'us-east-1' })).status,
    403,
  )
  t.equal((await call('DeleteSnapshot', { SnapshotId })).status, 200)
  t.equal((await call('CopySnapshot', again)).json.Code, 'InvalidSnapshotId.NotFound')
})

await t.test('a source that expires is not copied any more', async t => {
  const { call, emulator } = started(t, { copySeconds: 0 })
  const { SnapshotId } = (await call('CopySnapshot', { ...goodCopy, RetentionDays: '1' })).json
  const again = { SnapshotId, RegionId: 'us-east-1', DestinationRegionId: 'cn-beijing' }
  t.equal((await call('CopySnapshot', again)).status, 200)
  emulator.clock.advance(86_400)
  t.equal((await call('CopySnapshot', again)).json.Code, 'InvalidSnapshotId.NotFound')
})

await t.test('an account that is changed is another one from then on', async t => {
  const { call, emulator } = started(t)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  emulator.accounts.update('1000000000000001', { balance: 0 })
  t.equal((await call('CopySnapshot', goodCopy)).json.Code, 'InvalidAccountStatus.NotEnoughBalance')
})
