import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import type { Json } from './data.ts'

/** After this time a program counts as stuck. */
const patience = 60_000

/** A running program: answers each line of JSON with one line of JSON. */
export class Program {
  readonly #child: ChildProcess
  readonly #lines: Interface
  readonly #answers: AsyncIterator<string>
  #stderr = ''

  constructor([command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    this.#child.on('error', error => {
      this.#stderr += error.message
    })
    this.#child.stderr?.on('data', chunk => {
      this.#stderr += chunk
    })
    this.#child.stdin?.on('error', () => undefined)
    this.#lines = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream })
    this.#answers = this.#lines[Symbol.asyncIterator]()
  }

  /** The next line of the program. */
  async read(): Promise<Json> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), patience)
    const { value, done } = await this.#answers.next()
    clearTimeout(timer)
    if (done === true) throw new Error(`the program has ended: ${this.#stderr.slice(-2000)}`)
    return JSON.parse(value)
  }

  ask(request: object): Promise<Json> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`)
    return this.read()
  }

  close(): void {
    this.#child.stdin?.end()
    this.#lines.close()
    this.#child.stdout?.resume()
  }
}
