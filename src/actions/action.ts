import type { ActionContext } from '../model/ports.ts'
import { type Parameter, type ParameterSettings, type RawParams, readParams, type Values } from '../wire/params.ts'
import { keepAnswer, keptAnswer } from './client-token.ts'

/** A table of declared parameters, in the order in which they are checked. */
export type ParameterTable = Record<string, Parameter<unknown>>

/** What an answer carries beside its RequestId: a tree of texts, numbers, booleans and lists. */
export type Answer = { readonly [member: string]: AnswerValue }
type AnswerValue = string | number | boolean | Answer | readonly Answer[]

/**
 * One condition of an action: returns when the facts meet it, refuses when they do not.
 *
 * @throws {ApiError} with the code that documents the condition
 */
export type Rule<F> = (facts: F) => void

/** An action as it is written down. */
interface ActionDefinition<P extends ParameterTable, F> {
  /** The API's own name. */
  readonly name: string
  readonly params: P
  /** Looks up what the rules and the function speak of; what is not there is undefined. */
  find(context: ActionContext, params: Values<P>): F
  /** In order of precedence. */
  readonly rules: readonly Rule<F>[]
  /** Does the work, once every rule holds. All that it writes stands, or nothing. */
  handle(context: ActionContext, params: Values<P>, facts: F): Answer
}

/** An action as the gateway runs it. */
export interface Action {
  readonly name: string
  readonly params: ParameterTable
  /** The names of the rules, in order of precedence. */
  readonly rules: readonly string[]
  /**
   * Reads the parameters, asks the rules, does the work.
   *
   * @throws {ApiError} the first refusal
   */
  run(context: ActionContext, params: RawParams, settings: ParameterSettings): Answer
}

/** Makes an action of its parameters, its rules and its one function. */
export const defineAction = <const P extends ParameterTable, F>(definition: ActionDefinition<P, F>): Action => ({
  name: definition.name,
  params: definition.params,
  rules: definition.rules.map(rule => rule.name),
  run(context, rawParams, settings) {
    const params = readParams(definition.params, rawParams, settings)
    // A repetition is answered before the rules are asked: its own first call may have changed what they say.
    const repeated = keptAnswer<Answer>(context, definition.name, params)
    if (repeated !== undefined) return repeated
    const facts = definition.find(context, params)
    for (const rule of definition.rules) rule(facts)
    const answer = definition.handle(context, params, facts)
    keepAnswer(context, definition.name, params, answer)
    return answer
  },
})
