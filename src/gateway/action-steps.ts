import { ApiError, refuse } from '../errors/index.ts'
import { parseCall } from '../wire/call.ts'
import type { Step } from './context.ts'
import { apiVersion } from './ecs-actions.ts'

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

export const actionExists: Step = (context, { actions }) => {
  const { call } = context
  if (!/^\d{4}-\d{2}-\d{2}$/.test(call.version)) refuse('InvalidVersion')
  context.action =
    (call.version === apiVersion ? actions.get(call.action) : undefined) ?? refuse('InvalidAction.NotFound')
}
