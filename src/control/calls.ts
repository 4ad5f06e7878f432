import type { World } from '../world/world.ts'
import type { Explanation } from './answers.ts'
import { call, type Members, type Row } from './call.ts'
import { accountCalls, stateCalls } from './data-calls.ts'
import { diskCalls, imageCalls, instanceCalls, snapshotCalls } from './resource-calls.ts'
import type { ExplainRequest, Scope } from './shapes.ts'
import { clockCalls, faultCalls, requestCalls, stubCalls } from './steering-calls.ts'

/**
 * All control calls. The control object, HTTP routes, client, OpenAPI document and docs/control.md derive from this
 * table.
 */
export const calls = {
  /**
   * Resets the emulator: reloads the worlds and resets clock, faults, recorded calls, nonces and ids. Saved states are
   * kept. With an account, resets only that account to its world, with times relative to now. Its faults and recorded
   * calls are removed, its stubs are those of its world; the clock keeps running. Calls that a fault delays end without an answer, of an account only its
   * own.
   *
   * @param scope default: the whole emulator
   * @throws {ControlError} 404 when the account does not exist
   */
  reset: call<(scope?: Scope) => void>({
    route: 'POST /reset',
    help: ['Reset the emulator, or one account', '重置模拟器，或只重置一个账号'],
    input: 'Scope',
    optional: true,
  }),
  /**
   * Adds a world to the state, completely or not at all.
   *
   * @throws {ControlError} 400 when the world is invalid, 409 when part of it exists; the message names the place
   */
  seed: call<(world: World) => void>({
    route: 'POST /seed',
    help: ['Add a world to the state', '向当前状态追加一份初始数据（world）'],
    input: 'World',
  }),
  accounts: accountCalls,
  snapshots: snapshotCalls,
  disks: diskCalls,
  images: imageCalls,
  instances: instanceCalls,
  clock: clockCalls,
  faults: faultCalls,
  stubs: stubCalls,
  requests: requestCalls,
  /**
   * Shows how a request should have been signed, and why its signature is rejected.
   *
   * @param request a complete HTTP request or a URL as text, its parts, or the RequestId of a recorded call
   * @throws {ControlError} 400 when it cannot be parsed as a request, 404 when no such call is recorded
   */
  explain: call<(request: string | ExplainRequest) => Explanation>({
    route: 'POST /explain',
    help: [
      'Show how a request should have been signed, and why its signature is rejected',
      '说明请求的正确签名方式，以及签名校验失败的原因',
    ],
    input: 'ExplainRequest',
    answer: 'Explanation',
    // Explaining blocks all other calls, and no larger request can be sent.
    bodyLimit: 1024 * 1024,
  }),
  state: stateCalls,
}

/** Controls and inspects the emulator. Every input is checked. A refused call changes nothing. */
export type Control = Members<typeof calls>

/** A row with its member's name, such as `accounts.create`. */
export interface NamedRow extends Row {
  readonly name: string
}

const isRow = (entry: object): entry is Row => 'route' in entry

/** All rows, in table order. */
export const rows: readonly NamedRow[] = Object.entries<object>(calls).flatMap(([room, entry]) =>
  isRow(entry)
    ? [{ name: room, ...entry }]
    : Object.entries(entry).map(([name, row]) => ({ name: `${room}.${name}`, ...row })),
)

/** A row for each HTTP route. */
export const routedRows: readonly NamedRow[] = rows.flatMap(row =>
  row.search === undefined ? [row] : [row, { ...row, route: row.search }],
)

export type Member = (...args: unknown[]) => unknown

/** Returns a row's member of a control object. */
export const memberOf = (control: object, { name }: NamedRow): Member =>
  name.split('.').reduce<unknown>((thing, part) => (thing as Record<string, unknown>)[part], control) as Member

/** Builds an object with a member for each row. */
export const membersOf = <T>(make: (row: NamedRow) => Member): T => {
  const members: Record<string, unknown> = {}
  for (const row of rows) {
    const [room = '', name] = row.name.split('.')
    members[room] = name === undefined ? make(row) : { ...(members[room] as object), [name]: make(row) }
  }
  return members as T
}
