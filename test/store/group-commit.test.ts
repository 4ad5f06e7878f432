import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { GroupCommit } from '../../src/store/group-commit.ts'

/** A database that rejects a row without its parent only at the commit. */
const turnFor = (t: Test) => {
  const db = new Database(':memory:')
  t.teardown(() => db.close())
  db.exec(`PRAGMA foreign_keys = ON; CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (id INTEGER, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)`)
  const turn = new GroupCommit(db)
  const count = (): unknown => db.prepare('SELECT count(*) FROM parent').pluck().get()
  const add = (): unknown => db.prepare('INSERT INTO parent DEFAULT VALUES').run()
  return { db, turn, count, add }
}

await t.test('the work of a turn is one transaction', async t => {
  const { db, turn, count, add } = turnFor(t)
  t.equal(turn.commit(), undefined, 'nothing was open')
  turn.run(add)
  turn.run(add)
  t.ok(db.inTransaction)
  t.equal(turn.commit(), undefined)
  t.notOk(db.inTransaction)
  t.equal(count(), 2)
})

await t.test('failed work is rolled back alone', async t => {
  const { turn, count, add } = turnFor(t)
  turn.run(add)
  const fail = (): never => {
    add()
    throw new Error('refused')
  }
  t.throws(() => turn.run(fail), { message: 'refused' })
  t.equal(turn.commit(), undefined)
  t.equal(count(), 1)
})

await t.test('a failed commit rolls back the whole turn and returns the reason', async t => {
  const { db, turn, count, add } = turnFor(t)
  turn.run(add)
  turn.run(() => db.prepare('INSERT INTO child VALUES (1, 77)').run())
  t.match(turn.commit(), { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
  t.equal(count(), 0)
  turn.run(add)
  t.equal(turn.commit(), undefined)
  t.equal(count(), 1, 'the next turn is a new one')
})

await t.test('when SQLite rolls back the transaction itself, later work of the turn fails too', async t => {
  const { db, turn, count, add } = turnFor(t)
  const lose = (): never => {
    db.exec('ROLLBACK')
    throw new Error('the disk is full')
  }
  t.throws(() => turn.run(lose), { message: 'the disk is full' })
  t.throws(() => turn.run(add), { message: 'the transaction of this turn was rolled back' })
  t.type(turn.commit(), Error)
  t.equal(count(), 0)
})
