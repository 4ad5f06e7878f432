import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { machineClock } from '../clock.ts'
import { createEmulator, type Emulator } from '../emulator.ts'
import { randomIds } from '../ids.ts'
import { packageVersion } from '../version.ts'
import { type Arguments, argumentsOf, emulatorKey, isLoopback, realKey, usage } from './arguments.ts'
import type { RunOptions, Side } from './caller.ts'
import { compareCopies, copyProbes, sizeOf } from './copies.ts'
import type { Probe } from './probe.ts'
import { probes } from './probes/index.ts'
import { record } from './record.ts'
import { countsOf, lineOf, markdownOf, type Row, rowOf, settledBy } from './report.ts'
import { type Place, unsignedOf } from './request.ts'
import { compare } from './run.ts'

/** What the command needs of its process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  print(line: string): void
  /** Asks a person. Resolves to the answer, or to an empty text when there is none. */
  ask(question: string): Promise<string>
  /** Aborted when a person interrupts the run. */
  readonly signal: AbortSignal
}

/** Exit codes. */
const exit = { same: 0, differs: 1, usage: 2, stopped: 3 }

/** The maximum number of calls to the real side, and the time between two of them, in milliseconds. */
const most = { calls: 300, pauseMs: 500 }

const chosen = ({ snapshot, withAuth }: Arguments): Probe[] =>
  probes.filter(({ class: kind }) => kind === 'free' || (kind === 'snapshot' ? snapshot !== undefined : withAuth))

/** An emulator of each contract, with a snapshot of the given id. */
const ownEmulators = ({ snapshot: id, region }: Arguments): readonly (readonly [name: string, Emulator])[] =>
  (['2021', '2025'] as const).map(contract => {
    const emulator = createEmulator({ contract })
    const [account] = emulator.accounts.list()
    const isThere = emulator.snapshots.list().some(snapshot => snapshot.id === id)
    if (id !== undefined && account !== undefined && !isThere) {
      emulator.snapshots.create({ id, account: account.id, region })
    }
    return [contract, emulator] as const
  })

const planOf = (given: Arguments, place: Place): string[] =>
  [...chosen(given), ...(given.mayCopy ? copyProbes : [])].map(
    probe => `${probe.name}: ${unsignedOf(probe, place, given.endpoint.host)}`,
  )

/** Whether the person agrees to the copies. */
const agrees = async (
  there: Side,
  given: Arguments,
  options: RunOptions,
  { ask, print }: Surroundings,
): Promise<boolean> => {
  const size = await sizeOf(there, options)
  if (size === undefined) {
    print(`There is no snapshot ${given.snapshot} in ${given.region}, so nothing is copied.`)
    return false
  }
  const question = `Copies of ${size} GiB go from ${given.region} to ${given.to}. Their traffic and storage are billed. Copy? (yes/no) `
  return given.yes || /^y(?:es)?$/i.test(await ask(question))
}

const write = (rows: readonly Row[], { json, markdown, record: folder, region }: Arguments): void => {
  const about = `copysnapshot-emulator ${packageVersion} against ${region}.`
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ version: packageVersion, region, rows }, null, 2)}\n`)
  if (markdown !== undefined) writeFileSync(markdown, markdownOf(rows, about))
  if (folder !== undefined) record(folder, rows)
}

/** Runs the probes and the copies, and prints a line for each. Returns why it stopped, if it did. */
const run = async (
  given: Arguments,
  there: Side,
  others: readonly Side[],
  options: RunOptions,
  around: Surroundings,
  rows: Row[],
) => {
  const show = (row: Row): void => {
    rows.push(row)
    around.print(lineOf(row))
  }
  try {
    const all = chosen(given)
    const isLast = ({ class: kind }: Probe): boolean => kind === 'auth'
    for await (const result of compare(
      there,
      others,
      all.filter(probe => !isLast(probe)),
      options,
    ))
      show(rowOf(result))
    if (given.mayCopy && (await agrees(there, given, options, around))) {
      const left = (ids: readonly string[]): void => {
        if (ids.length > 0) around.print(`Left, for a day at most: ${ids.join(', ')}`)
      }
      for await (const result of compareCopies(there, others, options, left)) show(rowOf(result))
    }
    for await (const result of compare(there, others, all.filter(isLast), options)) show(rowOf(result))
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const optionsOf = (given: Arguments, place: Place, signal: AbortSignal): RunOptions => {
  const ids = randomIds()
  return {
    place,
    pause: async () => void (isLoopback(given.endpoint) || (await setTimeout(most.pauseMs))),
    unique: () => ({ nonce: ids.requestId(), now: machineClock() }),
    budget: most.calls,
    signal,
  }
}

const compared = async (given: Arguments, place: Place, around: Surroundings): Promise<number> => {
  const there = { name: 'there', base: given.endpoint, key: realKey(around.env) }
  const key = emulatorKey(around.env)
  const own = given.against === undefined ? ownEmulators(given) : []
  const rows: Row[] = []
  try {
    const started = await Promise.all(
      own.map(async ([name, emulator]) => ({ name, base: new URL(await emulator.listen()), key: emulatorKey({}) })),
    )
    const others = given.against === undefined ? started : [{ name: '--against', base: given.against, key }]
    const why = await run(given, there, others, optionsOf(given, place, around.signal), around, rows)
    around.print(`\n${countsOf(rows)}.`)
    for (const [subject, says] of settledBy(rows)) if (says !== 'is as assumed') around.print(`${subject} ${says}.`)
    write(rows, given)
    if (why !== undefined) around.print(`Stopped. ${why}`)
    return why !== undefined
      ? exit.stopped
      : rows.some(({ verdict }) => verdict === 'differs')
        ? exit.differs
        : exit.same
  } finally {
    for (const [, emulator] of own) await emulator.close()
  }
}

/** Runs `copysnapshot-emulator compare`. Returns its exit code. */
export const compareCommand = async (args: readonly string[], around: Surroundings): Promise<number> => {
  try {
    const given = argumentsOf(args)
    if (given === undefined) {
      around.print(usage.trimEnd())
      return exit.same
    }
    const name = `compare-${randomIds().traceId()}`
    const place = { region: given.region, other: given.to, snapshot: given.snapshot, name }
    if (!given.dryRun) return await compared(given, place, around)
    for (const line of planOf(given, place)) around.print(line)
    return exit.same
  } catch (error) {
    around.print((error as Error).message)
    return exit.usage
  }
}
