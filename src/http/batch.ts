import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ErrorCode } from '../errors/index.ts'
import type { Exchange } from '../gateway/exchange.ts'
import type { Outcome } from '../gateway/outcome.ts'
import type { Gateway } from '../gateway/pipeline.ts'
import type { IncomingRequest } from '../wire/call.ts'
import { Delays } from './delays.ts'
import { deliver } from './delivery.ts'
import type { InFlight } from './in-flight.ts'
import { logCall } from './log.ts'

/** What answers calls. */
export interface Answering {
  readonly gateway: Pick<Gateway, 'open' | 'admit' | 'perform' | 'refuse' | 'record'>
  /** Commits what was written since; why it could not be committed, when it could not. */
  commit(): Error | undefined
  /** A monotonic stopwatch, in milliseconds. */
  stopwatch(): number
}

/** A call on its way to its answer. */
interface Visit {
  readonly reply: FastifyReply
  readonly request: IncomingRequest
  /** What the HTTP server found wrong with it already. */
  readonly refusal: ErrorCode | undefined
  /** When the request was whole, by the stopwatch. */
  readonly start: number
  exchange?: Exchange
  /** How it goes on, once a fault has held it back. */
  resume?: () => Outcome
  outcome?: Outcome | undefined
}

/**
 * Answers the calls that came in during a turn of the event loop together, stage by stage: the processor has the code of a
 * stage at hand for all of them, which nearly halves what a call costs. One commit covers what they wrote, and every answer
 * leaves after it.
 */
export class Batch {
  readonly #app: FastifyInstance
  readonly #parts: Answering
  readonly #inFlight: InFlight
  readonly #delays: Delays
  readonly #isLogging: boolean
  #waiting: Visit[] = []

  constructor(app: FastifyInstance, parts: Answering, inFlight: InFlight, isLogging: boolean) {
    this.#app = app
    this.#parts = parts
    this.#inFlight = inFlight
    this.#isLogging = isLogging
    this.#delays = new Delays(app)
    app.addHook('preClose', done => {
      this.finish()
      done()
    })
  }

  /** Takes a call in; it is answered at the end of the turn. */
  add(reply: FastifyReply, request: IncomingRequest, refusal: ErrorCode | undefined): void {
    this.#enqueue({ reply, request, refusal, start: this.#parts.stopwatch() })
  }

  /** Answers what has come in so far, in its order. */
  finish(): void {
    if (this.#waiting.length === 0) return
    const { gateway, commit } = this.#parts
    let visits = this.#waiting
    this.#waiting = []
    visits = this.#answering(visits, visit => {
      visit.exchange ??= gateway.open(visit.request, visit.refusal)
    })
    visits = this.#answering(visits, visit => {
      if (visit.resume === undefined) visit.outcome = gateway.admit(visit.exchange as Exchange)
    })
    visits = this.#answering(visits, visit => this.#perform(visit))
    const failure = commit()
    if (failure !== undefined) {
      visits = this.#answering(visits, visit => {
        visit.outcome = visit.outcome?.undone(failure)
      })
    }
    this.#release(visits)
  }

  #enqueue(visit: Visit): void {
    if (this.#waiting.push(visit) === 1) setImmediate(() => this.finish())
  }

  #perform(visit: Visit): void {
    if (visit.outcome !== undefined) return
    const answer = visit.resume?.() ?? this.#parts.gateway.perform(visit.exchange as Exchange)
    if ('resume' in answer) {
      visit.resume = answer.resume
      this.#delays.wait(answer.pauseMs, () => this.#enqueue(visit))
    } else visit.outcome = answer
  }

  /** Sends what has an answer and need not wait with it. */
  #release(visits: readonly Visit[]): void {
    const ready: Visit[] = []
    for (const visit of visits) {
      if (visit.outcome === undefined) continue
      const { delayMs } = visit.outcome
      if (delayMs === undefined) ready.push(visit)
      else this.#delays.wait(delayMs, () => this.#send([visit]))
    }
    this.#send(ready)
  }

  #send(visits: readonly Visit[]): void {
    const { gateway, stopwatch } = this.#parts
    const now = stopwatch()
    const send = ({ reply, outcome }: Visit): void => deliver(reply, outcome as Outcome, this.#inFlight)
    this.#each(visits, send, ({ reply }) => reply.raw.destroy())
    const write = ({ start, outcome }: Visit): void => {
      const ms = Math.round((now - start) * 1000) / 1000
      gateway.record(outcome as Outcome, ms)
      if (this.#isLogging) logCall(this.#app.log, outcome as Outcome, ms)
    }
    this.#each(visits, write, () => {})
  }

  /** A stage of the answer; a call with which it fails is answered with InternalError, in a batch to come. */
  #answering(visits: Visit[], work: (visit: Visit) => void): Visit[] {
    return this.#each(visits, work, ({ reply, request, refusal, start }) => {
      if (refusal === 'InternalError') reply.raw.destroy()
      else this.#enqueue({ reply, request, refusal: 'InternalError', start })
    })
  }

  /** Does one thing for every call; nobody above would hear of what goes wrong. Those with which it did not. */
  #each(visits: readonly Visit[], work: (visit: Visit) => void, failed: (visit: Visit) => void): Visit[] {
    return visits.filter(visit => {
      try {
        work(visit)
        return true
      } catch (error) {
        this.#app.log.error({ err: error }, 'an answer failed')
        failed(visit)
        return false
      }
    })
  }
}
