import type { FastifyBaseLogger } from 'fastify'
import type { Outcome } from '../gateway/outcome.ts'
import { ineffectiveParameters } from '../gateway/system-parameters.ts'

/** Whoever asks for an encrypted copy and gets a plain one should hear of it. */
const isPlainInstead = (ineffective: readonly string[], { exchange }: Outcome): boolean =>
  ineffective.includes('Encrypted') && exchange.call.params.get('Encrypted')?.toLowerCase() === 'true'

/** Writes one line about a call. */
export const logCall = (log: FastifyBaseLogger, outcome: Outcome, ms: number): void => {
  const { action, account, region, code, requestId, error, exchange } = outcome
  const ineffective = ineffectiveParameters(action, exchange.call.params.keys())
  const line = {
    action: action?.name ?? '',
    account,
    region,
    code,
    requestId,
    ms,
    ...(ineffective.length > 0 && { ineffective }),
    ...(exchange.faults !== undefined && { fault: exchange.faults }),
  }
  if (error !== undefined) log.error({ ...line, err: error }, 'call')
  else if (isPlainInstead(ineffective, outcome)) log.warn(line, 'call: Encrypted=true has no effect')
  else log.info(line, 'call')
}
