import type { FastifyBaseLogger } from 'fastify'
import type { CallContext } from '../gateway/context.ts'
import { outcomeOf } from '../gateway/record.ts'
import { ineffectiveParameters } from '../gateway/system-parameters.ts'

/** Logs one line for a call. */
export const logCall = (log: FastifyBaseLogger, context: CallContext): void => {
  const { action, account, call, ids, faultNote, error } = context
  const ineffective = ineffectiveParameters(action, call.params.keys())
  const line = {
    action: action?.name ?? '',
    account: account?.id ?? '',
    region: call.params.get('RegionId') ?? '',
    code: outcomeOf(context),
    requestId: ids.requestId,
    ms: context.milliseconds,
    ...(ineffective.length > 0 && { ineffective }),
    ...(faultNote !== undefined && { fault: faultNote }),
  }
  // Warns a caller that asks for an encrypted copy and gets an unencrypted one.
  const isPlainInstead = ineffective.includes('Encrypted') && call.params.get('Encrypted')?.toLowerCase() === 'true'
  if (error !== undefined) log.error({ ...line, err: error }, 'call')
  else if (isPlainInstead) log.warn(line, 'call: Encrypted=true has no effect')
  else log.info(line, 'call')
}
