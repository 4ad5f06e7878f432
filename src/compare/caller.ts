import { isReading, type Probe, whyForbidden } from './probe.ts'
import { type Reading, readingOf } from './reading.ts'
import { type Key, type Place, requestOf, type Uniqueness } from './request.ts'
import { type Reply, send } from './send.ts'

/** One side of a comparison. */
export interface Side {
  /** `2021`, `2025`, or where it is. */
  readonly name: string
  readonly base: URL
  readonly key: Key
}

/** The end of a run before its time. Nothing more is sent. */
export class Stopped extends Error {}

/** How a run is made. */
export interface RunOptions {
  readonly place: Place
  /** Waits before each call to the real side: at most two a second. */
  pause(): Promise<void>
  unique(): Uniqueness
  /** The maximum number of calls to the real side. */
  readonly budget: number
  /** Aborted when a person interrupts the run. */
  readonly signal: AbortSignal
}

/** What ends a run at once. */
const alarm = ({ status, code }: Reading): string | undefined => {
  if (/^Throttling|RiskControl/i.test(code)) return `it answers ${code}`
  return status >= 500 ? `it answers ${status} ${code}`.trimEnd() : undefined
}

/** The ids in an answer, which name what was made. */
const idsIn = (body: string): string =>
  [...new Set(body.match(/\b(?:s|d|m|i)-[a-z0-9]{15,40}\b/g))].join(', ') || 'an unnamed resource'

/** Sends calls to the real side: never too many, never too fast. */
export class Caller {
  readonly #side: Side
  readonly #options: RunOptions
  #calls = 0

  constructor(side: Side, options: RunOptions) {
    this.#side = side
    this.#options = options
  }

  /** @throws {Stopped} when the run is interrupted, has made all its calls or is told to slow down */
  async call(probe: Probe, made?: ReadonlySet<string>): Promise<{ readonly reply: Reply; readonly reading: Reading }> {
    const forbidden = whyForbidden(probe, made)
    if (forbidden !== undefined) throw new Stopped(`${probe.name} is not sent: ${forbidden}.`)
    const { unique, place } = this.#options
    const reply = await exchange(this.#side, probe, place, unique(), () => this.#mayCall())
    const reading = readingOf(reply, sentBy(probe, place, this.#side))
    const why = alarm(reading)
    if (why !== undefined) throw new Stopped(`At “${probe.name}” ${why}.`)
    if (reply.status < 300 && !isReading(probe) && probe.guards.length > 0) {
      throw new Stopped(`“${probe.name}” should have been refused and succeeded. Look for ${idsIn(reply.body)}.`)
    }
    return { reply, reading }
  }

  async #mayCall(): Promise<void> {
    const { signal, budget, pause } = this.#options
    await pause()
    if (signal.aborted) throw new Stopped('It was interrupted.')
    this.#calls++
    if (this.#calls > budget) throw new Stopped(`It has made ${budget} calls, as many as it may.`)
  }
}

/** The values of a request that its answer may repeat. */
export const sentBy = (probe: Probe, place: Place, { base, key }: Side): string[] => [
  ...Object.values(probe.params),
  ...Object.values(place).filter(value => value !== undefined),
  base.hostname,
  key.id,
]

/** @param ready resolves when the next call may be made */
export const exchange = async (
  { base, key }: Side,
  probe: Probe,
  place: Place,
  unique: Uniqueness,
  ready = async () => {},
): Promise<Reply> => {
  const request = requestOf(probe, place, key, unique, base.host)
  await ready()
  const reply = await send(base, request)
  if (!probe.writing?.again) return reply
  await ready()
  return send(base, request)
}
