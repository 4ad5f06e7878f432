import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { goodCopy } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'
import { type Caller, callerTo } from './caller.ts'
import { startCommand } from './command.ts'

/** One connection and its received bytes. */
interface Line {
  readonly socket: Socket
  heard: string
  closed: boolean
}

const open = async (url: URL): Promise<Line> => {
  const line: Line = { socket: connect(Number(url.port), url.hostname), heard: '', closed: false }
  line.socket.setEncoding('latin1')
  line.socket.on('data', data => {
    line.heard += data
  })
  line.socket.on('close', () => {
    line.closed = true
  })
  line.socket.on('error', () => {})
  await once(line.socket, 'connect')
  return line
}

const good = (): string =>
  `GET /?${query(signedParams({ Action: 'CopySnapshot', ...goodCopy }))} HTTP/1.1\r\nHost: x\r\n\r\n`

const answered = async (line: Line): Promise<boolean> => {
  line.heard = ''
  line.socket.write(good())
  for (let i = 0; i < 100 && !line.heard.includes('"SnapshotId"'); i++) await setTimeout(50)
  return line.heard.includes('"SnapshotId"')
}

/** Milliseconds of sequential calls: the median and the slowest of a hundred. */
const latency = async (caller: Caller, calls: number, faults: string[]) => {
  const times: number[] = []
  for (let i = 0; i < calls; i++) {
    const answer = await caller.call('CopySnapshot', goodCopy)
    if (answer?.status !== 200) faults.push('a normal call was not answered')
    times.push(answer?.ms ?? Number.NaN)
  }
  times.sort((a, b) => a - b)
  return { p50: times[Math.floor(calls / 2)] as number, p99: times[Math.floor(calls * 0.99)] as number }
}

/** Sends a header byte by byte until the connection ends. */
const crawl = async (line: Line): Promise<void> => {
  line.socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  while (!line.closed) {
    line.socket.write('a')
    await setTimeout(200)
  }
}

/**
 * Opens many idle connections and some that never finish their request. Others must be served as before, idle ones must
 * stay usable, and slow ones must get an answer and be closed.
 *
 * @param judges whether slowness counts as a fault
 */
export const idle = async (idleCount: number, slowCount: number, judges: boolean) => {
  const command = await startCommand('--request-timeout', '4')
  const url = new URL(command.url)
  const faults: string[] = []
  const caller = callerTo(command.url, 1)
  const lines: Line[] = []
  try {
    await latency(caller, 1000, faults)
    const before = await latency(caller, 1000, faults)
    for (let i = 0; i < idleCount; i++) lines.push(await open(url))
    if (!(await Promise.all(lines.map(answered))).every(Boolean)) faults.push('a connection was not answered')
    const slow = await Promise.all(Array.from({ length: slowCount }, () => open(url)))
    const crawls = slow.map(crawl)
    const during = await latency(caller, 1000, faults)
    const patience = setTimeout(20_000)
    await Promise.race([Promise.all(crawls), patience])
    const told = slow.filter(
      ({ heard }) => heard.startsWith('HTTP/1.1 408 ') && heard.includes('RequestTimeout'),
    ).length
    if (told < slowCount) faults.push(`${slowCount - told} of ${slowCount} slow connections were not ended with a 408`)
    if (!(await Promise.all(lines.map(answered))).every(Boolean)) faults.push('an idle connection no longer works')
    if (judges && during.p50 > before.p50 * 2 + 1) faults.push(`p50 went from ${before.p50} to ${during.p50} ms`)
    const shown = (pick: 'p50' | 'p99') => `${before[pick].toFixed(2)} → ${during[pick].toFixed(2)}`
    return {
      figures: `${idleCount} idle and ${slowCount} slow connections: p50 ${shown('p50')} ms, p99 ${shown('p99')} ms, ${told} slow ones ended with 408`,
      faults,
    }
  } finally {
    for (const { socket } of lines) socket.destroy()
    caller.end()
    await command.end('SIGKILL')
  }
}
