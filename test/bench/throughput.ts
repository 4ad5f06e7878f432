import { ownProgram } from './checkouts.ts'
import type { Load } from './load.ts'
import type { Kind } from './requests.ts'
import { type Call, calls, loadsOf, measureRounds } from './rounds.ts'
import { type Figure, figureOf, ratiosOf } from './statistics.ts'

/** One row of the table. */
export interface Row {
  readonly name: string
  readonly kind: Kind
  readonly target: string
  readonly perSecond: Figure
  /** Requests per second relative to bare Fastify with the same bytes. */
  readonly ratio: Figure
  /** Microseconds of CPU time per request. */
  readonly cpu: Figure
  /** Bare Fastify's CPU time relative to this one's. */
  readonly cpuRatio: Figure
  readonly p50: Figure
  readonly p99: Figure
  readonly latencyRatio: Figure
  readonly statuses: Readonly<Record<string, number>>
}

const names: readonly Call[] = [
  ['bare node:http', 'copyV1', 'http', 200],
  ['bare Fastify', 'copyV1', 'fastify', 200],
  ...calls,
]

const rowOf = (call: Call, rounds: readonly (readonly Load[])[]): Row => {
  const [name, kind, target] = call
  const own = loadsOf(rounds, call)
  const bare = loadsOf(rounds, [name, kind, 'fastify', 200])
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

/**
 * Measures every call against bare servers.
 *
 * @throws {Error} when a request gets an unexpected answer
 */
export const measureThroughput = async (rounds: number, count: number, progress: (text: string) => void) => {
  const loads = await measureRounds({ calls: names, programs: [ownProgram], rounds, count, progress })
  return names.map(call => rowOf(call, loads))
}
