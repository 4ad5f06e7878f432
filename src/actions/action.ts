import { type ErrorCode, type Evidence, refuse } from '../errors/index.ts'
import type { Answer } from '../model/answer.ts'
import { type Parameter, type RawParams, readParams, type Values } from '../wire/params.ts'
import { idempotentCall, keepAnswer, keptAnswer } from './client-token.ts'
import type { ActionContext } from './context.ts'

export type { Answer }

/** A table of declared parameters, in the order in which they are checked. */
export type ParameterTable = Record<string, Parameter<unknown>>

/** A parameter of the real service that has no effect here. */
export interface IgnoredParameter {
  readonly evidence: Evidence
  readonly reason: string
}

/**
 * The members of an answer, without RequestId, each with its evidence. The table is nested like the answer; a list
 * holds the table of its entries. A member whose name ends with `?` may be absent.
 */
export type MemberTable = { readonly [member: string]: Evidence | MemberTable | readonly [MemberTable] }

/** The description of a condition, independent of its facts. */
export interface RuleText {
  /** The condition, in one sentence. */
  readonly says: string
  readonly evidence: Evidence
  /** The error for a call that does not meet the condition. */
  readonly refusal: ErrorCode
  /** The replacement of `{}` in the text of the error, if its text has one. */
  readonly detail?: string
}

/** A condition of an action. */
export interface Rule<F> extends RuleText {
  /** The same, of facts. */
  detailOf?(facts: F): string
  /** Whether the facts meet the condition. All earlier rules hold. */
  holds(facts: F): boolean
}

/** The definition of an action. */
interface ActionDefinition<P extends ParameterTable, F> {
  /** The API's own name. */
  readonly name: string
  readonly params: P
  readonly ignored?: Readonly<Record<string, IgnoredParameter>>
  readonly members: MemberTable
  /** Looks up the facts for the rules and the function. A missing fact is undefined. */
  find(context: ActionContext, params: Values<P>): F
  /** The error for a ClientToken that was used with other parameters; default: that of all actions. */
  readonly tokenMismatch?: ErrorCode
  /** In order of precedence. */
  readonly rules: readonly Rule<NoInfer<F>>[]
  /** Runs the action, after every rule holds. Its writes are atomic. */
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
   * Reads the parameters, checks the rules and runs the action.
   *
   * @throws {ApiError} the first refusal
   */
  run(context: ActionContext, params: RawParams): Answer
}

/** Builds an action from its definition. */
export const defineAction = <const P extends ParameterTable, F>(definition: ActionDefinition<P, F>): Action => ({
  ignored: {},
  ...definition,
  run(context, rawParams) {
    const params = readParams(definition.params, rawParams, context.settings)
    const call = idempotentCall(context, definition.name, params)
    // A repeated call is answered before the rules are checked: the first call may have changed their outcome.
    const repeated = call && keptAnswer<Answer>(context, call, definition.tokenMismatch)
    if (repeated !== undefined) return repeated
    const facts = definition.find(context, params)
    for (const rule of definition.rules) {
      if (!rule.holds(facts)) refuse(rule.refusal, rule.detailOf?.(facts) ?? rule.detail)
    }
    const answer = definition.handle(context, params, facts)
    if (call !== undefined) keepAnswer(context, call, answer)
    return answer
  },
})
