import { goodCopy } from '../support/emulator.ts'
import { processorTime, residentMb } from '../support/process-figures.ts'
import { type Answer, type Caller, callerTo } from './caller.ts'
import { startCommand } from './command.ts'

const workers = 16

/** A tenth of the calls. */
interface Part {
  /** CPU time of the server in microseconds per call. */
  readonly cpu: number
  /** Median milliseconds from call to answer. */
  readonly p50: number
  readonly memory: number
}

/** Four calls without lasting effect: a refused one, a read, a copy and its deletion. */
const fourCalls = async (caller: Caller): Promise<Answer[]> => {
  const refused = await caller.call('CopySnapshot', { ...goodCopy, DestinationRegionId: 'nowhere-1' })
  const copied = await caller.call('CopySnapshot', goodCopy)
  const id = copied?.json.SnapshotId
  const read = await caller.call('DescribeSnapshots', { RegionId: 'us-east-1', SnapshotIds: `["${id}"]` })
  return [refused, copied, read, await caller.call('DeleteSnapshot', { SnapshotId: id })]
}

const wanted = '403 200 200 200'

/** Makes and measures a number of calls. */
const part = async (caller: Caller, pid: number, calls: number, faults: string[]): Promise<Part> => {
  const times: number[] = []
  const before = processorTime(pid)
  let left = calls / 4
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const answers = await fourCalls(caller)
      const got = answers.map(answer => answer?.status).join(' ')
      if (got !== wanted && faults.length < 10) faults.push(`answered ${got}: ${answers.map(a => a?.json.Code)}`)
      for (const answer of answers) times.push(answer?.ms ?? Number.NaN)
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  times.sort((a, b) => a - b)
  return {
    cpu: (processorTime(pid) - before) / 1000 / times.length,
    p50: times[Math.floor(times.length / 2)] as number,
    memory: residentMb(pid),
  }
}

/**
 * Repeats calls without lasting effect for a long time: neither time nor memory may grow.
 *
 * @param judges whether slowness counts as a fault
 */
export const drift = async (calls: number, judges: boolean) => {
  const command = await startCommand('--copy-seconds', '0')
  const caller = callerTo(command.url, workers)
  const faults: string[] = []
  try {
    // Warm up until the code is compiled and the nonce store is full.
    await part(caller, command.pid, Math.max(4000, Math.min(calls / 10, 110_000)), faults)
    const parts: Part[] = []
    for (let i = 0; i < 10; i++) parts.push(await part(caller, command.pid, calls / 10, faults))
    const [first, last] = [parts[0] as Part, parts[9] as Part]
    const ratio = (pick: keyof Part): number => last[pick] / first[pick]
    if (judges) {
      for (const pick of ['cpu', 'p50', 'memory'] as const) {
        if (ratio(pick) > 1.2) faults.push(`${pick} of the last tenth is ${ratio(pick).toFixed(2)} × the first`)
      }
    }
    const shown = (pick: keyof Part): string => `${first[pick].toFixed(1)} → ${last[pick].toFixed(1)}`
    return {
      figures: `${calls} calls, first and last tenth: processor ${shown('cpu')} µs, p50 ${shown('p50')} ms, memory ${shown('memory')} MB`,
      faults,
    }
  } finally {
    caller.end()
    await command.end('SIGTERM')
  }
}
