import type { Row } from './call.ts'
import { type Miss, NotMetError } from './errors.ts'

/** Prefix of the emulator's own paths. Every other path belongs to the service. */
export const controlPrefix = '/_emulator'

type Fields = Readonly<Record<string, unknown>>

/** The arguments of a call, sorted. */
interface Given {
  /** Values of the path parameters. */
  readonly path: readonly unknown[]
  /** Query or body. */
  readonly input: unknown
  /** Arguments that the row does not declare: an AbortSignal, or none. */
  readonly more: readonly unknown[]
}

/** Names of the path parameters of a call. */
export const namesIn = ({ route }: Row): string[] => [...route.matchAll(/:(\w+)/g)].map(([, name]) => name as string)

/** Whether the input of a call is the query. */
export const takesQuery = ({ route }: Row): boolean => /^(?:GET|DELETE) /.test(route)

/** Sorts the arguments of a call. `argsOf` is the inverse. */
export const givenBy = (row: Row, args: readonly unknown[]): Given => {
  const { fields = [], optional } = row
  const own = namesIn(row).length
  const rest = args[own + fields.length]
  const named = Object.fromEntries(fields.map((field, i) => [field, args[own + i]]))
  const whole = rest === undefined && optional ? {} : rest
  return {
    path: args.slice(0, own),
    input: fields.length === 0 ? whole : { ...(rest as object), ...named },
    more: args.slice(own + fields.length + 1),
  }
}

/** Builds the arguments of a call from its path values and input. */
export const argsOf = ({ fields = [] }: Row, path: readonly unknown[], input: unknown): unknown[] => {
  if (fields.length === 0) return [...path, input]
  const given = new Map(Object.entries((input ?? {}) as Fields))
  const rest = [...given].filter(([name]) => !fields.includes(name))
  return [...path, ...fields.map(field => given.get(field)), Object.fromEntries(rest)]
}

/** Writes `{ a: 1, b: { c: 2 } }` as `?a=1&b.c=2`. */
const queryOf = (input: Fields): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    if (typeof value === 'object') {
      for (const [member, text] of Object.entries(value as Fields)) query.append(`${name}.${member}`, String(text))
    } else if (value !== undefined) query.append(name, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}

/** Reads a query in which `b.c=2` is the member `c` of an object `b`. */
const inputOf = (query: Fields): Fields => {
  const input = new Map<string, unknown>()
  const objects = new Map<string, [string, unknown][]>()
  for (const [name, value] of Object.entries(query)) {
    const dot = name.indexOf('.')
    if (dot < 1) input.set(name, value)
    else {
      const members = objects.get(name.slice(0, dot)) ?? []
      members.push([name.slice(dot + 1), value])
      objects.set(name.slice(0, dot), members)
    }
  }
  for (const [name, members] of objects) input.set(name, Object.fromEntries(members))
  return Object.fromEntries(input)
}

/** Converts a call to an HTTP request. */
export const requestOf = (row: Row, args: readonly unknown[]) => {
  const { path, input } = givenBy(row, args)
  const [method, pattern] = row.route.split(' ') as [string, string]
  const values = path.values()
  const url = controlPrefix + pattern.replace(/:\w+/g, () => encodeURIComponent(String(values.next().value)))
  if (takesQuery(row)) return { method, url: url + queryOf((input ?? {}) as Fields), headers: {} }
  const body = JSON.stringify(input)
  return { method, url, headers: { 'content-type': 'application/json' }, ...(body !== undefined && { body }) }
}

/** Converts an HTTP request to the arguments of a call. */
export const argsIn = (row: Row, request: { params: unknown; query: unknown; body: unknown }): unknown[] => {
  const params = request.params as Fields
  const path = namesIn(row).map(name => params[name])
  return argsOf(row, path, takesQuery(row) ? inputOf(request.query as Fields) : request.body)
}

/** Converts a returned value to a response body; undefined: no body. */
export const answerOf = ({ wrap, waits }: Row, returned: unknown): unknown =>
  wrap === undefined ? returned : { ...(waits && { met: true }), [wrap]: returned }

/** Converts a NotMetError to a response body. */
export const missOf = ({ message, closest }: NotMetError): object => ({ met: false, message, closest })

/**
 * Converts a response body to the value that the call returns.
 *
 * @throws {NotMetError} when the expected calls did not arrive in time
 */
export const returnedBy = ({ wrap }: Row, body: unknown): unknown => {
  if (wrap === undefined) return body
  const { [wrap]: returned, met, message, closest } = body as Fields
  if (met === false) throw new NotMetError(message as string, closest as readonly Miss[])
  return wrap === 'now' ? new Date(returned as string) : returned
}
