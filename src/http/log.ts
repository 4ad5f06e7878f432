import type { FastifyBaseLogger } from 'fastify'
import { controlPrefix } from '../control/over-http.ts'
import type { CallContext } from '../gateway/context.ts'
import { isNotEmulated } from '../gateway/perform.ts'
import { beginning, outcomeOf, reasonOf } from '../gateway/record.ts'
import { ineffectiveParameters } from '../gateway/system-parameters.ts'
import type { Settings } from '../settings.ts'

/** Where control calls go. */
export interface ControlAddress {
  /** The http address; empty while nothing listens. */
  url(): string
  readonly settings: Pick<Settings, 'control' | 'controlToken'>
}

/** Longer values of a call are logged in part. */
const longest = 64

/** The command that adds a stub for an action that is not emulated. Its token is a variable, since no line has a secret. */
const curlFor = (context: CallContext, { url, settings }: ControlAddress): string | undefined => {
  const address = url()
  if (!isNotEmulated(context) || address === '' || settings.control === 'off') return undefined
  const token = settings.controlToken === undefined ? '' : '-H "Authorization: Bearer $EMULATOR_CONTROL_TOKEN" '
  return `curl ${token}--json '{"action":"${context.call.action}","reply":{}}' '${address}${controlPrefix}/stubs'`
}

/** The line of a call, without a secret or a signature. An undefined member is not written. */
const lineOf = (context: CallContext, ineffective: readonly string[], control: ControlAddress) => {
  const { account, call, answer, ids, faultNote, stub } = context
  const sent = (name: string): string => beginning(call.params.get(name) ?? '', longest)
  return {
    action: beginning(call.action, longest),
    account: account?.id ?? '',
    region: sent('RegionId'),
    destination: sent('DestinationRegionId') || undefined,
    snapshot: sent('SnapshotId') || undefined,
    id: stub === undefined ? answer?.SnapshotId : undefined,
    code: outcomeOf(context),
    reason: reasonOf(context),
    requestId: ids.requestId,
    ms: context.milliseconds,
    ineffective: ineffective.length > 0 ? ineffective : undefined,
    fault: faultNote,
    stub,
    curl: curlFor(context, control),
  }
}

/** A sentence about a call that its sender should notice, if there is one. */
const warningFor = (context: CallContext, ineffective: readonly string[]): string | undefined => {
  const { call } = context
  // The response says so in a header only, which most SDKs do not show.
  if (isNotEmulated(context)) return 'this ECS action is not emulated'
  // The caller asks for an encrypted copy and gets an unencrypted one.
  const isPlainInstead = ineffective.includes('Encrypted') && call.params.get('Encrypted')?.toLowerCase() === 'true'
  return isPlainInstead ? 'Encrypted=true has no effect' : undefined
}

/** Logs one line for a call. */
export const logCall = (log: FastifyBaseLogger, context: CallContext, control: ControlAddress): void => {
  const { action, call, error } = context
  const ineffective = ineffectiveParameters(action, call.params.keys())
  const line = lineOf(context, ineffective, control)
  const warning = warningFor(context, ineffective)
  if (error !== undefined) log.error({ ...line, err: error }, 'call')
  else if (warning !== undefined) log.warn(line, `call: ${warning}`)
  else log.info(line, 'call')
}
