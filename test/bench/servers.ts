import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { text } from 'node:stream/consumers'

/** A server that is measured, in a process of its own. */
export interface Server {
  readonly name: string
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Whether a process can be kept on one core while another has the next. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0

/** A command that keeps to one core, where that can be had. */
export const pinned = (core: number, command: readonly string[]): readonly [string, ...string[]] =>
  (canPin ? ['taskset', '-c', String(core), ...command] : command) as [string, ...string[]]

/** What a user would get: no variable of this shell's reaches it. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('EMULATOR_')),
)

/** Starts a server on the first core, its log thrown away; it says its url on its first line, at the end. */
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

/** The command as it is measured: the built program where there is one to be built, else the sources. */
export const program: string =
  'bundle' in JSON.parse(readFileSync('package.json', 'utf8')).scripts ? 'dist/cli.cjs' : 'src/cli.ts'

/** Builds what is measured. */
export const buildProgram = (): void => {
  if (program !== 'src/cli.ts') spawnSync('npm', ['run', '--silent', 'bundle'], { stdio: 'inherit' })
}

/** The emulator at a user's default settings. */
export const startEmulator = (name: string, args: readonly string[] = []): Promise<Server> =>
  startServer(name, [program, '--port', '0', ...args])

/** A server that answers every request with the same JSON. */
export const startBare = (kind: 'fastify' | 'http'): Promise<Server> =>
  startServer(kind, [new URL('bare.ts', import.meta.url).pathname, kind])
