import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { residentMb } from '../support/process-figures.ts'
import { ownProgram } from './checkouts.ts'
import { copyUrl } from './requests.ts'
import { environment } from './servers.ts'
import { type Figure, figureOf, ratiosOf } from './statistics.ts'

/** Start in milliseconds, its ratio to `node -e 0`, and MB at rest. */
export interface StartFigures {
  readonly node: Figure
  readonly start: Figure
  readonly ratio: Figure
  readonly rest: Figure
}

/** One value per start, in order. */
export interface Starts {
  /** Milliseconds from launch to the first answered copy. */
  readonly ms: number[]
  /** Resident memory in MB one second later. */
  readonly rest: number[]
}

const startOnce = async (program: string, { ms, rest }: Starts): Promise<void> => {
  const began = performance.now()
  const child = spawn(process.execPath, [program, '--port', '0'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(child.stdout, 'data')
  const reply = await fetch(copyUrl(String(line).trim().split(' ').at(-1) as string))
  if (reply.status !== 200) throw new Error(`the first copy was answered with ${reply.status}`)
  await reply.text()
  ms.push(performance.now() - began)
  await setTimeout(1000)
  rest.push(residentMb(child.pid as number))
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const nodeOnce = (): number => {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'], { env: environment })
  return performance.now() - began
}

/** Starts bare Node and the programs in turn. The first round is discarded, since it also loads this client. */
export const measureStarts = async (rounds: number, programs: readonly string[]) => {
  const node: number[] = []
  const starts = programs.map((): Starts => ({ ms: [], rest: [] }))
  for (let i = 0; i <= rounds; i++) {
    node.push(nodeOnce())
    const turn = [...programs.entries()]
    for (const [which, program] of i % 2 ? turn.reverse() : turn) await startOnce(program, starts[which] as Starts)
  }
  return { node: node.slice(1), starts: starts.map(({ ms, rest }) => ({ ms: ms.slice(1), rest: rest.slice(1) })) }
}

/** This checkout's start compared with bare Node's. */
export const measureStart = async (rounds: number): Promise<StartFigures> => {
  const { node, starts } = await measureStarts(rounds, [ownProgram])
  const { ms, rest } = starts[0] as Starts
  return { node: figureOf(node), start: figureOf(ms), ratio: ratiosOf(ms, node), rest: figureOf(rest) }
}
