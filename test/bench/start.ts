import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyUrl } from './requests.ts'
import { environment, program } from './servers.ts'
import { type Figure, figureOf, ratiosOf } from './statistics.ts'

/** Milliseconds, and how often `node -e 0` fits into a start. */
export interface StartFigures {
  readonly node: Figure
  readonly start: Figure
  readonly ratio: Figure
}

/** From the start of the process to its first answered copy. */
const startOnce = async (): Promise<number> => {
  const began = performance.now()
  const child = spawn(process.execPath, [program, '--port', '0'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(child.stdout, 'data')
  const reply = await fetch(copyUrl(String(line).trim().split(' ').at(-1) as string))
  if (reply.status !== 200) throw new Error(`the first copy was answered with ${reply.status}`)
  await reply.text()
  const took = performance.now() - began
  child.kill('SIGKILL')
  await once(child, 'exit')
  return took
}

const nodeOnce = (): number => {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'], { env: environment })
  return performance.now() - began
}

/** Starts the program and bare Node in turn; the first pair, which also loads this client, does not count. */
export const measureStart = async (rounds: number): Promise<StartFigures> => {
  const node: number[] = []
  const start: number[] = []
  for (let i = 0; i <= rounds; i++) {
    node.push(nodeOnce())
    start.push(await startOnce())
  }
  const [nodes, starts] = [node.slice(1), start.slice(1)]
  return { node: figureOf(nodes), start: figureOf(starts), ratio: ratiosOf(starts, nodes) }
}
