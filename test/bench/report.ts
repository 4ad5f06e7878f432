import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { ownProgram } from './checkouts.ts'
import type { PeerRow } from './peers.ts'
import { canPin } from './servers.ts'
import type { StartFigures } from './start.ts'
import type { Figure, Pair } from './statistics.ts'
import type { StoredFigures } from './stored.ts'
import type { Row } from './throughput.ts'

/** Resident memory in MB after a number of requests. */
interface MemoryFigures {
  readonly count: number
  readonly after: number
}

/** All figures of one run. */
export interface Report {
  readonly throughput?: readonly Row[]
  readonly start?: StartFigures
  readonly memory?: MemoryFigures
  readonly nonces?: MemoryFigures
  readonly inProcess?: Figure
  readonly stored?: Readonly<Record<'memory' | 'file', StoredFigures>>
  readonly peers?: readonly PeerRow[]
}

const digits = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))
const spread = ({ median, min, max }: Figure): string => `${digits(median)} (${digits(min)}–${digits(max)})`

/** Columns as wide as their widest cell. */
const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map(line => (line[column] as string).length)))
  const cells = (line: readonly string[]): string =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join('  ')
  return [title, ...lines.map(cells), ''].join('\n')
}

const throughputTable = (rows: readonly Row[]): string =>
  table(
    'Requests, 64 connections; ratios to bare Fastify in the same round: median (lowest–highest)',
    ['', 'per second', 'ratio', 'µs of CPU', 'CPU ratio', 'p50 ms', 'p99 ms', 'p99/p50'],
    rows.map(row => [
      row.name,
      digits(row.perSecond.median),
      spread(row.ratio),
      digits(row.cpu.median),
      spread(row.cpuRatio),
      digits(row.p50.median),
      digits(row.p99.median),
      spread(row.latencyRatio),
    ]),
  )

const peerTable = (rows: readonly PeerRow[]): string =>
  table(
    'Peers',
    ['', 'per second', 'ratio', 'not answered'],
    rows.map(row => [row.name, digits(row.perSecond.median), spread(row.ratio), String(row.unanswered)]),
  )

const others = ({ start, memory, nonces, inProcess, stored }: Report): string => {
  const rows: (readonly [string, string, string])[] = []
  if (start) {
    rows.push(['start to first copy, ratio to node -e 0', `${digits(start.start.median)} ms`, spread(start.ratio)])
    rows.push(['resident memory at rest', `${digits(start.rest.median)} MB`, spread(start.rest)])
  }
  if (inProcess) rows.push(['createEmulator() and close()', `${digits(inProcess.median)} ms`, spread(inProcess)])
  if (memory) rows.push([`resident memory after ${memory.count} copies`, `${digits(memory.after)} MB`, ''])
  if (nonces) rows.push([`resident memory after ${nonces.count} nonces`, `${digits(nonces.after)} MB`, ''])
  for (const [place, figures] of Object.entries(stored ?? {})) {
    const { stored: count, many, ratio } = figures
    rows.push([`a copy with ${count} stored beside 1000, ${place}`, `${digits(many.median)} µs`, spread(ratio)])
  }
  return table('Beside', ['', 'figure', 'ratio or spread'], rows)
}

/** The targets with their measured values. */
const targetsOf = ({ throughput = [], start, stored }: Report): (readonly [string, number, number, boolean])[] => {
  const row = (name: string): Row | undefined => throughput.find(found => found.name === name)
  const least: [string, number, number | undefined][] = [
    ['CopySnapshot V1, in memory', 0.5, row('CopySnapshot V1, in memory')?.ratio.median],
    ['CopySnapshot V1, in a file', 0.5, row('CopySnapshot V1, in a file')?.ratio.median],
    ['CopySnapshot V3, in memory', 0.45, row('CopySnapshot V3, in memory')?.ratio.median],
    ['refused signature', 0.6, row('refused signature')?.ratio.median],
  ]
  const most: [string, number, number | undefined][] = [
    ['start beside node -e 0', 3, start?.ratio.median],
    ['MB at rest', 80, start?.rest.median],
    ['a copy with many stored, in memory', 1.5, stored?.memory.ratio.median],
    ['p99 beside p50', 5, row('CopySnapshot V1, in memory')?.latencyRatio.median],
  ]
  const known = (entry: (typeof least)[number]): entry is [string, number, number] => entry[2] !== undefined
  return [
    ...least.filter(known).map(([name, wanted, got]) => [name, wanted, got, got >= wanted] as const),
    ...most.filter(known).map(([name, wanted, got]) => [name, wanted, got, got <= wanted] as const),
  ]
}

const machine = {
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  pinned: canPin,
  node: process.version,
  program: ownProgram,
}
const machineLine = `${machine.cores} × ${machine.cpu}, Node.js ${machine.node}, ${ownProgram}${canPin ? ', server on one core' : ''}\n`

const writeJson = (file: string | undefined, figures: object): void => {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify({ machine, ...figures }, null, 2)}\n`)
}

/** Prints the comparison with another checkout; with a path, also writes all figures as JSON. */
export const printPairs = (against: string, pairs: readonly Pair[], jsonFile?: string): void => {
  const title = `This checkout compared with ${against}, same requests, same rounds: median (lowest–highest)`
  const rows = pairs.map(({ name, unit, here, there, ratio }) => [
    `${name}, ${unit}`,
    digits(here.median),
    digits(there.median),
    spread(ratio),
  ])
  process.stdout.write(`${machineLine}\n${table(title, ['', 'here', 'there', 'here/there'], rows)}`)
  writeJson(jsonFile, { against, pairs })
}

/** Prints the tables; with a path, also writes all figures as JSON. */
export const printReport = (report: Report, jsonFile?: string): void => {
  const targets = targetsOf(report)
  const parts = [
    machineLine,
    report.throughput && throughputTable(report.throughput),
    others(report),
    report.peers && peerTable(report.peers),
    table(
      'Targets',
      ['', 'wanted', 'got', ''],
      targets.map(([name, wanted, got, met]) => [name, String(wanted), digits(got), met ? 'met' : 'missed']),
    ),
  ]
  process.stdout.write(`${parts.filter(part => part !== undefined).join('\n')}\n`)
  writeJson(jsonFile, { ...report, targets })
}
