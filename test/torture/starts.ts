import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createEmulator } from '../../src/index.ts'
import { caller, goodCopy } from '../support/emulator.ts'
import { environment } from '../support/process.ts'
import { startCommand } from './command.ts'
import type { Random } from './random.ts'

/** Starts on a file and copies a snapshot of the world; returns the fault. */
const faultOfNext = async (file: string, what: string): Promise<string[]> => {
  try {
    await using emulator = createEmulator({ data: file })
    const call = caller(request => emulator.inject(request))
    const { status } = await call('CopySnapshot', goodCopy, { now: Date.now() })
    return status === 200 ? [] : [`${what}: the next start answers ${status}`]
  } catch (error) {
    return [`${what}: the next start is refused: ${(error as Error).message}`]
  }
}

/** Runs a first start; kills it so long after its file has appeared. Resolves to the time that it took from there. */
const firstStart = async (folder: string, killAfterMs: number) => {
  mkdirSync(folder)
  const watcher = watch(folder)
  const args = ['src/cli.ts', '--port', '0', '--data', join(folder, 'emulator.db')]
  const child = spawn(process.execPath, args, { env: environment(), stdio: ['ignore', 'pipe', 'ignore'] })
  const ready = once(child.stdout, 'data')
  const exit = once(child, 'exit')
  await Promise.race([once(watcher, 'change'), exit])
  watcher.close()
  const began = performance.now()
  const isReady = await Promise.race([ready.then(() => true), setTimeout(killAfterMs, false)])
  const ms = performance.now() - began
  child.kill('SIGKILL')
  await exit
  return { ms, isReady }
}

/** Kills first starts at random moments between the birth of the file and readiness. */
const killedStarts = async (folder: string, rounds: number, random: Random) => {
  const { ms: window } = await firstStart(join(folder, 'whole'), 60_000)
  const faults: string[] = []
  const sizes = new Map<string, number>()
  let inWindow = 0
  for (let round = 0; inWindow < rounds; round++) {
    const place = join(folder, String(round))
    // A third of the kills comes within the first milliseconds, in which the tables are made.
    const killAfterMs = random.percent(33) ? random.below(40) / 10 : random.below(Math.ceil(window))
    const { isReady } = await firstStart(place, killAfterMs)
    if (!isReady) inWindow++
    const file = join(place, 'emulator.db')
    const log = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
    const state = `${existsSync(file) ? statSync(file).size : 'no file'}+${log}`
    sizes.set(state, (sizes.get(state) ?? 0) + 1)
    faults.push(...(await faultOfNext(file, `killed after ${killAfterMs.toFixed(1)} ms at ${state}`)))
    rmSync(place, { recursive: true })
  }
  return { faults, figures: `${rounds} first starts killed before they were ready, in ${sizes.size} states` }
}

/** The reason why a start ends; undefined if it gets ready. */
const refusalOf = async (file: string): Promise<string | undefined> => {
  try {
    const command = await startCommand('--data', file, '--log-level', 'silent')
    await command.end('SIGTERM')
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const sentence =
  /^it ended with 1: The data file \S+ (?:cannot be written: its disk is full|cannot be opened: [^\n]+)\.\n$/

/** First starts on a file system with little space left, in steps of a page, until one succeeds. */
const smallDisks = async (folder: string) => {
  const place = join(folder, 'small')
  mkdirSync(place)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place]).status !== 0) {
    return { faults: [], figures: 'no small file system could be mounted' }
  }
  const faults: string[] = []
  let refused = 0
  try {
    for (let free = 0; ; free += 4096 * (free < 40_960 ? 1 : 8)) {
      const file = join(place, 'emulator.db')
      const { bavail, bsize } = statfsSync(place)
      writeFileSync(join(place, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - free)))
      const refusal = await refusalOf(file)
      rmSync(join(place, 'ballast'))
      if (refusal === undefined) break
      refused++
      if (!sentence.test(refusal)) faults.push(`${free} bytes free: ${refusal}`)
      faults.push(...(await faultOfNext(file, `${free} bytes free`)))
      for (const suffix of ['', '-wal']) rmSync(file + suffix, { force: true })
    }
  } finally {
    spawnSync('umount', [place])
  }
  return { faults, figures: `${refused} first starts without enough space` }
}

/** First starts that are killed or run out of space: the next start must use what they left. */
export const starts = async (rounds: number, random: Random) => {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'))
  try {
    const killed = await killedStarts(folder, rounds, random)
    const small = await smallDisks(folder)
    return { figures: `${killed.figures}; ${small.figures}`, faults: [...killed.faults, ...small.faults] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
