import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createEmulator, type Emulator } from '../../src/index.ts'
import { goodCopy } from '../support/emulator.ts'
import { type Params, query, signedParams } from '../support/oracle.ts'
import { type Caller, callerTo } from './caller.ts'
import { runCommand, startCommand } from './command.ts'

/** A description of maximum length, to fill a disk quickly. */
const bigCopy: Params = { ...goodCopy, DestinationSnapshotDescription: 'x'.repeat(256) }

type Call = (action: string, params: Params) => Promise<{ readonly status: number; readonly code: string; id: string }>

/** Fills the disk with copies; returns the number of answered ones and the faults. */
const fillUp = async (call: Call, most: number) => {
  const kept: string[] = []
  const faults: string[] = []
  for (let turn = 0; turn < most; turn++) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('CopySnapshot', bigCopy)))
    kept.push(...answers.filter(({ status }) => status === 200).map(({ id }) => id))
    const refused = answers.filter(({ status }) => status !== 200)
    for (const { code } of refused) if (code !== 'InternalError') faults.push(`a full disk was answered with ${code}`)
    if (refused.length > 0) return { kept, faults }
  }
  return { kept, faults: ['the disk did not become full'] }
}

/** Checks, after space was freed, that every answered copy exists and calls work again. */
const recovered = async (call: Call, kept: readonly string[]): Promise<string[]> => {
  const faults: string[] = []
  if ((await call('CopySnapshot', goodCopy)).status !== 200) faults.push('copies do not work again')
  for (const id of kept.slice(-100)) {
    const { status, code } = await call('DescribeSnapshots', { RegionId: 'us-east-1', SnapshotIds: `["${id}"]` })
    if (status !== 200 || code !== '1') faults.push(`the answered copy ${id} is lost`)
  }
  return faults
}

/** `code` is the code of the refusal, or the number of found snapshots. */
const outcomeOf = (status: number, json: { Code?: string; SnapshotId?: string; TotalCount?: number }) => ({
  status,
  code: json.Code ?? String(json.TotalCount),
  id: json.SnapshotId ?? '',
})

const inProcess =
  (emulator: Emulator): Call =>
  async (action, params) => {
    const url = `/?${query(signedParams({ Action: action, ...params }))}`
    const { status, body } = await emulator.inject({ url })
    return outcomeOf(status, JSON.parse(body))
  }

const overWire =
  (caller: Caller): Call =>
  async (action, params) => {
    const answer = await caller.call(action, params)
    if (answer === undefined) throw new Error('the connection broke')
    return outcomeOf(answer.status, answer.json)
  }

/** A database with a size limit, within this process. */
const fewPages = async (file: string): Promise<string[]> => {
  const opened: Database.Database[] = []
  const { pragma } = Database.prototype
  Database.prototype.pragma = function (this: Database.Database, ...args) {
    opened.push(this)
    return pragma.apply(this, args)
  }
  const emulator = createEmulator({ data: file })
  Database.prototype.pragma = pragma
  try {
    const db = opened.at(-1) as Database.Database
    const pages = db.pragma('page_count', { simple: true }) as number
    const call = inProcess(emulator)
    db.pragma(`max_page_count = ${pages + 20}`)
    const { kept, faults } = await fillUp(call, 2000)
    if ((await call('DescribeRegions', {})).status !== 200) faults.push('reading does not work on a full disk')
    db.pragma('max_page_count = 1000000')
    return [...faults, ...(await recovered(call, kept))]
  } finally {
    await emulator.close()
  }
}

/** Mounts a 2 MB file system in memory; needs the permission to mount. */
const mounted = async <T>(folder: string, work: (place: string) => Promise<T>): Promise<T | undefined> => {
  const place = join(folder, 'small')
  mkdirSync(place)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place]).status !== 0) return undefined
  try {
    return await work(place)
  } finally {
    spawnSync('umount', [place])
  }
}

