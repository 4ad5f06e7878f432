import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { goodCopy } from '../support/emulator.ts'
import { environment } from '../support/process.ts'
import { callerTo } from './caller.ts'

/** Starts the command with this stderr. */
const startWith = async (stderr: 'pipe' | number) => {
  const args = ['src/cli.ts', '--port', '0']
  const child = spawn(process.execPath, args, { env: environment(), stdio: ['ignore', 'pipe', stderr] })
  const [line] = await once(child.stdout as Readable, 'data')
  const caller = callerTo(String(line).trim().slice('Ready. '.length))
  /** Makes calls, eight at a time, and returns the number that was not answered with 200. */
  const load = async (calls: number): Promise<number> => {
    let [left, failed] = [calls, 0]
    const worker = async (): Promise<void> => {
      while (left-- > 0) if ((await caller.call('CopySnapshot', goodCopy))?.status !== 200) failed++
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    return failed
  }
  const end = async (): Promise<string[]> => {
    caller.end()
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = await exit
    return code === 0 ? [] : [`it ended with ${code}`]
  }
  return { stdout: child.stdout as Readable, stderr: child.stderr as Readable, load, end }
}

/** The lines of calls in a log, and the losses that it reports. */
const countsIn = (log: string) => {
  const lines = log.split('\n').flatMap(line => {
    try {
      return [JSON.parse(line) as { msg: string; lost?: number }]
    } catch {
      // A full disk cuts a line off.
      return []
    }
  })
  const losses = lines.flatMap(({ lost }) => (lost === undefined ? [] : [lost]))
  return { kept: lines.filter(({ msg }) => msg === 'call').length, losses }
}

const closed = async (calls: number): Promise<string[]> => {
  const command = await startWith('pipe')
  command.stdout.destroy()
  command.stderr.destroy()
  const failed = await command.load(calls)
  return [...(failed === 0 ? [] : [`${failed} calls failed with a closed log`]), ...(await command.end())]
}

const slow = async (calls: number) => {
  const command = await startWith('pipe')
  const failed = await command.load(calls)
  let log = ''
  command.stderr.on('data', chunk => {
    log += chunk
  })
  while (!log.includes('"lost"') && countsIn(log).kept < calls) await once(command.stderr, 'data')
  const { kept, losses } = countsIn(log)
  const faults = await command.end()
  if (failed > 0) faults.push(`${failed} calls failed with a slow log`)
  if (losses.length > 1) faults.push(`it reported losses ${losses.length} times`)
  if (kept + (losses[0] ?? 0) !== calls) faults.push(`of ${calls} lines ${kept} are kept and ${losses} reported lost`)
  return { faults, lost: losses[0] ?? 0 }
}

/** Logs to a disk that becomes full and then has space again. */
const full = async (folder: string, calls: number) => {
  const place = join(folder, 'small')
  mkdirSync(place)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status !== 0) return undefined
  try {
    const command = await startWith(openSync(join(place, 'log'), 'a'))
    const { bavail, bsize } = statfsSync(place)
    try {
      writeFileSync(join(place, 'ballast'), Buffer.alloc(bavail * bsize))
    } catch (error) {
      // The log grew after the measure, so the disk is full already.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
    let failed = await command.load(calls)
    rmSync(join(place, 'ballast'))
    failed += await command.load(100)
    const faults = await command.end()
    const { kept, losses } = countsIn(readFileSync(join(place, 'log'), 'utf8'))
    if (failed > 0) faults.push(`${failed} calls failed with a full log`)
    if (losses.length !== 1) faults.push(`it reported losses ${losses.length} times`)
    const lost = losses[0] ?? 0
    // A write that fits only in part counts as written, with at most the lines of one turn.
    if (Math.abs(kept + lost - calls - 100) > 50) faults.push(`of ${calls + 100} lines ${kept} are kept, ${lost} lost`)
    return { faults, lost }
  } finally {
    spawnSync('umount', ['-l', place])
  }
}

/** A log that is closed, read too slowly or full: every call must be answered, and the lost lines counted. */
export const outputs = async (calls: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'))
  try {
    const faults = await closed(calls)
    const slowly = await slow(calls)
    const filled = await full(folder, calls)
    const disk = filled === undefined ? 'no small file system could be mounted' : `${filled.lost} on a full disk`
    return {
      figures: `${calls} calls each: all answered with a closed log; lines lost: ${slowly.lost} to a slow reader, ${disk}`,
      faults: [...faults, ...slowly.faults, ...(filled?.faults ?? [])],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
