import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { Test } from 'tap'

export const image = 'copysnapshot-emulator'

const patienceMs = 20_000

/** Runs `docker` and resolves to its output; rejects when it fails. */
export const docker = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('docker', args, { maxBuffer: 64 * 1024 * 1024, timeout: 300_000 })).stdout.trim()

/** A volume that is removed after the test. */
export const volumeFor = async (t: Test): Promise<string> => {
  const name = await docker('volume', 'create', `emulator-test-${randomUUID()}`)
  t.teardown(() => docker('volume', 'rm', '--force', name))
  return name
}

/** A started container. */
export class Container {
  readonly id: string

  constructor(id: string) {
    this.id = id
  }

  inspect(format: string): Promise<string> {
    return docker('inspect', '--format', format, this.id)
  }

  /** The first health or container state other than these. */
  async after(format: string, ...passing: readonly string[]): Promise<string> {
    const end = performance.now() + patienceMs
    for (;;) {
      const state = await this.inspect(format)
      if (!passing.includes(state)) return state
      if (performance.now() > end) throw new Error(`it is still ${state}: ${await this.logs()}`)
    }
  }

  health(): Promise<string> {
    return this.after('{{if .State.Running}}{{.State.Health.Status}}{{else}}ended{{end}}', 'starting')
  }

  /** Resolves to its exit code when it ends by itself. */
  async ended(): Promise<number> {
    return Number(await docker('wait', this.id))
  }

  /** The host address of one of its ports: `127.0.0.1:49153`. */
  async address(port = 8014): Promise<string> {
    return (await docker('port', this.id, String(port))).split('\n')[0] as string
  }

  /** The output of both streams. */
  async logs(): Promise<string> {
    const { stdout, stderr } = await promisify(execFile)('docker', ['logs', this.id])
    return stdout + stderr
  }

  /** Runs a Node program inside it and returns its output. */
  node(program: string): Promise<string> {
    return docker('exec', this.id, 'node', '-e', program)
  }
}

/**
 * Starts a container that is removed after the test.
 *
 * @param flags of `docker run`
 * @param args of the emulator
 */
export const runImage = async (t: Test, flags: readonly string[] = [], args: readonly string[] = []) => {
  const id = await docker('run', '--detach', '--publish', '127.0.0.1::8014', ...flags, image, ...args)
  t.teardown(() => docker('rm', '--force', '--volumes', id))
  return new Container(id)
}
