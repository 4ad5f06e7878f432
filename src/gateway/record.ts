import type { CallContext, GatewayDependencies } from './context.ts'

/** Requests larger than this leave less of themselves behind, in bytes. */
const fullSize = 16 * 1024
const most = { names: 200, name: 64, value: 256, action: 64, region: 64, client: 256 }

/** The longest text that V8 always copies; a longer slice keeps alive the whole text that it was cut from. */
const alwaysCopied = 12

/** At most the beginning of a text, as a text of its own: the journal must not keep whole requests in memory. */
const beginning = (text: string, max: number): string => {
  const cut = text.length <= max ? text : `${text.slice(0, max)}…`
  return cut.length <= alwaysCopied ? cut : Buffer.from(cut).toString()
}

/** The parameters as the journal keeps them: of a large request the beginnings, so that its memory is bounded. */
const keptParams = ({ request, call }: CallContext): ReadonlyMap<string, string> => {
  if (request.url.length + request.body.length <= fullSize) return call.params
  const kept = new Map<string, string>()
  for (const [name, value] of call.params) {
    if (kept.size === most.names) break
    kept.set(beginning(name, most.name), beginning(value, most.value))
  }
  return kept
}

/** `Success`, or the code of the refusal. */
export const outcomeOf = ({ refusal }: CallContext): string => refusal?.code ?? 'Success'

/** Writes a call down in the journal. */
export const record = (context: CallContext, { journal, now }: GatewayDependencies): void => {
  const { call, action, account, ids, faultNote } = context
  journal.record({
    at: now(),
    name: beginning(call.action, most.action),
    action,
    params: keptParams(context),
    account: account?.id ?? '',
    region: beginning(call.params.get('RegionId') ?? '', most.region),
    outcome: outcomeOf(context),
    requestId: ids.requestId,
    signatureVersion: call.authorization !== undefined ? 'V3' : call.params.has('Signature') ? 'V1' : 'none',
    client: beginning(call.headers.get('user-agent') ?? '', most.client),
    milliseconds: context.milliseconds,
    fault: faultNote,
  })
}
