import { object, oneOf, record, type Shaped, text } from '../model/shape.ts'
import { entriesOf, membersOf } from '../wire/list-params.ts'
import type { RecordedCall } from './journal.ts'

/** The shape of a query for recorded calls. */
export const callQueryShape = object(
  {},
  {
    /** Action, such as `CopySnapshot`. */
    action: text(),
    /** Account of the caller. */
    account: text(),
    /** Value of RegionId. */
    region: text(),
    /** Outcome: `Success`, the code of an error, `pending`, or how the call was lost. */
    outcome: text(),
    /** RequestId of the response. */
    requestId: text(),
    /** Signature version. */
    signatureVersion: oneOf('V1', 'V3', 'none'),
    /** Substring of the User-Agent header. */
    client: text(),
    /** Name of a parameter that had no effect. */
    ineffective: text(),
    /** Substring of the `fault` field, such as `reset`, `after` or `fault-1`. */
    fault: text(),
    /** Values of parameters. */
    params: record(text()),
    /** Tags by key, regardless of their numbers in the call. */
    tags: record(text()),
  },
)

/** Conditions for recorded calls. All given conditions must match. */
export type CallQuery = Shaped<typeof callQueryShape>

const tagMembers = membersOf(['Key', 'Value'])

const tagsOf = ({ params }: RecordedCall): Map<string | undefined, string> => {
  const tags = entriesOf(new Map(Object.entries(params)), 'Tag', tagMembers)
  return new Map(tags.map(({ fields }) => [fields.get('Key'), fields.get('Value') ?? '']))
}

const quoted = (value: string | undefined): string => (value === undefined ? 'absent' : `"${value}"`)

const differs = (what: string, is: string | undefined, asked: string): string[] =>
  is === asked ? [] : [`${what} was ${quoted(is)}, not ${quoted(asked)}`]

const lacks = (what: string, is: string, asked: string): string[] =>
  is.includes(asked) ? [] : [`${what} was ${quoted(is)}, without ${quoted(asked)}`]

const equal = ['action', 'account', 'region', 'outcome', 'requestId', 'signatureVersion'] as const

/** Describes how a call differs from a query. Empty: the call matches. */
export const differences = (query: CallQuery, call: RecordedCall): string[] => {
  const found: string[] = []
  for (const field of equal) {
    const asked = query[field]
    if (asked !== undefined) found.push(...differs(field, call[field], asked))
  }
  if (query.client !== undefined) found.push(...lacks('client', call.client, query.client))
  if (query.fault !== undefined) found.push(...lacks('fault', call.fault ?? '', query.fault))
  if (query.ineffective !== undefined && !call.ineffective.includes(query.ineffective)) {
    found.push(`${query.ineffective} was not among the parameters without effect`)
  }
  for (const [name, value] of Object.entries(query.params ?? {})) {
    found.push(...differs(`params.${name}`, call.params[name], value))
  }
  if (query.tags !== undefined) {
    const tags = tagsOf(call)
    for (const [key, value] of Object.entries(query.tags)) found.push(...differs(`tag ${key}`, tags.get(key), value))
  }
  return found
}
