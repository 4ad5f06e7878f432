import { residentMb } from '../support/process-figures.ts'
import type { Job, Load } from './load.ts'
import type { Kind } from './requests.ts'
import { connections } from './rounds.ts'
import { runClient, type Server, startEmulator } from './servers.ts'

/** The number of requests that the client holds at once. */
const batch = 20_000

/** Resident memory of each program in MB after a number of requests of one kind. */
export const measureMemory = async (programs: readonly string[], kind: Kind, count: number): Promise<number[]> => {
  const servers: Server[] = []
  try {
    for (const program of programs) servers.push(await startEmulator(program, program))
    const targets = servers.map(({ name, url, pid }) => ({ name, url, pid }))
    const sizes = Array.from({ length: Math.ceil(count / batch) }, (_, i) => Math.min(batch, count - i * batch))
    const batches = sizes.map(size => ({ kind, count: Math.max(connections, size), targets }))
    const loads = await runClient<Load[]>('load.ts', { connections, batches } satisfies Job)
    const failed = loads.find(({ statuses, requests }) => statuses[200] !== requests)
    if (failed) throw new Error(`${kind}: answers ${JSON.stringify(failed.statuses)}`)
    return servers.map(({ pid }) => residentMb(pid))
  } finally {
    await Promise.all(servers.map(server => server.stop()))
  }
}
