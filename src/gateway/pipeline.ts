import type { Action } from '../actions/action.ts'
import type { Account } from '../model/account.ts'
import { type IncomingRequest, parseCall } from '../wire/call.ts'
import { ApiError, type ErrorCode, findError, refuse } from '../wire/errors.ts'
import { type Reply, renderAnswer, renderError } from '../wire/reply.ts'
import { openAuthentication, strictAuthentication } from './authenticate.ts'
import { userIsPermitted } from './authorize.ts'
import { isEcsAction } from './ecs-actions.ts'
import type { Exchange, GatewayParts, Step } from './exchange.ts'

/** What came of a call: the answer, and what the log says of it. */
export interface Outcome {
  readonly reply: Reply
  readonly action: string
  readonly account: string
  readonly region: string
  /** `Success`, or the code of the refusal. */
  readonly code: string
  readonly requestId: string
  /** What went wrong inside, when the answer is an InternalError. */
  readonly error?: unknown
  /** What takes this outcome's place when its work cannot be committed. */
  undone(error: unknown): Outcome
}

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

/** The path of every call, up to the action itself. */
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
   * Answers a request, whatever it is.
   *
   * @param refusal what the HTTP server found wrong with it already
   */
  answer(request: IncomingRequest, refusal?: ErrorCode): Outcome {
    const call = parseCall(request, refusal && new ApiError(refusal))
    const exchange: Exchange = { call, ids: this.#parts.nextIds() }
    try {
      for (const step of this.#steps) step(exchange, this.#parts)
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
    const answer = action.run({ account, state, now: now(), settings, write }, call.params, settings)
    return this.#outcome(exchange, renderAnswer(action.name, answer, call.format, ids), 'Success')
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
      reply,
      action: action?.name ?? '',
      account: account?.id ?? '',
      region: call.params.get('RegionId') ?? '',
      code,
      requestId: ids.requestId,
      undone: error => this.#fail(exchange, error),
    }
  }
}
