import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ErrorCode } from '../errors/index.ts'
import { type CallContext, refuseWith } from '../gateway/context.ts'
import type { NamedFault } from '../gateway/faults.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { IncomingRequest } from '../wire/call.ts'
import { deliver } from './deliver.ts'
import type { HeldCalls } from './held-calls.ts'
import type { InFlight } from './in-flight.ts'
import { type ControlAddress, logCall } from './log.ts'

type HttpCall = CallContext<FastifyReply>

/** The parts that answer calls. */
export interface Answering extends ControlAddress {
  readonly gateway: Pick<Gateway, 'open' | 'answer' | 'render' | 'refuse' | 'record' | 'hold' | 'end'>
  readonly heldCalls: HeldCalls
  /** Commits all writes since the last commit. Returns the error if that fails. */
  commit(): Error | undefined
}

/**
 * Answers all calls received in one event loop turn together. One commit covers their writes, and responses are sent
 * after it.
 */
export class Turn {
  readonly #app: FastifyInstance
  readonly #dependencies: Answering
  readonly #inFlight: InFlight
  readonly #isLogging: boolean
  #waiting: HttpCall[] = []

  constructor(app: FastifyInstance, dependencies: Answering, inFlight: InFlight, isLogging: boolean) {
    this.#app = app
    this.#dependencies = dependencies
    this.#inFlight = inFlight
    this.#isLogging = isLogging
    app.addHook('preClose', done => {
      dependencies.heldCalls.stop()
      this.finish()
      done()
    })
  }

  /** Adds a call, to be answered at the end of the turn. */
  add(reply: FastifyReply, request: IncomingRequest, refusal: ErrorCode | undefined): void {
    const call = this.#dependencies.gateway.open(request, reply, refusal)
    if (this.#waiting.push(call) === 1) setImmediate(() => this.finish())
  }

  /** Answers the calls received so far, in order. */
  finish(): void {
    if (this.#waiting.length === 0) return
    const calls = this.#waiting
    this.#waiting = []
    this.#dependencies.gateway.answer(calls)
    this.#commit(calls)
    const ready = this.#holdBack(calls)
    this.#deliver(ready)
    this.#record(ready)
  }

  /** Commits the turn. On failure, refuses all its calls except paused ones, which have done no work yet. */
  #commit(calls: readonly HttpCall[]): void {
    const failure = this.#dependencies.commit()
    if (failure === undefined) return
    for (const call of calls) if (call.pauseMs === undefined) refuseWith(call, failure)
  }

  /** Schedules the calls that a fault delays, before or after their work. Returns the others. */
  #holdBack(calls: readonly HttpCall[]): HttpCall[] {
    return calls.filter(call => {
      const { pauseMs, fault } = call
      if (pauseMs !== undefined) {
        call.pauseMs = undefined
        this.#hold(call, pauseMs, () => this.#resume(call))
        return false
      }
      const isLate = fault?.at === 'after' && fault.delayMs !== undefined
      if (isLate) this.#hold(call, fault.delayMs as number, () => this.#release(call))
      return !isLate
    })
  }

  #hold(call: HttpCall, ms: number, goOn: () => void): void {
    const { gateway, heldCalls } = this.#dependencies
    const end = (): void => {
      gateway.end(call)
      call.client.raw.destroy()
    }
    gateway.hold(call)
    heldCalls.hold({ account: call.account?.id ?? '', fault: call.fault as NamedFault, goOn, end }, ms)
  }

  /** Answers a call at once: a later control call must not change the state under it. */
  #resume(call: HttpCall): void {
    this.#waiting.push(call)
    this.finish()
  }

  #release(call: HttpCall): void {
    this.#deliver([call])
    this.#record([call])
  }

  #deliver(calls: readonly HttpCall[]): void {
    const { gateway } = this.#dependencies
    for (const call of calls) {
      this.#attempt(
        () => deliver(call.client, gateway.render(call), call.fault?.kind, this.#inFlight),
        // No response can be sent any more, so the connection is closed.
        () => call.client.raw.destroy(),
      )
    }
  }

  /** Records and logs the calls after their responses are sent, so that no client waits for it. */
  #record(calls: readonly HttpCall[]): void {
    for (const call of calls) {
      this.#attempt(() => {
        this.#dependencies.gateway.record(call)
        if (this.#isLogging) logCall(this.#app.log, call, this.#dependencies)
      })
    }
  }

  #attempt(work: () => void, failed = (): void => {}): void {
    try {
      work()
    } catch (error) {
      this.#app.log.error({ err: error }, 'answering a call failed')
      failed()
    }
  }
}
