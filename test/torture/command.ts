import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The command, running in a separate process. */
export interface Command {
  readonly url: string
  readonly pid: number
  /** Whether it has ended. */
  readonly ended: boolean
  /** Sends a signal; resolves to its exit code or the signal. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string>
  /** The end of its stderr. */
  readonly lastWords: string
}

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EMULATOR_')))
const running = new Set<ReturnType<typeof spawn>>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts the command on a free port. Keeps only the end of its log. */
export const startCommand = async (...args: readonly string[]): Promise<Command> => {
  const child = spawn(process.execPath, ['src/cli.ts', '--port', '0', ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let lastWords = ''
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('latin1')).slice(-4000)
  })
  const exit = once(child, 'exit').then(([code, signal]): number | string => {
    running.delete(child)
    return code ?? signal
  })
  const line = await Promise.race([once(child.stdout, 'data').then(([data]) => String(data)), exit])
  if (typeof line !== 'string' || !line.startsWith('Ready. ')) throw new Error(`it ended with ${line}: ${lastWords}`)
  return {
    url: line.trim().slice('Ready. '.length),
    pid: child.pid as number,
    get ended() {
      return !running.has(child)
    },
    end(signal) {
      child.kill(signal)
      return exit
    },
    get lastWords() {
      return lastWords
    },
  }
}

/** Runs the command to its end. */
export const runCommand = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['src/cli.ts', '--port', '0', ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', data => {
    stdout += data
  })
  child.stderr.on('data', data => {
    stderr += data
  })
  const [code] = await once(child, 'close')
  running.delete(child)
  return { code, stdout, stderr }
}
