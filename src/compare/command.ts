import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { machineClock } from '../clock.ts'
import { createEmulator, type Emulator } from '../emulator.ts'
import { randomIds } from '../ids.ts'
import { isLoopback } from '../settings.ts'
import { packageVersion } from '../version.ts'
import { type Arguments, argumentsOf, emulatorKey, realKey, usage } from './arguments.ts'
import { Caller, type RunOptions, type Side } from './caller.ts'
import { Copies, copyCalls, destinationOf, sizeOf } from './copies.ts'
import type { Probe } from './probe.ts'
import { probes } from './probes/index.ts'
import { record } from './record.ts'
import { countsOf, lineOf, markdownOf, type Row, rowOf, settledBy } from './report.ts'
import { type Place, unsignedOf } from './request.ts'
import { compare, lookUp, lookupProbes, type Result } from './run.ts'

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

/** The maximum number of calls to the real side, of those that clear up, and the time between two, in milliseconds. */
const most = { calls: 300, clearing: 20, pauseMs: 500 }

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
  [...lookupProbes, ...chosen(given), ...(given.mayCopy ? copyCalls : [])].flatMap(probe => {
    const line = `${probe.name}: ${unsignedOf(probe, place, given.endpoint.host)}`
    return probe.writing?.again ? [line, line] : [line]
  })

/** Whether the person agrees to the copies. */
const agrees = async (caller: Caller, given: Arguments, { ask, print }: Surroundings): Promise<boolean> => {
  const size = await sizeOf(caller)
  if (size === undefined) {
    print(`There is no such snapshot in ${given.region}, so nothing is copied.`)
    return false
  }
  const facts = `Copies of ${size} GiB go from ${given.region} to ${given.to}. Their traffic and storage are billed.`
  const isAgreed = given.yes || /^y(?:es)?$/i.test(await ask(`${facts} Copy? (yes/no) `))
  print(isAgreed ? facts : '\nNothing is copied.')
  return isAgreed
}

/** One run: the sides, and what is done with the results. */
interface Run {
  readonly given: Arguments
  readonly there: Side
  readonly others: readonly Side[]
  readonly options: RunOptions
  readonly around: Surroundings
  show(result: Result): void
}

/** Copies, compares the copies, and deletes them whatever happens. */
const runCopies = async (caller: Caller, { given, there, others, options, around, show }: Run): Promise<void> => {
  if (!(await agrees(caller, given, around))) return
  const side = { ...there, other: await destinationOf(caller, given.endpoint, given.to) }
  const copies = new Copies(options)
  try {
    for await (const result of copies.compare(new Caller(side, options), others, options)) show(result)
  } finally {
    // Not ended by an interrupt.
    const patient = { ...options, signal: new AbortController().signal, budget: { left: most.clearing } }
    const left = await copies.clear(new Caller(side, patient), options.place.name)
    if (left.length > 0) around.print(`Left, for a day at most: ${left.join(', ')}`)
    for (const emulator of others) {
      await new Copies(options).clear(new Caller(emulator, { ...patient, pause: async () => {} }), options.place.name)
    }
  }
}

/** Runs the probes and the copies. Returns why it stopped, if it did. */
const run = async (all: Run): Promise<string | undefined> => {
  const { given, there, others, options, show } = all
  const isLast = ({ class: kind }: Probe): boolean => kind === 'auth'
  const wanted = chosen(given)
  try {
    const caller = new Caller(there, options)
    const unknown = await lookUp(caller)
    const send = async (some: readonly Probe[]): Promise<void> => {
      for await (const result of compare(caller, unknown, others, some, options)) show(result)
    }
    await send(wanted.filter(probe => !isLast(probe)))
    if (given.mayCopy) await runCopies(caller, all)
    await send(wanted.filter(isLast))
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const write = (rows: readonly Row[], { json, markdown, record: folder, region }: Arguments): void => {
  const about = `copysnapshot-emulator ${packageVersion} against ${region}.`
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ version: packageVersion, region, rows }, null, 2)}\n`)
  if (markdown !== undefined) writeFileSync(markdown, markdownOf(rows, about))
  if (folder !== undefined) record(folder, rows)
}

const optionsOf = (given: Arguments, place: Place, signal: AbortSignal): RunOptions => {
  const ids = randomIds()
  return {
    place,
    pause: async () =>
      void (isLoopback(given.endpoint.hostname) || (await setTimeout(most.pauseMs, undefined, { signal }))),
    unique: () => ({ nonce: ids.requestId(), now: machineClock() }),
    budget: { left: most.calls },
    signal,
  }
}

const codeOf = (rows: readonly Row[], why: string | undefined): number => {
  if (why !== undefined) return exit.stopped
  return rows.some(({ verdict }) => verdict === 'differs') ? exit.differs : exit.same
}

const compared = async (given: Arguments, place: Place, around: Surroundings): Promise<number> => {
  const there = { name: 'there', base: given.endpoint, key: realKey(around.env) }
  const rows: Row[] = []
  const show = (result: Result): void => {
    const row = rowOf(result)
    rows.push(row)
    around.print(lineOf(row))
  }
  // Fails before anything is sent where nothing can be written.
  write(rows, given)
  const own = given.against === undefined ? ownEmulators(given) : []
  try {
    const started = own.map(async ([name, emulator]) => ({
      name,
      base: new URL(await emulator.listen()),
      key: emulatorKey({}),
    }))
    const against = given.against && { name: '--against', base: given.against, key: emulatorKey(around.env) }
    const others = against === undefined ? await Promise.all(started) : [against]
    const options = optionsOf(given, place, around.signal)
    const why = await run({ given, there, others, options, around, show })
    around.print(`\n${countsOf(rows)}.`)
    for (const [subject, says] of settledBy(rows)) if (says !== 'is as assumed') around.print(`“${subject}” ${says}.`)
    write(rows, given)
    if (why !== undefined) around.print(`Stopped. ${why}`)
    return codeOf(rows, why)
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
    around.print(`${(error as Error).message} See copysnapshot-emulator compare --help.`)
    return exit.usage
  }
}
