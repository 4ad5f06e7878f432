import type { Client, Json, Refusal } from './data.ts'

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list as a client has it: XML has no lists of one entry or none. */
const listOf = (value: Json): Json[] => {
  if (Array.isArray(value)) return value
  return value === undefined || value === null || value === '' ? [] : [value]
}

const pattern = (text: string): RegExp | undefined => {
  const [, source] = /^\/(.*)\/$/s.exec(text) ?? []
  return source === undefined ? undefined : new RegExp(source, 's')
}

/**
 * The differences of a value from what is expected of it: objects by the members that are named, lists whole. Single values are
 * compared as texts, since clients have types of their own for them.
 */
export const differences = (expected: Json, found: Json, path = ''): string[] => {
  if (isObject(expected)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, (found as Json)?.[name], path === '' ? name : `${path}.${name}`),
    )
  }
  if (Array.isArray(expected)) {
    const list = listOf(found)
    if (list.length !== expected.length) return [`${path} has ${list.length} entries, not ${expected.length}`]
    return expected.flatMap((value, i) => differences(value, list[i], path))
  }
  const same =
    typeof expected === 'string' && pattern(expected) !== undefined
      ? pattern(expected)?.test(String(found))
      : String(found ?? null) === String(expected)
  return same ? [] : [`${path} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`]
}

/** How a typed answer differs from what was sent: members that the model lost, and everything else. */
export interface Loss {
  readonly lost: readonly string[]
  readonly wrong: readonly string[]
}

const isEmpty = (value: Json): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.values(value).every(isEmpty))

/** Compares a typed answer with what was sent, member by member. */
export const compareMembers = (sent: Json, found: Json, path = ''): Loss => {
  if (Array.isArray(sent) && Array.isArray(found)) {
    if (sent.length !== found.length)
      return { lost: [], wrong: [`${path} has ${found.length} of ${sent.length} entries`] }
    return all(sent.map((value, i) => compareMembers(value, found[i], path)))
  }
  if (isObject(sent) && isObject(found)) {
    const inner = (name: string) => (path === '' ? name : `${path}.${name}`)
    const invented = Object.keys(found).filter(name => !(name in sent) && !isEmpty(found[name]))
    return all([
      { lost: [], wrong: invented.map(name => `${inner(name)} was not sent`) },
      ...Object.entries(sent).map(([name, value]) => {
        const missing = found[name] === undefined || found[name] === null
        return missing ? { lost: [inner(name)], wrong: [] } : compareMembers(value, found[name], inner(name))
      }),
    ])
  }
  return { lost: [], wrong: differences(sent, found, path) }
}

const all = (parts: readonly Loss[]): Loss => ({
  lost: [...new Set(parts.flatMap(({ lost }) => lost))],
  wrong: parts.flatMap(({ wrong }) => wrong),
})

/** A text as Python writes it in a dictionary. */
const asPython = (text: string): string =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`

/** A refusal as a client reports it; `call` has the requestId and the endpoint of its call. */
export const reportOf = ({ reports }: Client, refusal: Refusal, call: Readonly<Record<string, string>>): Json => {
  const { status, code } = refusal
  const quoted = asPython(refusal.message)
  const values: Readonly<Record<string, string>> = { ...call, ...refusal, status: String(status), quoted }
  const filled = (text: string | null) => text?.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) ?? null
  const { client, server, throttling } =
    typeof reports.class === 'string'
      ? { client: reports.class, server: reports.class, throttling: reports.class }
      : reports.class
  const name = code.includes('Throttling') ? throttling : status < 500 ? client : server
  return {
    class: filled(name),
    code: filled(reports.code),
    status: reports.status === null ? null : status,
    message: filled(reports.message),
  }
}
