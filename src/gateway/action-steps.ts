import { ApiError, refuse } from '../errors/index.ts'
import { apiVersion } from '../model/ecs-actions.ts'
import { parseCall } from '../wire/call.ts'
import type { Step } from './context.ts'

/** Parses the request as far as possible. Even a refusal needs the response format. */
export const parse: Step = context => {
  context.call = parseCall(context.request, context.httpRefusal && new ApiError(context.httpRefusal))
}

export const requestIsSound: Step = ({ call }) => {
  if (call.defect !== undefined) throw call.defect
}

export const actionIsNamed: Step = ({ call }) => {
  if (call.action === '') refuse('MissingParameter', 'Action')
  if (call.version === '') refuse('MissingParameter', 'Version')
}

/** An action that is not emulated counts as existing while a stub or a fault names it, so that this can answer it. */
export const actionExists: Step = (context, { actions, faults, state }) => {
  const { action, version } = context.call
  if (!/^\d{4}-\d{2}-\d{2}$/.test(version)) refuse('InvalidVersion')
  if (version !== apiVersion) refuse('InvalidAction.NotFound')
  context.action = actions.get(action)
  const exists = context.action !== undefined || state.stubs.has(action) || faults.name(action)
  if (!exists) refuse('InvalidAction.NotFound')
}
