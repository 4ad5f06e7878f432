import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'
import { processorTime } from '../support/process-figures.ts'
import { type Kind, kinds, type Ready } from './requests.ts'
import { quantile } from './statistics.ts'

/** The job of the client process: it makes a batch's requests once and sends them to each target. */
export interface Job {
  readonly connections: number
  readonly batches: readonly {
    readonly kind: Kind
    readonly count: number
    readonly targets: readonly { readonly name: string; readonly url: string; readonly pid: number }[]
  }[]
}

/** The result of one batch for one target. */
export interface Load {
  readonly kind: Kind
  readonly target: string
  readonly requests: number
  readonly perSecond: number
  /** CPU time of the server in microseconds per request; 0 if unavailable. */
  readonly cpu: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly statuses: Readonly<Record<string, number>>
  readonly errors: number
}

/** Sends every request once, divided between the connections. */
const send = async (url: string, connections: number, requests: readonly Ready[]) => {
  const times: number[] = []
  let clients = 0
  const running = autocannon({
    url,
    connections,
    amount: requests.length,
    timeout: 60,
    sampleInt: 100,
    setupClient: client => {
      const own = clients++
      client.setRequests(
        requests
          .filter((_, i) => i % connections === own)
          .map(request => ({ ...request, headers: { ...request.headers } })),
      )
    },
  })
  const start = performance.now()
  let end = start
  running.on('response', (_client, _status, _bytes, ms) => {
    times.push(ms)
    end = performance.now()
  })
  const { statusCodeStats, errors } = await running
  const statuses = Object.fromEntries(Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]))
  return { times, seconds: (end - start) / 1000, statuses, errors }
}

/** The number of warm-up requests to each server. */
const warmUp = 2000

const requestsOf = (kind: Kind, count: number): Ready[] => Array.from({ length: count }, () => kinds[kind]())

const run = async ({ connections, batches }: Job): Promise<Load[]> => {
  const loads: Load[] = []
  // The client's code is compiled before the measurement; otherwise the first server would pay for it.
  for (const first of batches.slice(0, 1)) {
    for (const { url } of first.targets) await send(url, connections, requestsOf(first.kind, warmUp))
  }
  for (const { kind, count, targets } of batches) {
    const requests = requestsOf(kind, count)
    for (const { name, url, pid } of targets) {
      const before = processorTime(pid)
      const { times, seconds, statuses, errors } = await send(url, connections, requests)
      loads.push({
        kind,
        target: name,
        requests: times.length,
        perSecond: times.length / seconds,
        cpu: (processorTime(pid) - before) / 1000 / times.length,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        statuses,
        errors,
      })
    }
  }
  return loads
}

process.stdout.write(JSON.stringify(await run(JSON.parse(await text(process.stdin)))))
