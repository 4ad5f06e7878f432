#!/usr/bin/env node
import type { Emulator } from './emulator.ts'
import type { EndpointsFile } from './http/endpoints-file.ts'
import type { LogLines } from './http/log-lines.ts'
import type { PrettyLog } from './http/pretty-log.ts'
import { helpText, isLoopback, readSettings, type Settings } from './settings.ts'
import { packageVersion, whyTooOld } from './version.ts'

const exit = (code: number, message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

/** Stops on SIGTERM, SIGINT and SIGHUP. Process 1 has no default handlers. A second signal has no further effect. */
const stopOnSignals = (stop: () => Promise<void>): void => {
  const onSignal = (): void => void stop().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, onSignal)
}

/** Goes on when nobody reads the output any more or its disk is full. Without a listener, the error ends the process. */
const ignoreOutputErrors = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** Whether a host means all addresses of this machine: `0.0.0.0`, `::` or another way to write them. */
const isUnspecified = (host: string): boolean => /^[0.:]+$/.test(host)

/** Whether other machines can control an emulator with these settings. */
const isOpenToOthers = ({ control, controlToken, host }: Settings): boolean =>
  control === 'on' && controlToken === undefined && !isLoopback(host)

const openWarning =
  'Warning: anyone who can reach this address can control the emulator (/_emulator/*). Set --control-token or ' +
  '--control off.'

/**
 * Where clients connect. An emulator that listens on all addresses, as in a container, does not know the one that others
 * can reach.
 */
const placeOf = ({ host }: Settings, { url, tlsUrl = '' }: Emulator): string => {
  if (!isUnspecified(host)) return `${url} ${tlsUrl}`.trimEnd()
  const [port, tlsPort] = [url, tlsUrl].map(each => each.replace(/.*:/, ''))
  return `Port ${port} on all addresses${tlsPort && `, https on port ${tlsPort}`}.`
}

const sentenceOf = (error: unknown): string => {
  const { code, message, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is in use.`
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `Cannot listen: ${message}.`
  return message
}

const settingsFrom = (args: readonly string[]) => {
  try {
    return readSettings(args, process.env)
  } catch (error) {
    return exit(2, (error as Error).message)
  }
}

const print = (text: string): void => void process.stdout.write(text)

const printAbout = ({ help }: Pick<Settings, 'help'>): void => print(help ? helpText() : `${packageVersion}\n`)

const endpointsAt = async (file: string): Promise<EndpointsFile> => {
  const { EndpointsFile } = await import('./http/endpoints-file.ts')
  return new EndpointsFile(file)
}

/** Whether a person reads the log. */
const isForPeople = (logFormat: Settings['logFormat']): boolean =>
  logFormat === 'auto' ? process.stderr.isTTY : logFormat === 'pretty'

/** Whether a log of this level has the banner and the last line. */
const showsInfo = (logLevel: Settings['logLevel']): boolean => ['info', 'debug', 'trace'].includes(logLevel)

const prettyLogTo = async (sink: LogLines): Promise<PrettyLog> => {
  const { PrettyLog } = await import('./http/pretty-log.ts')
  return new PrettyLog(sink, process.stderr)
}

const serve = async (args: readonly string[]): Promise<void> => {
  // Caches compiled code in Node's temporary folder to speed up the next start.
  const { enableCompileCache, flushCompileCache } = process.getBuiltinModule('node:module')
  enableCompileCache()
  const given = settingsFrom(args)
  if (given.help || given.version) return printAbout(given)
  const { help, version, logLevel, logFormat, endpointsFile, ...options } = given
  let emulator: Emulator | undefined
  let greeted: PrettyLog | undefined
  stopOnSignals(async () => {
    await emulator?.close()
    greeted?.leave()
  })
  ignoreOutputErrors()
  const { createEmulator } = await import('./emulator.ts')
  const { LogLines } = await import('./http/log-lines.ts')
  const stream = new LogLines(process.stderr, given.machineClock)
  process.on('exit', () => stream.flush())
  try {
    const endpoints = endpointsFile === undefined ? undefined : await endpointsAt(endpointsFile)
    const pretty = isForPeople(logFormat) ? await prettyLogTo(stream) : undefined
    emulator = createEmulator({ ...options, logger: { level: logLevel, stream: pretty ?? stream } })
    await emulator.listen()
    if (pretty !== undefined && showsInfo(logLevel)) {
      const { bannerOf } = await import('./http/banner.ts')
      pretty.greet(bannerOf(emulator, given, packageVersion))
      // The last line of the start is the one that says that it is ready.
      stream.flush()
      greeted = pretty
    }
    if (isOpenToOthers(given)) process.stderr.write(`${openWarning}\n`)
    endpoints?.write(emulator)
    print(`Ready. ${placeOf(given, emulator)}\n`)
    flushCompileCache()
  } catch (error) {
    // The sentence is the last line.
    stream.flush()
    exit(1, sentenceOf(error))
  }
}

const healthcheck = async (args: readonly string[]): Promise<void> => {
  const given = settingsFrom(args)
  if (given.help || given.version) return printAbout(given)
  const { whyNotReady } = await import('./http/healthcheck.ts')
  const reason = await whyNotReady(given)
  if (reason !== undefined) exit(1, reason)
}

/** Prints a built-in world as a file to edit. */
const printWorld = async ([name = 'default']: readonly string[]): Promise<void> => {
  if (name === '-h' || name === '--help') return printAbout({ help: true })
  const { builtInWorlds } = await import('./world/built-in.ts')
  if (!Object.hasOwn(builtInWorlds, name))
    exit(2, `Unknown world ${name}. Known worlds: ${Object.keys(builtInWorlds).join(', ')}.`)
  const $schema = './node_modules/copysnapshot-emulator/fixtures/worlds/world.schema.json'
  print(`${JSON.stringify({ $schema, ...builtInWorlds[name] }, null, 2)}\n`)
}

/** Compares the emulator with the real service. Nothing else loads this code, which is the only one that calls out. */
const compare = async (args: readonly string[]): Promise<void> => {
  const { compareCommand } = await import('./compare/command.ts')
  ignoreOutputErrors()
  const interrupt = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => interrupt.abort())
  const ask = async (question: string): Promise<string> => {
    const { createInterface } = await import('node:readline/promises')
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    const closed = new Promise<string>(resolve => terminal.once('close', () => resolve('')))
    return Promise.race([terminal.question(question), closed]).finally(() => terminal.close())
  }
  const around = { env: process.env, print: (line: string) => print(`${line}\n`), ask, signal: interrupt.signal }
  process.exitCode = await compareCommand(args, around)
}

/** Subcommands, by the first argument. Any other first argument starts the emulator. */
const subcommands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  compare,
  healthcheck,
  world: printWorld,
}

const run = (args: readonly string[]): Promise<void> => {
  const [word = '', ...rest] = args
  const subcommand = Object.hasOwn(subcommands, word) ? subcommands[word] : undefined
  return subcommand === undefined ? serve(args) : subcommand(rest)
}

const tooOld = whyTooOld()
if (tooOld !== undefined) exit(1, tooOld)
void run(process.argv.slice(2))
