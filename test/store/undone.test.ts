import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { createEmulator } from '../../src/index.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'

/** An emulator on a data file with a trigger that makes a copy of a given name fail. */
const saboteur = async (t: Test, trigger: string) => {
  const data = `${t.testdir()}/emulator.db`
  await createEmulator({ data }).close()
  const db = new Database(data)
  db.exec(`CREATE TABLE doomed (parent INTEGER REFERENCES snapshots (seq) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER sabotage AFTER INSERT ON snapshots WHEN NEW.name = 'sabotage' BEGIN ${trigger}; END`)
  db.close()
  const emulator = createEmulator({ data, clock: new Date(testTime), machineClock: () => testTime })
  t.teardown(() => emulator.close())
  return { emulator, call: caller(request => emulator.inject(request)) }
}

const sabotage = { ...goodCopy, DestinationSnapshotName: 'sabotage', 'Tag.1.Key': 'k' }

await t.test('a copy that fails midway is an InternalError and leaves nothing behind', async t => {
  const { call } = await saboteur(t, "SELECT RAISE(ABORT, 'broken')")
  const { 'Tag.1.Key': _, ...untagged } = sabotage
  const [good, ...bad] = await Promise.all([
    call('CopySnapshot', goodCopy),
    call('CopySnapshot', sabotage),
    call('CopySnapshot', untagged),
    call('CopySnapshot', { ...untagged, ClientToken: 'token' }),
  ])
  t.equal(good.status, 200)
  for (const { status, json } of bad) {
    t.equal(json.Code, 'InternalError')
    t.equal(status, 500)
  }
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 1)
})

await t.test('a failed commit answers InternalError to every call of the turn, and later calls work', async t => {
  const { call } = await saboteur(t, 'INSERT INTO doomed VALUES (-1)')
  const answers = await Promise.all([
    call('CopySnapshot', goodCopy),
    call('CopySnapshot', sabotage),
    call('DescribeSnapshots', { RegionId: 'us-east-1' }),
  ])
  for (const answer of answers) t.equal(answer.json.Code, 'InternalError')
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 0)
  const { SnapshotId } = (await call('CopySnapshot', goodCopy)).json
  const found = await call('DescribeSnapshots', { RegionId: 'us-east-1' })
  t.match(found.json.Snapshots.Snapshot, [{ SnapshotId }])
})

await t.test('a stub that a failed commit used up can be used again', async t => {
  const { emulator, call } = await saboteur(t, 'INSERT INTO doomed VALUES (-1)')
  emulator.stubs.add({ action: 'DescribeDisksFullStatus', reply: { TotalCount: 0 }, times: 1 })
  const before = emulator.stubs.list()
  const answers = await Promise.all([call('DescribeDisksFullStatus'), call('CopySnapshot', sabotage)])
  for (const answer of answers) t.equal(answer.json.Code, 'InternalError')
  t.same(emulator.stubs.list(), before)
  t.equal((await call('DescribeDisksFullStatus')).json.TotalCount, 0)
})

await t.test('an internal failure is an InternalError without its cause', async t => {
  const broken = (): number => {
    throw new Error('the cause')
  }
  const lines: string[] = []
  const logger = { level: 'error', stream: { write: (line: string) => lines.push(line) } }
  const emulator = createEmulator({ clock: new Date(testTime), machineClock: broken, logger })
  t.teardown(() => emulator.close())
  const call = caller(request => emulator.inject(request))
  const answer = await call('DescribeRegions', {}, { now: testTime - 3_600_000 })
  t.equal(answer.status, 500)
  t.equal(answer.json.Code, 'InternalError')
  t.notOk(answer.body.includes('the cause'))
  t.match(lines.join(''), 'the cause')
})
