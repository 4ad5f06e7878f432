import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { residentMb } from '../support/process-figures.ts'
import { faultsOfReply } from '../support/reply-shape.ts'
import { callerTo } from './caller.ts'
import { startCommand } from './command.ts'
import { type Hostile, hostileRequest } from './grammar.ts'
import type { Random } from './random.ts'
import { type Manner, type Outcome, speak } from './wire.ts'

const parallel = 32

/** Requests that are sent together. */
const volleyOf = (random: Random, size: number): Hostile[] => Array.from({ length: size }, () => hostileRequest(random))

/** The way a group of requests is sent. */
const mannerOf = (random: Random, volley: readonly Hostile[], slow: boolean): Manner => {
  const timeoutMs = 20_000
  // The number of pieces is chosen so that sending takes a second.
  if (slow) return { drip: { pieces: 50, ms: 20 }, end: 'wait', answers: 1, timeoutMs }
  if (random.percent(2)) return { end: 'reset', answers: 0, timeoutMs }
  const end = random.percent(5) ? 'half-close' : 'wait'
  return { end, answers: volley.every(({ answers }) => answers !== 'any') ? volley.length : 1, timeoutMs }
}

/** The faults of the received answers. */
const faultsOf = (volley: readonly Hostile[], manner: Manner, { replies, rest, how }: Outcome): string[] => {
  const faults = replies.flatMap((reply, i) => {
    const shape = faultsOfReply(reply, volley[i]?.method)
    return reply.status === 500 ? [...shape, `status 500: ${reply.body}`] : shape
  })
  const refused = replies.findIndex(({ status }) => status === 417)
  if (refused >= 0 && refused < replies.length - 1) faults.push('an answer after the refusal of an expectation')
  if (how === 'refused') faults.push('the connection was refused')
  if (manner.end === 'reset') return faults
  if (how === 'timeout' && volley.every(({ answers }) => answers !== 'any')) faults.push('no answer in 20 seconds')
  if (how === 'closed' && rest !== '') faults.push(`half an answer: ${rest.slice(0, 200)}`)
  if (how === 'closed' && replies.length === 0 && volley.every(({ answers }) => answers !== 'any'))
    faults.push('no answer')
  return faults
}

/** Sends hostile requests and checks every answer. */
export const hostile = async (count: number, slowCount: number, random: Random) => {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'))
  const command = await startCommand('--data', join(folder, 'emulator.db'))
  const url = new URL(command.url)
  const faults: string[] = []
  const statuses = new Map<number, number>()
  let [sent, slow, answered, early] = [0, 0, 0, Number.NaN]
  const worker = async (isSlow: boolean): Promise<void> => {
    while (!command.ended && (isSlow ? slow < slowCount : sent < count)) {
      const size = isSlow || random.percent(85) ? 1 : 2 + random.below(6)
      const volley = volleyOf(random, size)
      if (isSlow) slow++
      sent += volley.length
      const bytes = volley.map(request => request.bytes).join('')
      const manner = mannerOf(random, volley, isSlow)
      const outcome = await speak(
        url,
        bytes,
        volley.map(({ method }) => method),
        manner,
      )
      answered += outcome.replies.length
      for (const { status } of outcome.replies) statuses.set(status, (statuses.get(status) ?? 0) + 1)
      for (const fault of faultsOf(volley, manner, outcome)) {
        if (faults.length < 50) faults.push(`${fault} to ${JSON.stringify(bytes.slice(0, 1500))}`)
      }
      if (Number.isNaN(early) && sent > count / 4) early = residentMb(command.pid)
    }
  }
  try {
    const workers = Array.from({ length: parallel }, () => worker(false))
    await Promise.all([...workers, ...Array.from({ length: 16 }, () => worker(true))])
    if (command.ended) faults.push(`it crashed: ${command.lastWords}`)
    const caller = callerTo(command.url)
    if ((await caller.call('DescribeRegions', {}))?.status !== 200) faults.push('it no longer answers')
    caller.end()
    const late = residentMb(command.pid)
    // With few requests, the first quarter ends before the nonces and the journal are full.
    if (late > early * (count < 200_000 ? 2 : 1.2)) faults.push(`its memory grew from ${early} to ${late} MB`)
    const seen = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status}`)
    return {
      figures: `${sent} hostile requests (${slow} of them slow): ${answered} answers (${seen.join(', ')}), memory ${early.toFixed(0)} MB after a quarter, ${late.toFixed(0)} MB at the end`,
      faults,
    }
  } finally {
    await command.end('SIGTERM')
    rmSync(folder, { recursive: true })
  }
}
