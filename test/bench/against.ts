import { measureMemory } from './memory.ts'
import type { Kind } from './requests.ts'
import { type Call, calls, loadsOf, measureRounds, type Plan } from './rounds.ts'
import type { Sizes } from './sizes.ts'
import { measureStarts } from './start.ts'
import { type Pair, pairOf } from './statistics.ts'

/** Two commands: this checkout's and the other checkout's. */
export type Programs = readonly [here: string, there: string]

/** The CPU time of calls in both programs. */
export const compareCalls = async (plan: Plan): Promise<readonly Pair[]> => {
  const rounds = await measureRounds(plan)
  const times = (call: Call, which: number): number[] => loadsOf(rounds, call, which).map(({ cpu }) => cpu)
  return plan.calls.map(call => pairOf(call[0], 'µs of CPU', times(call, 0), times(call, 1)))
}

const compareStarts = async (programs: Programs, rounds: number): Promise<readonly Pair[]> => {
  const { starts } = await measureStarts(rounds, programs)
  const of = (pick: 'ms' | 'rest'): [number[], number[]] => [starts[0]?.[pick] ?? [], starts[1]?.[pick] ?? []]
  return [pairOf('start to first copy', 'ms', ...of('ms')), pairOf('resident memory at rest', 'MB', ...of('rest'))]
}

const compareMemory = async (programs: Programs, kind: Kind, count: number, what: string): Promise<readonly Pair[]> => {
  const [here = Number.NaN, there = Number.NaN] = await measureMemory(programs, kind, count)
  return [pairOf(`resident memory after ${count} ${what}`, 'MB', [here], [there])]
}

/** The parts of the benchmark that can compare two programs. */
export const comparisons = (programs: Programs, sizes: Sizes, progress: (text: string) => void) => ({
  throughput: () => compareCalls({ calls, programs, rounds: sizes.rounds, count: sizes.requests, progress }),
  start: () => compareStarts(programs, sizes.starts),
  memory: () => compareMemory(programs, 'copyV1', sizes.copies, 'copies'),
  nonces: () => compareMemory(programs, 'describeRegions', sizes.nonces, 'nonces'),
})
