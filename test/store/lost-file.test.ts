import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import t, { type Test } from 'tap'
import { createEmulator } from '../../src/index.ts'
import { goodCopy, started } from '../support/emulator.ts'

/** The user `nobody`. */
const nobody = 65_534

/** An emulator on a data file, with its log. */
const onFile = (t: Test) => {
  const data = `${t.testdir()}/emulator.db`
  const lines: string[] = []
  const logger = { level: 'info', stream: { write: (line: string) => lines.push(line) } }
  return {
    data,
    ...started(t, { data, logger }),
    errors: () => lines.map(line => JSON.parse(line)).filter(({ err }) => err),
  }
}

const losses: Readonly<Record<string, readonly [sentence: string, lose: (data: string) => void]>> = {
  deleted: [' was deleted', data => rmSync(data)],
  moved: [' was deleted', data => renameSync(data, `${data}.old`)],
  'replaced by a copy': [
    ' was replaced',
    data => {
      copyFileSync(data, `${data}.copy`)
      renameSync(`${data}.copy`, data)
    },
  ],
  'cut off': [' was replaced', data => truncateSync(data)],
  'overwritten by a smaller file': [' was replaced', data => writeFileSync(data, 'not a database')],
  'left without its log': ['-wal was deleted', data => rmSync(`${data}-wal`)],
}

for (const [how, [sentence, lose]] of Object.entries(losses)) {
  await t.test(
    `the next call after the data file is ${how} is an InternalError with the reason in one line`,
    async t => {
      const { data, emulator, call, errors } = onFile(t)
      t.equal((await call('CopySnapshot', goodCopy)).status, 200)
      lose(data)
      t.match(await call('DescribeRegions'), { status: 500, json: { Code: 'InternalError' } })
      const message = `The data file ${data} cannot be used any more: ${data}${sentence}.`
      t.match(errors(), [{ level: 50, action: 'DescribeRegions', err: { message } }])
      t.equal(errors().length, 1)
      t.throws(() => emulator.reset(), { name: 'DataFileError', message })
    },
  )
}

await t.test('calls work again once the data file is back', async t => {
  const { data, call } = onFile(t)
  renameSync(data, `${data}.away`)
  t.equal((await call('CopySnapshot', goodCopy)).status, 500)
  renameSync(`${data}.away`, data)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
  t.equal((await call('DescribeSnapshots', { RegionId: 'us-east-1' })).json.TotalCount, 1)
})

await t.test('a relative data file is found after the process has changed its folder', async t => {
  const before = process.cwd()
  t.teardown(() => process.chdir(before))
  process.chdir(t.testdir())
  const { call } = started(t, { data: 'emulator.db' })
  process.chdir(before)
  t.equal((await call('CopySnapshot', goodCopy)).status, 200)
})

/** Runs work as a user without the rights of root. */
const asOrdinaryUser = (work: () => void): void => {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(nobody)
  try {
    work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

await t.test('a place without write permission is refused with its owner and the remedy', async t => {
  const folder = mkdtempSync(`${tmpdir()}/emulator-`)
  t.teardown(() => rmSync(folder, { recursive: true }))
  const data = `${folder}/emulator.db`
  const user = process.geteuid?.() || nobody
  const give = (path: string, mode: number): void => {
    chownSync(path, user, -1)
    chmodSync(path, mode)
  }
  const refused = (file: string, place: string, owner: number, remedy: string): void =>
    asOrdinaryUser(() =>
      t.throws(() => createEmulator({ data: file }), {
        name: 'DataFileError',
        message: `The data file ${file} cannot be written: user ${user} may not write to ${place}, which belongs to user ${owner}; ${remedy}.`,
      }),
    )
  refused('/emulator.db', '/', 0, `change its owner (chown ${user} /) or run as user 0 (docker run --user 0)`)
  give(folder, 0o555)
  refused(data, folder, user, `make it writable (chmod u+w ${folder})`)
  give(folder, 0o755)
  await createEmulator({ data }).close()
  give(data, 0o644)
  give(folder, 0o555)
  refused(data, folder, user, `make it writable (chmod u+w ${folder})`)
  give(folder, 0o755)
  give(data, 0o444)
  refused(data, data, user, `make it writable (chmod u+w ${data})`)
})
