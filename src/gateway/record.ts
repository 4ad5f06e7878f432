import { type ApiError, answeredCode, messageOf } from '../errors/index.ts'
import type { CallContext } from './context.ts'
import type { JournalEntry } from './journal.ts'

/** Outcome of a call that a delay holds back. */
export const underWay = 'pending'

/** Outcomes of calls whose answer is lost before the work. */
const lost: { readonly [kind: string]: string } = {
  reset: 'ConnectionReset',
  truncate: 'Truncated',
  empty: 'Empty',
}

/** Larger requests are recorded in part, in bytes. */
const fullSize = 16 * 1024
const most = { names: 200, name: 64, value: 256, action: 64, region: 64, client: 256, reason: 256 }

/** Length up to which V8 always copies a slice. A longer slice keeps its whole source text in memory. */
const alwaysCopied = 12

/** Truncates and copies a text, so that no whole request is kept in memory. */
export const beginning = (text: string, max: number): string => {
  const cut = text.length <= max ? text : `${text.slice(0, max)}…`
  return cut.length <= alwaysCopied ? cut : Buffer.from(cut).toString()
}

const isSmall = ({ url, body }: CallContext['request']): boolean => url.length + body.length <= fullSize

/** Returns the parameters to record. They are truncated for large requests, to bound the journal's memory. */
const keptParams = ({ request, call }: CallContext): ReadonlyMap<string, string> => {
  if (isSmall(request)) return call.params
  const kept = new Map<string, string>()
  for (const [name, value] of call.params) {
    if (kept.size === most.names) break
    kept.set(beginning(name, most.name), beginning(value, most.value))
  }
  return kept
}

/** Returns `Success`, the code of the refusal, or how a fault lost the call before its work. */
export const outcomeOf = ({ refusal, fault }: CallContext): string => {
  const loss = fault !== undefined && fault.at !== 'after' ? lost[fault.kind] : undefined
  return loss ?? (refusal === undefined ? 'Success' : answeredCode(refusal.code))
}

/** The first sentence of a refusal's text. The second one of SignatureDoesNotMatch holds the security token. */
export const reasonOf = ({ refusal, refusalRow }: CallContext): string | undefined => {
  if (refusalRow === undefined) return undefined
  const [sentence] = /^.*?(?:\.(?= )|$)/s.exec(messageOf(refusalRow, refusal as ApiError)) as RegExpExecArray
  return beginning(sentence, most.reason)
}

/** Refusals whose requests `explain` can explain. */
const wrongSignatures: readonly string[] = ['SignatureDoesNotMatch', 'IncompleteSignature']

/** @param at the emulator's time, in epoch milliseconds */
export const entryOf = (context: CallContext, at: number): JournalEntry => {
  const { request, call, action, account, ids, faultNote, stub } = context
  const outcome = outcomeOf(context)
  return {
    at,
    name: beginning(call.action, most.action),
    action,
    params: keptParams(context),
    account: account?.id ?? '',
    region: beginning(call.params.get('RegionId') ?? '', most.region),
    outcome,
    requestId: ids.requestId,
    signatureVersion: call.authorization !== undefined ? 'V3' : call.params.has('Signature') ? 'V1' : 'none',
    client: beginning(call.headers.get('user-agent') ?? '', most.client),
    milliseconds: context.milliseconds,
    reason: reasonOf(context),
    request: wrongSignatures.includes(outcome) && isSmall(request) ? request : undefined,
    fault: faultNote,
    stub,
  }
}
