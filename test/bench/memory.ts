import { setTimeout } from 'node:timers/promises'
import { residentMb } from '../support/process-figures.ts'
import type { Job, Load } from './load.ts'
import { runClient, startEmulator } from './servers.ts'

export interface MemoryFigures {
  readonly copies: number
  /** MB of resident memory: of bare Node, of the emulator at rest, and after the copies. */
  readonly rest: number
  readonly after: number
}

/** Looks at the memory of an emulator that has not been called yet, and again after copies. */
export const measureMemory = async (copies: number): Promise<MemoryFigures> => {
  const { name, url, pid, stop } = await startEmulator('memory')
  await setTimeout(1000)
  const rest = residentMb(pid)
  const batches = [{ kind: 'copyV1' as const, count: copies, targets: [{ name, url, pid }] }]
  await runClient<Load[]>('load.ts', { connections: 64, batches } satisfies Job)
  const after = residentMb(pid)
  await stop()
  return { copies, rest, after }
}
