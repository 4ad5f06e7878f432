import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { atOnce, exchange, type RunOptions, type Side, sentBy } from '../../src/compare/caller.ts'
import { type Difference, differencesOf } from '../../src/compare/differences.ts'
import { probes } from '../../src/compare/probes/index.ts'
import { readingOf } from '../../src/compare/reading.ts'
import type { Recorded } from '../../src/compare/record.ts'
import type { Place } from '../../src/compare/request.ts'

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
