#!/usr/bin/env node
import type { Emulator } from './emulator.ts'

/** Older Nodes die inside the SQLite binding instead of saying so. */
const oldestNode = 22

const exit = (code: number, message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

/** A second signal finds the stop under way and changes nothing. */
const stopOn = (emulator: Emulator): void => {
  const stop = (): void => void emulator.close().then(() => process.exit(0))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const sentenceOf = (error: unknown): string => {
  const { code, message, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE') return `The port ${port} of ${address} is in use.`
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `It cannot listen: ${message}.`
  return message
}

const run = async (): Promise<void> => {
  const { helpText, readSettings } = await import('./config.ts')
  const { packageVersion } = await import('./version.ts')
  const settings = ((): ReturnType<typeof readSettings> => {
    try {
      return readSettings(process.argv.slice(2), process.env)
    } catch (error) {
      return exit(2, `${(error as Error).message}.`)
    }
  })()
  const { help, version, logLevel, ...options } = settings
  if (help) return void process.stdout.write(helpText())
  if (version) return void process.stdout.write(`${packageVersion}\n`)
  const { createEmulator } = await import('./emulator.ts')
  try {
    const emulator = createEmulator({ ...options, logger: { level: logLevel, stream: process.stderr } })
    stopOn(emulator)
    process.stdout.write(`Ready. ${await emulator.listen()}\n`)
  } catch (error) {
    exit(1, sentenceOf(error))
  }
}

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  exit(1, `copysnapshot-emulator needs Node.js ${oldestNode} or newer; this is ${process.versions.node}.`)
}
await run()
