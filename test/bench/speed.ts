import { parseArgs } from 'node:util'
import { measureInProcess } from './in-process.ts'
import { measureMemory } from './memory.ts'
import { measurePeers } from './peers.ts'
import { printReport, type Report } from './report.ts'
import { buildProgram } from './servers.ts'
import { measureStart } from './start.ts'
import { measureStored } from './stored.ts'
import { measureThroughput } from './throughput.ts'

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const options = {
  rounds: { type: 'string' },
  requests: { type: 'string' },
  stored: { type: 'string' },
  json: { type: 'string' },
  only: { type: 'string' },
  short: { type: 'boolean' },
  peers: { type: 'boolean' },
} as const

/**
 * Measures what a call, a start and an idle emulator cost, each beside what it is compared to, and prints a table.
 *
 * `--rounds N` (5), `--requests N` a round and kind (20,000), `--stored N` (1,000,000), `--json FILE`, `--peers`, `--only
 * throughput,start,memory,inProcess,stored`, `--short`: one round of little, for the gate.
 *
 * @throws {Error} when something was answered otherwise than it should be
 */
export const speed = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options })
  const short = values.short === true
  const rounds = Number(values.rounds ?? (short ? 1 : 5))
  const requests = Number(values.requests ?? (short ? 2000 : 20_000))
  const parts = (values.only ?? 'throughput,start,memory,inProcess,stored').split(',')
  buildProgram()
  const report: { -readonly [K in keyof Report]: Report[K] } = {}
  const measures: { readonly [K in keyof Report]: () => Promise<Report[K]> } = {
    throughput: () => measureThroughput(rounds, requests, say),
    start: () => measureStart(short ? 2 : rounds * 3),
    memory: () => measureMemory(short ? 2000 : 100_000),
    inProcess: () => measureInProcess(short ? 8 : 40),
    stored: () => measureStored(rounds, Number(values.stored ?? (short ? 5000 : 1e6))),
    peers: () => measurePeers(rounds, requests),
  }
  for (const part of values.peers ? [...parts, 'peers'] : parts) {
    say(part)
    Object.assign(report, { [part]: await measures[part as keyof Report]?.() })
  }
  printReport(report, values.json)
}
