import { type ErrorCode, type Evidence, refuse } from '../errors/index.ts'
import { type Parameter, type RawParams, readParams, type Values } from '../wire/params.ts'
import { idempotentCall, keepAnswer, keptAnswer } from './client-token.ts'
import type { ActionContext } from './context.ts'

/** A table of declared parameters, in the order in which they are checked. */
export type ParameterTable = Record<string, Parameter<unknown>>

/** A parameter that the real service has and that has no effect here. */
export interface IgnoredParameter {
  readonly evidence: Evidence
  readonly reason: string
}

/**
 * The members of an answer beside its RequestId, nested as the answer is, each with its evidence. A list holds the table
 * of its entries. `?` after a name: the member may be absent.
 */
export type MemberTable = { readonly [member: string]: Evidence | MemberTable | readonly [MemberTable] }

/** What an answer carries beside its RequestId: a tree of texts, numbers, booleans and lists. */
export type Answer = { readonly [member: string]: AnswerValue }
type AnswerValue = string | number | boolean | Answer | readonly Answer[]

/** What is known of a condition of an action, whatever it is asked about. */
export interface RuleText {
  /** The condition, in one sentence. */
  readonly says: string
  readonly evidence: Evidence
  /** What a call is refused with that does not meet the condition. */
  readonly refusal: ErrorCode
  /** What takes the place of `{}` in the text of the refusal. */
  readonly detail?: string
}

/** A condition of an action. */
export interface Rule<F> extends RuleText {
  /** Whether the facts meet the condition; those before it are met. */
  holds(facts: F): boolean
}

/** An action as it is written down. */
interface ActionDefinition<P extends ParameterTable, F> {
  /** The API's own name. */
  readonly name: string
  readonly params: P
  readonly ignored?: Readonly<Record<string, IgnoredParameter>>
  readonly members: MemberTable
  /** Looks up what the rules and the function speak of; what is not there is undefined. */
  find(context: ActionContext, params: Values<P>): F
  /** In order of precedence. */
  readonly rules: readonly Rule<NoInfer<F>>[]
  /** Does the work, once every rule holds. All that it writes stands, or nothing. */
  handle(context: ActionContext, params: Values<P>, facts: F): Answer
}

/** An action as the gateway runs it. */
export interface Action {
  readonly name: string
  readonly params: ParameterTable
  readonly ignored: Readonly<Record<string, IgnoredParameter>>
  readonly members: MemberTable
  /** In order of precedence. */
  readonly rules: readonly RuleText[]
  /**
   * Reads the parameters, asks the rules, does the work.
   *
   * @throws {ApiError} the first refusal
   */
  run(context: ActionContext, params: RawParams): Answer
}

/** Makes an action of its parameters, its rules and its one function. */
export const defineAction = <const P extends ParameterTable, F>(definition: ActionDefinition<P, F>): Action => ({
  ignored: {},
  ...definition,
  run(context, rawParams) {
    const params = readParams(definition.params, rawParams, context.settings)
    const call = idempotentCall(context, definition.name, params)
    // A repetition is answered before the rules are asked: its own first call may have changed what they say.
    const repeated = call && keptAnswer<Answer>(context, call)
    if (repeated !== undefined) return repeated
    const facts = definition.find(context, params)
    for (const rule of definition.rules) if (!rule.holds(facts)) refuse(rule.refusal, rule.detail)
    const answer = definition.handle(context, params, facts)
    if (call !== undefined) keepAnswer(context, call, answer)
    return answer
  },
})
