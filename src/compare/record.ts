import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { atOnce, exchange, type RunOptions, type Side, sentBy } from './caller.ts'
import { type Difference, differencesOf } from './differences.ts'
import { probes } from './probes/index.ts'
import { type Reading, readingOf } from './reading.ts'
import type { Row } from './report.ts'
import type { Place } from './request.ts'

/** An exchange with the real side, as it is kept. */
interface Recorded {
  readonly probe: string
  readonly there: Reading
}

const fileOf = (probe: string): string => `${probe.replace(/[^A-Za-z0-9]+/g, '-')}.json`

/** Keeps the answers of the real side in a folder, a file each: those that need no snapshot of the account. */
export const record = (folder: string, rows: readonly Row[]): void => {
  mkdirSync(folder, { recursive: true })
  for (const { probe, there } of rows) {
    if (there !== undefined)
      writeFileSync(join(folder, fileOf(probe)), `${JSON.stringify({ probe, there }, null, 2)}\n`)
  }
}

/** The difference between a recorded answer and the emulator's. */
export interface Replayed {
  readonly probe: string
  readonly differences: readonly Difference[]
}

/** Sends the recorded probes of a folder to an emulator again, and compares its answers with the recorded ones. */
export const replay = async (
  folder: string,
  side: Side,
  place: Place,
  unique: RunOptions['unique'],
): Promise<Replayed[]> => {
  const replayed: Replayed[] = []
  for (const file of readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()) {
    const { probe: name, there } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded
    const probe = probes.find(probe => probe.name === name)
    if (probe === undefined) throw new Error(`${join(folder, file)}: there is no probe “${name}”`)
    const reply = await exchange(side, probe, place, unique(), atOnce)
    replayed.push({
      probe: name,
      differences: differencesOf(probe.action, there, readingOf(reply, sentBy(probe, place, side))),
    })
  }
  return replayed
}
