import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator, type Emulator } from '../../src/index.ts'
import { goodCopy } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'
import { type Figure, figureOf, ratiosOf } from './statistics.ts'

/** The cost of a copy call with many stored snapshots compared with few. */
export interface StoredFigures {
  readonly stored: number
  /** Microseconds of this process per call, one at a time. */
  readonly few: Figure
  readonly many: Figure
  readonly ratio: Figure
}

const few = 1000

/** Stores copies without authentication, the fastest way; copies of one turn share a commit. */
const fill = async (emulator: Emulator, count: number): Promise<void> => {
  const url = `/?${query({ Action: 'CopySnapshot', Version: '2014-05-26', Format: 'JSON', ...goodCopy })}`
  for (let left = count; left > 0; left -= 500) {
    const replies = await Promise.all(Array.from({ length: Math.min(500, left) }, () => emulator.inject({ url })))
    if (replies.some(({ status }) => status !== 200)) throw new Error('a copy was refused')
  }
}

const timed = async (emulator: Emulator, calls: number): Promise<number> => {
  const urls = Array.from({ length: calls }, () => `/?${query(signedParams({ Action: 'CopySnapshot', ...goodCopy }))}`)
  const { user, system } = process.cpuUsage()
  for (const url of urls) {
    if ((await emulator.inject({ url })).status !== 200) throw new Error('a copy was refused')
  }
  const used = process.cpuUsage()
  return (used.user - user + used.system - system) / calls
}

const filled = async (data: string, count: number): Promise<Emulator> => {
  const emulator = createEmulator({ data, auth: 'off' })
  await fill(emulator, count)
  return emulator
}

/** Calls an emulator with few and one with many snapshots in turn, in memory and in a file. */
export const measureStored = async (
  rounds: number,
  stored: number,
): Promise<Readonly<Record<'memory' | 'file', StoredFigures>>> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const measure = async (dataOf: (name: string) => string): Promise<StoredFigures> => {
    const small = await filled(dataOf('few'), few)
    const large = await filled(dataOf('many'), stored)
    const [smalls, larges]: [number[], number[]] = [[], []]
    for (let i = 0; i < rounds + 1; i++) {
      smalls.push(await timed(small, 500))
      larges.push(await timed(large, 500))
    }
    await Promise.all([small.close(), large.close()])
    const [ours, theirs] = [smalls.slice(1), larges.slice(1)]
    return { stored, few: figureOf(ours), many: figureOf(theirs), ratio: ratiosOf(theirs, ours) }
  }
  try {
    return { memory: await measure(() => ':memory:'), file: await measure(name => join(folder, `${name}.db`)) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
