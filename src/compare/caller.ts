import { isReading, type Probe, whyForbidden } from './probe.ts'
import { type Reading, readingOf } from './reading.ts'
import { type Key, type Place, requestOf, type SignedRequest, type Uniqueness } from './request.ts'
import { type Reply, send } from './send.ts'

/** One side of a comparison. */
export interface Side {
  /** `2021`, `2025`, or where it is. */
  readonly name: string
  readonly base: URL
  /** Where the destination of copies is served, if not there too. */
  readonly other?: URL
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
  /** The number of calls to the real side that may still be made. */
  readonly budget: { left: number }
  /** Aborted when a person interrupts the run. */
  readonly signal: AbortSignal
}

/** What ends a run at once, in whatever form it is told. */
const alarm = ({ status, body }: Reply): string | undefined => {
  const [word] = /Throttling|RiskControl/i.exec(status >= 400 ? body : '') ?? []
  return word !== undefined || status === 429 || status >= 500
    ? `it answers ${status} ${word ?? ''}`.trimEnd()
    : undefined
}

/** Whether a call had no effect, although it succeeded: it answers a RequestId alone. */
const isIgnored = ({ status, shape }: Reading): boolean => status === 200 && shape.join() === 'RequestId text'

/** The ids in an answer, which name what was made. */
const idsIn = (body: string): string =>
  [...new Set(body.match(/\b(?:s|d|m|i)-[a-z0-9]{15,40}\b/g))].join(', ') || 'an unnamed resource'

/** Sends calls to the real side: never too many, never too fast. */
export class Caller {
  readonly #side: Side
  readonly #options: RunOptions

  constructor(side: Side, options: RunOptions) {
    this.#side = side
    this.#options = options
  }

  /** @throws {Stopped} when the run is interrupted, has made all its calls or is told to slow down */
  async call(probe: Probe, made?: ReadonlySet<string>): Promise<{ readonly reply: Reply; readonly reading: Reading }> {
    const forbidden = whyForbidden(probe, made)
    if (forbidden !== undefined) throw new Stopped(`${probe.name} is not sent: ${forbidden}.`)
    const { unique, place, signal } = this.#options
    const sendOne = async (base: URL, request: SignedRequest): Promise<Reply> => {
      await this.#mayCall()
      const reply = await send(base, request, signal)
      const why = alarm(reply)
      if (why !== undefined) throw new Stopped(`At “${probe.name}” ${why}.`)
      return reply
    }
    const reply = await exchange(this.#side, probe, place, unique(), sendOne)
    const reading = readingOf(reply, sentBy(probe, place, this.#side))
    const isRefused = reply.status >= 300 || isReading(probe) || (probe.mayBeIgnored && isIgnored(reading))
    if (!isRefused && probe.class !== 'copy') {
      throw new Stopped(`“${probe.name}” should have been refused and succeeded. Look for ${idsIn(reply.body)}.`)
    }
    return { reply, reading }
  }

  async #mayCall(): Promise<void> {
    const { signal, budget, pause } = this.#options
    // The interrupt ends the pause, and is told below.
    await pause().catch(() => {})
    if (signal.aborted) throw new Stopped('It was interrupted.')
    if (budget.left === 0) throw new Stopped('It has made as many calls as it may.')
    budget.left--
  }
}

/** The values of a request that its answer may repeat. */
export const sentBy = (probe: Probe, place: Place, { base, key }: Side): string[] => [
  ...Object.values(probe.params),
  ...Object.values(place).filter(value => value !== undefined),
  base.hostname,
  key.id,
]

/** @param sendOne sends one request */
export const exchange = async (
  { base, other = base, key }: Side,
  probe: Probe,
  place: Place,
  unique: Uniqueness,
  sendOne: (base: URL, request: SignedRequest) => Promise<Reply>,
): Promise<Reply> => {
  const server = probe.params.RegionId === '$other' ? other : base
  const request = requestOf(probe, place, key, unique, server.host)
  const reply = await sendOne(server, request)
  return probe.writing?.again ? sendOne(server, request) : reply
}

/** Sends to an emulator, at once. */
export const atOnce = (base: URL, request: SignedRequest): Promise<Reply> =>
  send(base, request, new AbortController().signal)
