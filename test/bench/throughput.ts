import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job, Load } from './load.ts'
import { copyUrl, type Kind } from './requests.ts'
import { runClient, type Server, startBare, startEmulator } from './servers.ts'
import { type Figure, figureOf, ratiosOf } from './statistics.ts'

/** One row of the table. */
export interface Row {
  readonly name: string
  readonly kind: Kind
  readonly target: string
  readonly perSecond: Figure
  /** Requests a second beside bare Fastify's under the same bytes. */
  readonly ratio: Figure
  /** Microseconds of processor time a request. */
  readonly cpu: Figure
  /** Bare Fastify's processor time beside this one's. */
  readonly cpuRatio: Figure
  readonly p50: Figure
  readonly p99: Figure
  readonly latencyRatio: Figure
  readonly statuses: Readonly<Record<string, number>>
}

const connections = 64

const names: readonly (readonly [name: string, kind: Kind, target: string, status: number])[] = [
  ['bare node:http', 'copyV1', 'http', 200],
  ['bare Fastify', 'copyV1', 'fastify', 200],
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

const batchesOf = (servers: readonly Server[], count: number, id: string): Job['batches'] =>
  [...new Set(names.map(([, kind]) => kind))].map(kind => {
    const wanted = new Set(['fastify', ...names.filter(row => row[1] === kind).map(([, , target]) => target)])
    const targets = servers.filter(({ name }) => wanted.has(name)).map(({ name, url, pid }) => ({ name, url, pid }))
    return {
      kind,
      count: Math.max(connections, kind.startsWith('describe') ? Math.ceil(count / 4) : count),
      id,
      targets,
    }
  })

const rowOf = ([name, kind, target, status]: (typeof names)[number], rounds: readonly (readonly Load[])[]): Row => {
  const of = (wanted: string): Load[] =>
    rounds.map(loads => loads.find(load => load.kind === kind && load.target === wanted) as Load)
  const [own, bare] = [of(target), of('fastify')]
  for (const { statuses, errors, requests } of own) {
    if (errors > 0 || statuses[status] !== requests) {
      throw new Error(`${name}: ${errors} errors, answers ${JSON.stringify(statuses)}`)
    }
  }
  const column = (loads: readonly Load[], pick: 'perSecond' | 'cpu' | 'p50' | 'p99') => loads.map(load => load[pick])
  return {
    name,
    kind,
    target,
    perSecond: figureOf(column(own, 'perSecond')),
    ratio: ratiosOf(column(own, 'perSecond'), column(bare, 'perSecond')),
    cpu: figureOf(column(own, 'cpu')),
    cpuRatio: ratiosOf(column(bare, 'cpu'), column(own, 'cpu')),
    p50: figureOf(column(own, 'p50')),
    p99: figureOf(column(own, 'p99')),
    latencyRatio: ratiosOf(column(own, 'p99'), column(own, 'p50')),
    statuses: own[0]?.statuses ?? {},
  }
}

/** Makes copies, and names one of them. */
const fill = async ({ url }: Server, count: number): Promise<string> => {
  let id = ''
  for (let i = 0; i < count; i++) id = ((await (await fetch(copyUrl(url))).json()) as { SnapshotId: string }).SnapshotId
  return id
}

/**
 * Drives every server in turn, round after round; a first one warms up and does not count.
 *
 * @throws {Error} when a call was answered otherwise than it should be, or a copy that was answered is not there
 */
export const measureThroughput = async (rounds: number, count: number, progress: (text: string) => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const servers: Server[] = []
  try {
    servers.push(await startBare('http'), await startBare('fastify'))
    servers.push(await startEmulator('memory'), await startEmulator('file', ['--data', join(folder, 'data.db')]))
    const thousand = await startEmulator('thousand')
    servers.push(thousand)
    const id = await fill(thousand, 1000)
    const round = (size: number): Promise<Load[]> => {
      // Whoever comes first comes last in the next round.
      servers.reverse()
      return runClient<Load[]>('load.ts', { connections, batches: batchesOf(servers, size, id) } satisfies Job)
    }
    await round(count)
    const loads: Load[][] = []
    for (let i = 1; i <= rounds; i++) {
      progress(`round ${i} of ${rounds}`)
      loads.push(await round(count))
    }
    return names.map(row => rowOf(row, loads))
  } finally {
    await Promise.all(servers.map(server => server.stop()))
    rmSync(folder, { recursive: true })
  }
}
