import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job, Load } from './load.ts'
import { copyUrl, type Kind, kinds } from './requests.ts'
import { runClient, type Server, startBare, startEmulator } from './servers.ts'

/** A kind of request, its server and the expected status. */
export type Call = readonly [name: string, kind: Kind, target: Target, status: number]

type Bare = 'http' | 'fastify'
type Target = Bare | 'memory' | 'file' | 'thousand'

/** The measured calls of the emulator. */
export const calls: readonly Call[] = [
  ['CopySnapshot V1, in memory', 'copyV1', 'memory', 200],
  ['CopySnapshot V1, in a file', 'copyV1', 'file', 200],
  ['CopySnapshot V3, in memory', 'copyV3', 'memory', 200],
  ['CopySnapshot V3, in a file', 'copyV3', 'file', 200],
  ['CopySnapshot V1 with two tags, in memory', 'copyTagged', 'memory', 200],
  ['CopySnapshot V1 with two tags, in a file', 'copyTagged', 'file', 200],
  ['DescribeSnapshots by id, of 1,000', 'describeById', 'thousand', 200],
  ['DescribeSnapshots, a page of 10, of 1,000', 'describePage', 'thousand', 200],
  ['refused signature', 'refused', 'memory', 400],
]

export const connections = 64

/** The size and scope of a measurement. */
export interface Plan {
  readonly calls: readonly Call[]
  /** The command files. Each runs a server for every target except the bare ones. */
  readonly programs: readonly string[]
  readonly rounds: number
  /** Requests per kind and server in a round. */
  readonly count: number
  readonly progress: (text: string) => void
}

interface Entrant extends Server {
  readonly target: Target
}

const isBare = (target: Target): target is Bare => target === 'http' || target === 'fastify'
const nameOf = (target: Target, which: number): string => (isBare(target) ? target : `${target} ${which}`)

/** Makes a thousand copies, and requests the measured page once. */
const fill = async ({ url, name }: Server): Promise<void> => {
  for (let i = 0; i < 1000; i++) await (await fetch(copyUrl(url))).text()
  for (const [kind, wanted] of [['describePage', 10] as const, ['describeById', 1] as const]) {
    const reply = await fetch(url + kinds[kind]().path, { method: 'POST' })
    const found = ((await reply.json()) as { Snapshots?: { Snapshot: object[] } }).Snapshots?.Snapshot.length
    if (found !== wanted) throw new Error(`${name}: ${kind} finds ${found} snapshots, not ${wanted}`)
  }
}

const batchesOf = (plan: Plan, entrants: readonly Entrant[]): Job['batches'] =>
  [...new Set(plan.calls.map(([, kind]) => kind))].map(kind => {
    // Every kind is compared with bare Fastify.
    const wanted = new Set(['fastify', ...plan.calls.filter(call => call[1] === kind).map(([, , target]) => target)])
    const targets = entrants
      .filter(({ target }) => wanted.has(target))
      .map(({ name, url, pid }) => ({ name, url, pid }))
    return { kind, count: Math.max(connections, plan.count), targets }
  })

const startAll = async ({ calls, programs }: Plan, folder: string, entrants: Entrant[]): Promise<void> => {
  const targets = [...new Set(calls.map(([, , target]) => target))]
  for (const target of targets.filter(isBare)) entrants.push({ ...(await startBare(target)), target })
  for (const [which, program] of programs.entries()) {
    for (const target of targets) {
      if (isBare(target)) continue
      const args = target === 'file' ? ['--data', join(folder, `${entrants.length}.db`)] : []
      const server = await startEmulator(program, nameOf(target, which), args)
      entrants.push({ ...server, target })
      if (target === 'thousand') await fill(server)
    }
  }
}

/** Drives every server in turn, round after round; a first one warms up and does not count. */
export const measureRounds = async (plan: Plan): Promise<readonly (readonly Load[])[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const entrants: Entrant[] = []
  try {
    await startAll(plan, folder, entrants)
    const rounds: Load[][] = []
    for (let i = 0; i <= plan.rounds; i++) {
      if (i > 0) plan.progress(`round ${i} of ${plan.rounds}`)
      rounds.push(await runClient<Load[]>('load.ts', { connections, batches: batchesOf(plan, entrants) } satisfies Job))
      // The first one comes last in the next round.
      entrants.reverse()
    }
    return rounds.slice(1)
  } finally {
    await Promise.all(entrants.map(entrant => entrant.stop()))
    rmSync(folder, { recursive: true })
  }
}

/**
 * What one of the programs made of a call, round by round.
 *
 * @throws {Error} when a request gets an unexpected answer
 */
export const loadsOf = (
  rounds: readonly (readonly Load[])[],
  [name, kind, target, status]: Call,
  which = 0,
): readonly Load[] =>
  rounds.map(loads => {
    const found = loads.find(load => load.kind === kind && load.target === nameOf(target, which)) as Load
    const { statuses, errors, requests } = found
    if (errors > 0 || statuses[status] !== requests) {
      throw new Error(`${name}: ${errors} errors, answers ${JSON.stringify(statuses)}`)
    }
    return found
  })
