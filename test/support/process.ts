import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Test } from 'tap'

/** The running command. */
export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** Its output so far. */
  readonly output: { stdout: string; stderr: string }
  /** Resolves to its exit code or to the signal that ended it. */
  readonly ended: Promise<number | string>
  /** Resolves to the URL when it is ready. */
  readonly ready: Promise<string>
}

/** The environment of the command: none of its own variables but the given ones. */
export const environment = (env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EMULATOR_')))
  // Coverage does not see code from the compile cache.
  return { ...clean, NODE_DISABLE_COMPILE_CACHE: '1', ...env }
}

/** Starts the command in a process whose environment has only the variables of the test. */
export const start = (
  t: Test,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  nodeArgs: readonly string[] = [],
): Running => {
  const child = spawn(process.execPath, [...nodeArgs, 'src/cli.ts', ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal)
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      output.stdout += chunk
      const [, url, port] = /^Ready\. (?:(http\S+)|Port (\d+) ).*\n/m.exec(output.stdout) ?? []
      if (url ?? port) resolve(url ?? `http://127.0.0.1:${port}`)
    })
    ended.then(code => reject(new Error(`it ended with ${code}: ${output.stderr}`)))
  })
  ready.catch(() => {})
  child.stderr.on('data', chunk => {
    output.stderr += chunk
  })
  return { child, output, ended, ready }
}

/** Runs the command to its end. */
export const run = async (...how: Parameters<typeof start>) => {
  const { output, ended } = start(...how)
  const code = await ended
  return { code, ...output }
}
