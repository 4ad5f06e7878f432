import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { text } from 'node:stream/consumers'

/** A measured server in a separate process. */
export interface Server {
  readonly name: string
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Whether two processes can be pinned to different cores. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0

/** A command pinned to one core, if possible. */
export const pinned = (core: number, command: readonly string[]): readonly [string, ...string[]] =>
  (canPin ? ['taskset', '-c', String(core), ...command] : command) as [string, ...string[]]

/** A clean environment, without the emulator variables of this shell. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('EMULATOR_')),
)

/** Starts a server on the first core and discards its log. Its first line ends with its URL. */
export const startServer = async (name: string, command: readonly string[]): Promise<Server> => {
  const [file, ...args] = pinned(0, [process.execPath, ...command])
  const child = spawn(file, args, { env: environment, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (line: Buffer) => resolve(line.toString().trim().split(' ').at(-1) as string))
    ended.then(([code]) => reject(new Error(`${name} ended with ${code}`)))
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  return { name, url, pid: child.pid as number, stop }
}

/** Runs a client on the second core: JSON in, JSON out. */
export const runClient = async <T>(script: string, input: unknown): Promise<T> => {
  const [file, ...args] = pinned(1, [process.execPath, new URL(script, import.meta.url).pathname])
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(input))
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return JSON.parse(output)
}

/** The emulator with default settings. */
export const startEmulator = (program: string, name: string, args: readonly string[] = []): Promise<Server> =>
  startServer(name, [program, '--port', '0', ...args])

/** A server that answers every request with the same JSON. */
export const startBare = (kind: 'fastify' | 'http'): Promise<Server> =>
  startServer(kind, [new URL('bare.ts', import.meta.url).pathname, kind])
