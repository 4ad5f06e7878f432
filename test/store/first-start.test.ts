import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { createEmulator } from '../../src/index.ts'
import { caller, goodCopy, testTime } from '../support/emulator.ts'
import { environment } from '../support/process.ts'

/** Checks that an emulator starts on a file and copies a snapshot of its world. */
const checkStart = async (t: Test, data: string, what: string): Promise<void> => {
  await using emulator = createEmulator({ data, machineClock: () => testTime })
  t.equal((await caller(request => emulator.inject(request))('CopySnapshot', goodCopy)).status, 200, what)
}

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** A program that ends itself with SIGKILL when its first start has run so many statements. */
const killed = (data: string, statements: number): boolean => {
  const program = `
    import Database from 'better-sqlite3'
    let left = ${statements}
    for (const name of ['pragma', 'exec', 'prepare']) {
      const member = Database.prototype[name]
      Database.prototype[name] = function (...args) {
        if (left-- === 0) process.kill(process.pid, 'SIGKILL')
        return member.apply(this, args)
      }
    }
    const { createEmulator } = await import('./src/index.ts')
    await createEmulator({ data: ${JSON.stringify(data)} }).close()`
  const args = ['--input-type=module', '--eval', program]
  return spawnSync(process.execPath, args, { env: environment() }).signal === 'SIGKILL'
}

await t.test('a first start that is killed leaves a file that the next start uses', async t => {
  const folder = t.testdir()
  for (let i = 0; i < 12; i++) {
    const data = `${folder}/${i}.db`
    t.ok(killed(data, i), `it is killed after ${i} statements`)
    await checkStart(t, data, `after ${i} statements`)
  }
})

/** Limits the size of every database that is opened, as a full disk does. */
const onDiskOf = <T>(pages: number, work: () => T): T => {
  const { pragma } = Database.prototype
  Database.prototype.pragma = function (this: Database.Database, ...args) {
    pragma.call(this, `max_page_count = ${pages}`)
    return pragma.apply(this, args)
  }
  try {
    return work()
  } finally {
    Database.prototype.pragma = pragma
  }
}

await t.test('a first start on a full disk says so and leaves a file that the next start uses', async t => {
  const folder = t.testdir()
  for (const pages of [1, 2, 10, 20, 28, 30]) {
    const data = `${folder}/${pages}.db`
    t.throws(() => onDiskOf(pages, () => createEmulator({ data })), {
      name: 'DataFileError',
      message: `The data file ${data} cannot be written: its disk is full.`,
    })
    await checkStart(t, data, `after ${pages} pages`)
  }
})

await t.test('a file without tables and without a mark is new', async t => {
  const folder = t.testdir({ 'empty.db': '' })
  const db = new Database(`${folder}/blank.db`)
  db.exec('VACUUM')
  db.pragma('journal_mode = WAL')
  db.close()
  for (const name of ['empty.db', 'blank.db', 'missing.db']) await checkStart(t, `${folder}/${name}`, name)
})

await t.test('a file with an unfinished change of another program is refused and left unchanged', async t => {
  const folder = t.testdir()
  const db = new Database(`${folder}/busy.db`)
  db.exec('CREATE TABLE notes (text); PRAGMA cache_size = 1; BEGIN')
  for (let i = 0; i < 100; i++) db.prepare('INSERT INTO notes VALUES (?)').run('x'.repeat(4000))
  const data = `${folder}/killed.db`
  for (const suffix of ['', '-journal']) copyFileSync(`${folder}/busy.db${suffix}`, data + suffix)
  db.close()
  const before = digestOf(data)
  t.throws(() => createEmulator({ data }), {
    name: 'DataFileError',
    message: `The data file ${data} cannot be opened: attempt to write a readonly database.`,
  })
  t.equal(digestOf(data), before)
  t.same(readdirSync(folder), ['busy.db', 'killed.db', 'killed.db-journal'])
})

await t.test('a file with the tables or the mark of another program is refused and left unchanged', t => {
  for (const [i, sql] of [
    'CREATE TABLE notes (text)',
    'PRAGMA application_id = 7',
    'PRAGMA user_version = 7',
  ].entries()) {
    const data = `${t.testdir()}/${i}.db`
    const db = new Database(data)
    db.exec(sql)
    db.close()
    const before = digestOf(data)
    const message = `The data file ${data} was not made by this program.`
    t.throws(() => createEmulator({ data }), { name: 'DataFileError', message }, sql)
    t.equal(digestOf(data), before)
    t.notOk(existsSync(`${data}-wal`))
  }
  t.end()
})
