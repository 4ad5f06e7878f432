import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'

/** Runs a function with an emulator on a data file, then closes the emulator. */
const session = async <T>(
  options: EmulatorOptions,
  work: (call: ReturnType<typeof caller>) => Promise<T>,
): Promise<T> => {
  await using emulator = createEmulator({ clock: new Date(testTime), machineClock: () => testTime, ...options })
  return await work(caller(request => emulator.inject(request)))
}

const listed = { RegionId: 'cn-chengdu', PageSize: '100' }

await t.test('a data file keeps the copies; each of its worlds is applied once', async t => {
  const data = `${t.testdir()}/emulator.db`
  const copy = await session({ data }, call => call('CopySnapshot', goodCopy))
  const dayLater = new Date(testTime + 86_400_000)
  await session({ data, clock: dayLater }, async call => {
    const found = await call('DescribeSnapshots', { RegionId: 'us-east-1' })
    t.match(found.json.Snapshots.Snapshot, [{ SnapshotId: copy.json.SnapshotId, Status: 'accomplished' }])
    const { Snapshot } = (await call('DescribeSnapshots', listed)).json.Snapshots
    const ending = Snapshot.find(({ SnapshotName }: { SnapshotName: string }) => SnapshotName === 'ending-soon')
    t.equal(ending, undefined, 'relative times count from the first start')
  })
})

await t.test('a new world is added to an existing data file', async t => {
  const data = `${t.testdir()}/emulator.db`
  await session({ data }, async () => {})
  const more = { snapshots: [{ id: 's-more', account: '1000000000000001', region: 'cn-chengdu' }] }
  for (const world of [['default', more], ['default'], [more, 'default']]) {
    await session({ data, world }, async call => {
      t.equal((await call('DescribeSnapshots', { ...listed, SnapshotIds: '["s-more"]' })).json.TotalCount, 1)
    })
  }
})

await t.test('ids continue after a restart', async t => {
  const data = `${t.testdir()}/emulator.db`
  const ids: string[] = []
  for (let i = 0; i < 3; i++) {
    await session({ data, seed: `start ${i}` }, async call => {
      ids.push((await call('CopySnapshot', goodCopy)).json.SnapshotId)
    })
  }
  t.same(ids, [...ids].sort())
  t.equal(new Set(ids).size, 3)
  t.equal(new Set(ids.map(id => id.slice(0, 14))).size, 1, 'one name for one set of data')
})

await t.test('an empty file counts as new', async t => {
  const data = `${t.testdir({ 'empty.db': '' })}/empty.db`
  await session({ data }, async call => t.equal((await call('CopySnapshot', goodCopy)).status, 200))
})

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** A valid data file with content. */
const soundFile = async (t: Test): Promise<string> => {
  const data = `${t.testdir()}/emulator.db`
  await session({ data }, async () => {})
  return data
}

const withDatabase = (file: string, pragma: string): void => {
  const db = new Database(file)
  db.pragma(pragma)
  db.close()
}

await t.test('an unusable file is refused in one sentence and left unchanged', async t => {
  const spoil: readonly (readonly [reason: RegExp, spoil: (file: string) => void])[] = [
    [/ is not a database\.$/, file => writeFileSync(file, 'x'.repeat(5000))],
    [/ was made by another version of this program\.$/, file => withDatabase(file, 'user_version = 1')],
    [/ was not made by this program\.$/, file => withDatabase(file, 'application_id = 1')],
    [/ is corrupt\.$/, file => writeFileSync(file, readFileSync(file).fill(0xff, 5000, 30_000))],
  ]
  for (const [reason, change] of spoil) {
    const data = await soundFile(t)
    change(data)
    const before = digest(data)
    t.throws(() => createEmulator({ data }), { name: 'DataFileError', message: reason })
    t.equal(digest(data), before, String(reason))
  }
})

await t.test('a file in use by another emulator is refused', async t => {
  const data = `${t.testdir()}/emulator.db`
  await session({ data }, async () => {
    t.throws(() => createEmulator({ data }), { message: `The data file ${data} is in use by another process.` })
  })
})

await t.test('a new file locked by another process is refused', async t => {
  const data = `${t.testdir({ 'empty.db': '' })}/empty.db`
  const holder = new Database(data)
  t.teardown(() => holder.close())
  holder.exec('BEGIN EXCLUSIVE')
  t.throws(() => createEmulator({ data }), { message: `The data file ${data} is in use by another process.` })
})

await t.test('a start that fails within a world writes nothing to the file', async t => {
  const data = `${t.testdir()}/emulator.db`
  const account = { id: '77', keys: [{ id: 'seventy-seven', secret: 'testsecret' }] }
  const wrong = { accounts: [account], snapshots: [{ id: 's-1', account: 'nobody', region: 'cn-chengdu' }] }
  t.throws(() => createEmulator({ data, world: wrong }), { name: 'WorldError' })
  await session({ data, world: { accounts: [account] } }, async call => {
    t.equal((await call('DescribeRegions', {}, { as: { id: 'seventy-seven', secret: 'testsecret' } })).status, 200)
  })
})