/** Runs the command on a full disk, then frees space. */
const smallDisk = async (place: string): Promise<string[]> => {
  const file = join(place, 'emulator.db')
  writeFileSync(join(place, 'ballast'), Buffer.alloc(1_000_000))
  const command = await startCommand('--data', file)
  const caller = callerTo(command.url)
  const call = overWire(caller)
  const { kept, faults } = await fillUp(call, 2000)
  if ((await call('DescribeRegions', {})).status !== 200) faults.push('reading does not work on a full disk')
  rmSync(join(place, 'ballast'))
  faults.push(...(await recovered(call, kept)))
  caller.end()
  await command.end('SIGKILL')
  const again = await startCommand('--data', file)
  const second = callerTo(again.url)
  faults.push(...(await recovered(overWire(second), kept)))
  second.end()
  if ((await again.end('SIGTERM')) !== 0) faults.push('it did not exit with 0')
  return faults
}

/** Deletes the data file of the running command: from then on no call may succeed. */
const deletedFile = async (folder: string): Promise<string[]> => {
  const file = join(folder, 'deleted.db')
  const command = await startCommand('--data', file)
  const caller = callerTo(command.url)
  const call = overWire(caller)
  const faults: string[] = []
  const copies = () => Promise.all(Array.from({ length: 50 }, () => call('CopySnapshot', goodCopy)))
  if ((await copies()).some(({ status }) => status !== 200)) faults.push('a copy failed before the file was deleted')
  rmSync(file)
  const wrong = (await copies()).filter(({ code }) => code !== 'InternalError').length
  if (wrong > 0) faults.push(`${wrong} of 50 copies succeeded on a deleted file`)
  if (!command.lastWords.includes('was deleted')) faults.push('the log does not say that the file was deleted')
  caller.end()
  if ((await command.end('SIGTERM')) !== 0) faults.push('it did not exit with 0')
  return faults
}

/** The content of a data file. SQLite may leave further files beside it if they contain no data. */
const digestOf = (file: string): string => {
  const log = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : ''
  return createHash('sha256').update(readFileSync(file)).update(log).digest('hex')
}

/** An unusable file ends the start with exit 1 and one sentence, and is not changed. */
const unusable = async (folder: string, name: string, spoil: (file: string) => () => void): Promise<string[]> => {
  const place = mkdtempSync(join(folder, 'file-'))
  const file = join(place, 'emulator.db')
  copyFileSync(join(folder, 'sound.db'), file)
  const mend = spoil(file)
  const before = digestOf(file)
  const { code, stdout, stderr } = await runCommand('--data', file)
  const after = digestOf(file)
  mend()
  const faults: string[] = []
  if (code !== 1 || stdout !== '') faults.push(`${name}: it ended with ${code}`)
  if (!/^The data file \S+ [^\n]+\.\n$/.test(stderr)) faults.push(`${name}: it said ${stderr}`)
  if (before !== after) faults.push(`${name}: the file was touched`)
  return faults
}

const nothing = (): void => {}

const spoilers: Readonly<Record<string, (file: string) => () => void>> = {
  'a corrupt file': file => {
    writeFileSync(file, readFileSync(file).fill(0xff, 5000, 30_000))
    return nothing
  },
  'a file that is not a database': file => {
    writeFileSync(file, 'x'.repeat(5000))
    return nothing
  },
  'half a file': file => {
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, whole.length / 2))
    return nothing
  },
  'a file of another version': file => {
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
    return nothing
  },
  'a read-only file': file => {
    // Permissions do not stop root; a read-only mount does.
    if (process.getuid?.() !== 0) {
      chmodSync(file, 0o444)
      return nothing
    }
    spawnSync('mount', ['--bind', file, file])
    spawnSync('mount', ['-o', 'remount,bind,ro', file])
    return () => spawnSync('umount', [file])
  },
}

/** Full disks and unusable files. */
export const disk = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'))
  try {
    const faults = await fewPages(join(folder, 'few-pages.db'))
    faults.push(...(await deletedFile(folder)))
    const small = await mounted(folder, smallDisk)
    await createEmulator({ data: join(folder, 'sound.db') }).close()
    for (const [name, spoil] of Object.entries(spoilers)) faults.push(...(await unusable(folder, name, spoil)))
    const place = small === undefined ? 'no small file system could be mounted' : 'a file system of 2 MB'
    return {
      figures: `full disks: max_page_count, ${place}; a deleted file; at start: ${Object.keys(spoilers).join(', ')}`,
      faults: [...faults, ...(small ?? [])],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
