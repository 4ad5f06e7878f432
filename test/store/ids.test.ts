import Database from 'better-sqlite3'
import t from 'tap'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.ts'
import { refused, throughEveryDoor } from '../support/control-doors.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'

const own = '1000000000000001'

/** Makes a copy, which must succeed, and returns its id. */
const copyOf = async (emulator: Emulator): Promise<string> => {
  const { status, body, json } = await caller(request => emulator.inject(request))('CopySnapshot', goodCopy)
  if (status !== 200) throw new Error(`the copy was refused: ${body}`)
  return json.SnapshotId
}

/** A snapshot with an id that the same data could generate. */
const like = (id: string, count: string) => ({ id: id.slice(0, -8) + count, account: own, region: 'cn-hangzhou' })

const opened = (options: EmulatorOptions): Emulator =>
  createEmulator({ clock: new Date(testTime), machineClock: () => testTime, ...options })

throughEveryDoor(t, 'a refused seed does not change the ids', async (t, { emulator, control }) => {
  const first = await copyOf(emulator)
  const wrong = { id: 'x', account: 'nobody', region: 'cn-hangzhou' }
  for (const count of ['________', '000zzzzz', '0000035x']) {
    const snapshots = [like(first, count), wrong]
    await refused(
      t,
      control.seed({ snapshots }),
      400,
      /^snapshots\[1\]\.account should be the id of an account such as /,
    )
  }
  await refused(t, control.snapshots.create({ account: 'nobody', region: 'cn-hangzhou' }), 400, /^account should be/)
  t.equal(await copyOf(emulator), first.replace(/1$/, '3'), 'a copy takes two: its own and that of its chain')
})

throughEveryDoor(t, 'imported ids do not collide with generated ids', async (t, { emulator, control }) => {
  const first = await copyOf(emulator)
  for (const count of ['________', 'zzzzzzzz', '00000NaN', '0000_zzz']) {
    await control.snapshots.create(like(first, count))
    t.match(await copyOf(emulator), /^s-[a-z0-9]{12}000000[0-9a-z]{2}$/, count)
  }
  await control.snapshots.create(like(first, '000zzzzz'))
  t.match(await copyOf(emulator), /00100000$/)
  await control.snapshots.create({ ...like(first, '00zzzzzz'), linkId: 'sl-own' })
  t.match(await copyOf(emulator), /01000000$/, 'for any chain')
})

t.test('a reserved id is not generated again after a crash', async t => {
  const dir = t.testdir()
  const data = `${dir}/emulator.db`
  const first = opened({ data })
  const id = await copyOf(first)
  const taken = like(id, (4096 + 6).toString(36).padStart(8, '0'))
  first.snapshots.create({ ...taken, region: 'us-east-1' })
  await first.close()
  await using second = opened({ data })
  const ids = [taken.id, await copyOf(second), await copyOf(second), await copyOf(second)]
  t.same(ids, [...new Set(ids)].sort(), 'they go on after it')
})

t.test('a data file with a damaged counter continues after its greatest id', async t => {
  const data = `${t.testdir()}/emulator.db`
  const ids: string[] = []
  for (const spoiled of ['NaN', String(36 ** 8 + 4095), '-1', '1.5']) {
    const emulator = opened({ data })
    ids.push(await copyOf(emulator))
    emulator.snapshots.create(like(ids[0] as string, `${ids.length}0000NaN`))
    await emulator.close()
    const db = new Database(data)
    db.prepare("UPDATE meta SET value = ? WHERE name = 'sequence'").run(spoiled)
    db.close()
    await using again = opened({ data })
    ids.push(await copyOf(again))
  }
  t.same(ids, [...new Set(ids)].sort())
})

t.test('a failed commit after a reset repeats no id', async t => {
  const data = `${t.testdir()}/emulator.db`
  await opened({ data, seed: 'seven' }).close()
  const db = new Database(data)
  db.exec(`CREATE TABLE doomed (parent INTEGER REFERENCES snapshots (seq) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER sabotage AFTER INSERT ON accounts BEGIN INSERT INTO doomed VALUES (-1); END`)
  db.close()
  await using emulator = opened({ data, seed: 'seven' })
  const first = await copyOf(emulator)
  t.throws(() => emulator.reset(), { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
  t.not(await copyOf(emulator), first)
})

t.test('ids continue after a failed commit, also after a restart', async t => {
  const data = `${t.testdir()}/emulator.db`
  await opened({ data }).close()
  const db = new Database(data)
  db.exec(`CREATE TABLE doomed (parent INTEGER REFERENCES snapshots (seq) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER sabotage AFTER INSERT ON snapshots WHEN NEW.name = 'sabotage'
      BEGIN INSERT INTO doomed VALUES (-1); END`)
  db.close()
  const ids: string[] = []
  for (let start = 0; start < 2; start++) {
    await using emulator = opened({ data })
    const call = caller(request => emulator.inject(request))
    const undone = await call('CopySnapshot', { ...goodCopy, DestinationSnapshotName: 'sabotage' })
    t.equal(undone.json.Code, 'InternalError')
    ids.push(await copyOf(emulator), await copyOf(emulator))
  }
  t.same(ids, [...new Set(ids)].sort())
})
