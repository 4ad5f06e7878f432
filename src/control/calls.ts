import type { World } from '../world/world.ts'
import type { Explanation } from './answers.ts'
import { call, type Members, type Row } from './call.ts'
import { accountCalls, snapshotCalls, stateCalls } from './data-calls.ts'
import type { ExplainRequest, Scope } from './shapes.ts'
import { clockCalls, faultCalls, requestCalls } from './steering-calls.ts'

/**
 * Every control call. The control object, its HTTP routes, the client, the OpenAPI document and docs/control.md are made
 * from this table.
 */
export const calls = {
  /**
   * Goes back to the start: loads the worlds anew and resets clock, faults, recorded calls, nonces and ids. Saved states
   * stay. With an account, resets only that account to what its world says, with relative times counted from now; its
   * faults and recorded calls are removed, the clock goes on.
   *
   * @param scope default: the whole emulator
   * @throws {ControlError} 404 when there is no such account
   */
  reset: call<(scope?: Scope) => void>({
    route: 'POST /reset',
    help: 'Go back to the start, the whole emulator or one account',
    input: 'Scope',
    optional: true,
  }),
  /**
   * Adds a world to the state, all of it or nothing.
   *
   * @throws {ControlError} 400 when the world is wrong, 409 when a part of it is there already, naming the place in it
   */
  seed: call<(world: World) => void>({ route: 'POST /seed', help: 'Add a world to the state', input: 'World' }),
  accounts: accountCalls,
  snapshots: snapshotCalls,
  clock: clockCalls,
  faults: faultCalls,
  requests: requestCalls,
  /**
   * Shows how a request should have been signed, and why its signature does not hold.
   *
   * @param request a whole HTTP request or a URL as text, or its parts
   * @throws {ControlError} 400 when it cannot be read as a request
   */
  explain: call<(request: string | ExplainRequest) => Explanation>({
    route: 'POST /explain',
    help: 'Show how a request should have been signed, and what went wrong',
    input: 'ExplainRequest',
    // No request that can be sent is larger, and explaining one holds up all others.
    bodyLimit: 1024 * 1024,
  }),
  state: stateCalls,
}

/** Steers the emulator and answers questions about it. Every input is checked; a call that is refused changes nothing. */
export type Control = Members<typeof calls>

/** A row with the name of its member, such as `accounts.create`. */
export interface NamedRow extends Row {
  readonly name: string
}

const isRow = (entry: object): entry is Row => 'route' in entry

/** All rows of the table, in its order. */
export const rows: readonly NamedRow[] = Object.entries<object>(calls).flatMap(([room, entry]) =>
  isRow(entry)
    ? [{ name: room, ...entry }]
    : Object.entries(entry).map(([name, row]) => ({ name: `${room}.${name}`, ...row })),
)

export type Member = (...args: unknown[]) => unknown

/** The member of a control object that a row is about. */
export const memberOf = (control: object, { name }: NamedRow): Member =>
  name.split('.').reduce<unknown>((thing, part) => (thing as Record<string, unknown>)[part], control) as Member

/** Makes an object with the members of the table. */
export const membersOf = <T>(make: (row: NamedRow) => Member): T => {
  const members: Record<string, unknown> = {}
  for (const row of rows) {
    const [room = '', name] = row.name.split('.')
    members[room] = name === undefined ? make(row) : { ...(members[room] as object), [name]: make(row) }
  }
  return members as T
}
