#!/usr/bin/env node
import type { Emulator } from './emulator.ts'
import { whyTooOld } from './node-version.ts'
import { helpText, readSettings } from './read-settings.ts'
import { packageVersion } from './version.ts'

const exit = (code: number, message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

/** A second signal finds the stop under way and changes nothing. As process 1, no signal does anything by itself. */
const stopOnSignals = (stop: () => Promise<void>): void => {
  const onSignal = (): void => void stop().then(() => process.exit(0))
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Others than this machine can reach it then, and whoever can reach it can steer it. */
const openWarning =
  'Warning: everybody who reaches this address may control the emulator (/_emulator/*). Set --control-token, or ' +
  '--control off.'

const sentenceOf = (error: unknown): string => {
  const { code, message, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE') return `The port ${port} of ${address} is in use.`
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `It cannot listen: ${message}.`
  return message
}

const settingsOf = (args: readonly string[]) => {
  try {
    return readSettings(args, process.env)
  } catch (error) {
    return exit(2, `${(error as Error).message}.`)
  }
}

const print = (text: string): void => void process.stdout.write(text)

const serve = async (args: readonly string[]): Promise<void> => {
  // What is compiled at one start is kept for the next, where Node keeps such things: in the temporary folder.
  const { enableCompileCache, flushCompileCache } = process.getBuiltinModule('node:module')
  enableCompileCache()
  const { help, version, logLevel, endpointsFile, ...options } = settingsOf(args)
  if (help) return print(helpText())
  if (version) return print(`${packageVersion}\n`)
  let emulator: Emulator | undefined
  stopOnSignals(async () => emulator?.close())
  const { createEmulator, EndpointsFile, isOpenToOthers, LogLines } = await import('./serving.ts')
  try {
    const endpoints = endpointsFile ? new EndpointsFile(endpointsFile) : undefined
    const stream = new LogLines(process.stderr)
    process.on('exit', () => stream.flush())
    emulator = createEmulator({ ...options, logger: { level: logLevel, stream } })
    await emulator.listen()
    if (isOpenToOthers(options)) process.stderr.write(`${openWarning}\n`)
    endpoints?.write(emulator)
    print(`Ready. ${[emulator.url, emulator.tlsUrl].filter(Boolean).join(' ')}\n`)
    flushCompileCache()
  } catch (error) {
    exit(1, sentenceOf(error))
  }
}

const healthcheck = async (args: readonly string[]): Promise<void> => {
  const settings = settingsOf(args)
  if (settings.help) return print(helpText())
  const { whyNotReady } = await import('./healthcheck.ts')
  const reason = await whyNotReady(settings)
  if (reason !== undefined) exit(1, reason)
}

/** Prints a world as a file to start from. */
const printWorld = async ([name = 'default']: readonly string[]): Promise<void> => {
  const { builtInWorlds } = await import('./serving.ts')
  if (!Object.hasOwn(builtInWorlds, name))
    exit(2, `There is no world ${name}; known are ${Object.keys(builtInWorlds).join(', ')}.`)
  const $schema = './node_modules/copysnapshot-emulator/fixtures/worlds/world.schema.json'
  print(`${JSON.stringify({ ...(builtInWorlds[name] as object), $schema }, null, 2)}\n`)
}

/** What the first word may be; without one of these words the emulator is served. */
const subcommands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
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
