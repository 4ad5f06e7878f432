import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { probes } from './probes/index.ts'
import type { Reading } from './reading.ts'
import type { Row } from './report.ts'

/** An exchange with the real side, as it is kept. */
export interface Recorded {
  readonly probe: string
  readonly there: Reading
}

const fileOf = (probe: string): string => `${probe.replace(/[^A-Za-z0-9]+/g, '-')}.json`

/** The names of the probes that need nothing of the account, so that they can be sent again to an emulator. */
const replayable = new Set(probes.filter(({ class: kind }) => kind !== 'snapshot').map(({ name }) => name))

/** Keeps the answers of the real side in a folder, a file each: those that say something and can be asked for again. */
export const record = (folder: string, rows: readonly Row[]): void => {
  mkdirSync(folder, { recursive: true })
  for (const { probe, verdict, there } of rows) {
    if (verdict === 'not settled' || there === undefined || !replayable.has(probe)) continue
    const recorded: Recorded = { probe, there }
    writeFileSync(join(folder, fileOf(probe)), `${JSON.stringify(recorded, null, 2)}\n`)
  }
}
