import { comparisons } from './against.ts'
import { build, ownProgram } from './checkouts.ts'
import { measureInProcess } from './in-process.ts'
import { measureMemory } from './memory.ts'
import { measurePeers } from './peers.ts'
import { printPairs, printReport, type Report } from './report.ts'
import { readArgs, type Sizes } from './sizes.ts'
import { measureStart } from './start.ts'
import { measureStored } from './stored.ts'
import { measureThroughput } from './throughput.ts'

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const memoryAfter = async (kind: 'copyV1' | 'describeRegions', count: number) => {
  const [after = Number.NaN] = await measureMemory([ownProgram], kind, count)
  return { count, after }
}

const measures = (sizes: Sizes) => ({
  throughput: () => measureThroughput(sizes.rounds, sizes.requests, say),
  start: () => measureStart(sizes.starts),
  memory: () => memoryAfter('copyV1', sizes.copies),
  nonces: () => memoryAfter('describeRegions', sizes.nonces),
  inProcess: () => measureInProcess(sizes.inProcess),
  stored: () => measureStored(sizes.rounds, sizes.stored),
  peers: () => measurePeers(sizes.rounds, sizes.requests),
})

/** Measures the parts in sequence. */
const inTurn = async <T>(parts: Readonly<Record<string, () => Promise<T>>>, wanted: readonly string[]) => {
  const unknown = wanted.find(part => !Object.hasOwn(parts, part))
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(parts).join(', ')}`)
  const results: [part: string, result: T][] = []
  for (const part of wanted) {
    say(part)
    results.push([part, await (parts[part] as () => Promise<T>)()])
  }
  return results
}

/**
 * Measures the cost of a call, a start and an idle emulator, each with its reference, and prints a table. With
 * `--against FOLDER` it compares them with another checkout.
 *
 * `--rounds N` (5), `--requests N` per round and kind (20,000), `--nonces N` and `--stored N` (1,000,000), `--json FILE`,
 * `--peers`, `--only throughput,start,memory,nonces,inProcess,stored`, `--short`: one small round, for the gate.
 *
 * @throws {Error} when a call gets an unexpected answer, or a checkout cannot be built
 */
export const speed = async (args: readonly string[]): Promise<void> => {
  const { sizes, only, against, json, peers } = readArgs(args)
  build('.')
  if (against !== undefined) {
    const parts = comparisons([ownProgram, build(against)], sizes, say)
    const results = await inTurn(parts, only ?? Object.keys(parts))
    return printPairs(
      against,
      results.flatMap(([, pairs]) => pairs),
      json,
    )
  }
  const parts = measures(sizes)
  const usual = Object.keys(parts).filter(part => part !== 'peers')
  const results = await inTurn<unknown>(parts, [...(only ?? usual), ...(peers ? ['peers'] : [])])
  printReport(Object.fromEntries(results) as Report, json)
}
