import type { Action } from '../actions/action.ts'
import type { Account } from '../model/account.ts'
import { type IncomingRequest, parseCall } from '../wire/call.ts'
import { ApiError, type ErrorCode, findError, refuse } from '../wire/errors.ts'
import { type Reply, renderAnswer, renderError } from '../wire/reply.ts'
import { callerIsStillThere, openAuthentication, strictAuthentication } from './authenticate.ts'
import { userIsPermitted } from './authorize.ts'
import { isEcsAction } from './ecs-actions.ts'
import type { Exchange, GatewayParts, Step } from './exchange.ts'
import type { Fault } from './faults.ts'
import { detached, keptParams } from './journal.ts'
import type { Effect, Outcome, Paused } from './outcome.ts'

const version = '2014-05-26'

const requestIsSound: Step = ({ call }) => {
  if (call.defect !== undefined) throw call.defect
}

const actionAndVersionAreGiven: Step = ({ call }) => {
  if (call.action === '') refuse('MissingParameter', 'Action')
  if (call.version === '') refuse('MissingParameter', 'Version')
}

const apiExists: Step = (exchange, { actions }) => {
  const { call } = exchange
  if (!/^\d{4}-\d{2}-\d{2}$/.test(call.version)) refuse('InvalidVersion')
  const action = call.version === version ? actions.get(call.action) : undefined
  exchange.action = action ?? refuse('InvalidAction.NotFound')
}

/** The path of every call, up to the faults and the action itself. */
const stepsOf = ({ auth }: GatewayParts): readonly Step[] => [
  requestIsSound,
  actionAndVersionAreGiven,
  apiExists,
  ...(auth === 'strict' ? strictAuthentication : openAuthentication),
  userIsPermitted,
]

/** Takes calls through all that happens to every one of them. */
export class Gateway {
  readonly #parts: GatewayParts
  readonly #steps: readonly Step[]

  constructor(parts: GatewayParts) {
    this.#parts = parts
    this.#steps = stepsOf(parts)
  }

  /**
   * Understands a request, whatever it is, as a call.
   *
   * @param refusal what the HTTP server found wrong with it already
   */
  open(request: IncomingRequest, refusal?: ErrorCode): Exchange {
    const call = parseCall(request, refusal && new ApiError(refusal))
    return { call, ids: this.#parts.nextIds(), size: request.url.length + request.body.length }
  }

  /** Finds out what a call asks for and whether its caller may; the answer, when it is refused. */
  admit(exchange: Exchange): Outcome | undefined {
    try {
      for (const step of this.#steps) step(exchange, this.#parts)
      return undefined
    } catch (error) {
      return this.#fail(exchange, error)
    }
  }

  /** Answers a call that was admitted; a fault may hold it back. */
  perform(exchange: Exchange): Outcome | Paused {
    try {
      const fault = this.#faultOf(exchange, 'before')
      if (fault?.delayMs !== undefined) return { pauseMs: fault.delayMs, resume: () => this.#resume(exchange) }
      if (fault !== undefined) throw new ApiError(fault.code ?? 'ServiceUnavailable')
      return this.#succeed(exchange)
    } catch (error) {
      return this.#fail(exchange, error)
    }
  }

  /** Answers what the HTTP server refuses by itself, for which there is no call. */
  refuse(request: IncomingRequest, refusal: ErrorCode): Reply {
    const call = parseCall(request, new ApiError(refusal))
    return this.#fail({ call, ids: this.#parts.nextIds(), size: 0 }, call.defect).reply
  }

  /** Writes a call down. */
  record({ action, account, region, code, requestId, exchange }: Outcome, ms: number): void {
    const { call, size, faults } = exchange
    this.#parts.journal.record({
      at: this.#parts.now(),
      name: detached(call.action, 64),
      action,
      params: keptParams(call.params, size),
      account,
      region: detached(region, 64),
      outcome: code,
      requestId,
      signatureVersion: call.authorization !== undefined ? 'V3' : call.params.has('Signature') ? 'V1' : 'none',
      client: detached(call.headers.get('user-agent') ?? '', 256),
      ms,
      fault: faults,
    })
  }

  /** What lies between may have changed who calls. */
  #resume(exchange: Exchange): Outcome {
    try {
      callerIsStillThere(exchange, this.#parts)
      userIsPermitted(exchange, this.#parts)
      return this.#succeed(exchange)
    } catch (error) {
      return this.#fail(exchange, error)
    }
  }

  #succeed(exchange: Exchange): Outcome {
    const { state, settings, write, now } = this.#parts
    const { call, ids } = exchange
    const action = exchange.action as Action
    const account = exchange.account as Account
    const answer = write(() => action.run({ account, state, now: now(), settings }, call.params, settings))
    const fault = this.#faultOf(exchange, 'after')
    // The work stands: it is the answer that is lost.
    if (fault?.code !== undefined) return this.#fail(exchange, new ApiError(fault.code))
    return this.#outcome(exchange, renderAnswer(action.name, answer, call.format, ids), 'Success')
  }

  /** The fault that happens to a call at this moment, noted in the exchange. */
  #faultOf(exchange: Exchange, moment: 'before' | 'after'): Fault | undefined {
    const { faults } = this.#parts
    if (faults.none) return undefined
    const { action, account, call } = exchange as Exchange & { action: Action; account: Account }
    const taken = faults.take(moment, { action: action.name, account: account.id, params: call.params })
    if (taken === undefined) return undefined
    const note = `${taken.fault.kind} ${moment} ${taken.id}`
    exchange.faults = exchange.faults === undefined ? note : `${exchange.faults}, ${note}`
    exchange.fault = taken.fault
    return taken.fault
  }

  #fail(exchange: Exchange, error: unknown): Outcome {
    const { call, ids, action } = exchange
    const known = error instanceof ApiError
    const refusal = known ? error : new ApiError('InternalError')
    // An action has its own words only for callers that it knows.
    const speaker = exchange.account === undefined ? '' : (action as Action).name
    const row = findError(refusal.code, speaker, this.#parts.contract)
    const reply = renderError(row, refusal, call.host, call.format, ids)
    const notEmulated = row.code === 'InvalidAction.NotFound' && isEcsAction(call.action, call.version)
    const headers = notEmulated ? { ...reply.headers, 'x-emulator-not-emulated': call.action } : reply.headers
    return this.#outcome(exchange, { ...reply, headers }, row.code, known ? {} : { error })
  }

  #outcome(exchange: Exchange, reply: Reply, code: string, more: { error?: unknown } = {}): Outcome {
    const { call, ids, account, action } = exchange
    return {
      ...more,
      ...(exchange.fault !== undefined && consequences(exchange.fault)),
      reply: exchange.faults === undefined ? reply : marked(reply, exchange),
      action,
      account: account?.id ?? '',
      region: call.params.get('RegionId') ?? '',
      code,
      requestId: ids.requestId,
      exchange,
      undone: error => this.#fail(exchange, error),
    }
  }
}

/** What the last fault of a call does to its answer. */
const consequences = ({ kind, at, delayMs }: Fault): { effect?: Effect; delayMs?: number } => {
  if (kind === 'reset' || kind === 'truncate' || kind === 'empty') return { effect: kind }
  return at === 'after' && delayMs !== undefined ? { delayMs } : {}
}

/** A faulted answer says so. */
const marked = (reply: Reply, { faults, fault }: Exchange): Reply => ({
  ...reply,
  headers: {
    ...reply.headers,
    'x-emulator-fault': faults as string,
    ...(fault?.retryAfterMs !== undefined && { 'x-acs-retry-after': String(fault.retryAfterMs) }),
  },
})
