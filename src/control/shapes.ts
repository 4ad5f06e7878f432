import { clockTime } from '../clock.ts'
import { callQueryShape } from '../gateway/call-query.ts'
import { faultShape } from '../gateway/faults.ts'
import {
  id,
  number,
  object,
  oneOf,
  orNull,
  record,
  type Shape,
  type Shaped,
  ShapeError,
  text,
  textOr,
} from '../model/shape.ts'
import { snapshotStatuses } from '../model/snapshot.ts'
import { stubShape } from '../model/stub.ts'
import { accountShape } from '../world/accounts.ts'
import { builtInWorlds } from '../world/built-in.ts'
import { snapshotShape } from '../world/snapshots.ts'
import { worldShape } from '../world/world.ts'

const newAccount = object(
  {},
  {
    ...accountShape.may,
    /** Id of the account; default: a new one. */
    id,
    /** World whose snapshots are copied into the account: the name of a built-in world, or a world. */
    world: textOr(oneOf(...Object.keys(builtInWorlds)), worldShape),
  },
)

const accountChange = object(
  {},
  {
    ...accountShape.may,
    /** Maximum number of snapshots; null: no quota. */
    snapshotQuota: orNull(accountShape.may.snapshotQuota),
  },
)

const snapshotChange = object(
  {},
  {
    ...snapshotShape.may,
    /** Progress in per cent; null: implied by the status. */
    progress: orNull(snapshotShape.may.progress),
    /** Time at which the status takes effect; null: immediately. */
    readyAt: orNull(snapshotShape.may.readyAt),
    /** Number of DescribeSnapshots polls until the status takes effect; null: `readyAt` decides. */
    polls: orNull(snapshotShape.may.polls),
    /** Days of instant access; null: none. */
    instantAccessDays: orNull(snapshotShape.may.instantAccessDays),
    /** Days until the snapshot is released; null: never. */
    retentionDays: orNull(snapshotShape.may.retentionDays),
    /** Source snapshot of the copy; null: the snapshot is not a copy. */
    sourceSnapshotId: orNull(snapshotShape.may.sourceSnapshotId),
    /** Time until which another operation blocks the snapshot; null: none does. */
    busyUntil: orNull(snapshotShape.may.busyUntil),
    /** Source region of the copy; null: the snapshot is not a copy. */
    sourceRegionId: orNull(snapshotShape.may.sourceRegionId),
  },
)

/** Conditions for snapshots. All given conditions must match. */
const snapshotFilter = object(
  {},
  {
    /** Id of the owner. */
    account: text(),
    /** Id of the region, such as `cn-hangzhou`. */
    region: text(),
    /** Current status. */
    status: oneOf(...snapshotStatuses),
    /** Exact name. */
    name: text(),
  },
)

const realOrTime: Shape<Date | 'real'> = {
  schema: { type: 'string', description: 'real, or a time such as 2026-01-31T00:00:00Z' },
  check: (value, place) => {
    if (value === 'real') return value
    const at = clockTime(value)
    if (at !== undefined) return new Date(at)
    throw new ShapeError(place, 'real or a time from 1970 to 9999, such as 2026-01-31T00:00:00Z')
  },
}

const callWait = object(
  {
    /** Maximum time to wait, in milliseconds. */
    // HTTP clients time out after five minutes without a response.
    timeoutMs: number(0, 240_000),
  },
  {
    /** Number of calls to wait for; default 1. */
    count: number(1, 1_000_000),
    query: callQueryShape,
  },
)

/** A request to explain. Exactly one of `text` and `url` is required. */
const explainRequest = object(
  {},
  {
    /** Complete HTTP request, or its URL. */
    text: text(),
    /** HTTP method; default `GET`. */
    method: text('an HTTP method', /^[A-Z]{1,16}$/),
    /** Path and query, or a URL. */
    url: text('a path and query, or a URL', /^(?:\/|https?:\/\/)/),
    /** Headers by name; default: none. */
    headers: record(text()),
    /** Body; default: empty. */
    body: text(),
    /** Secret of the access key, if the emulator does not know the key. */
    secret: text(),
  },
)

/** The shapes of inputs and responses, by their names in rows and in the OpenAPI document. */
export const shapes = {
  World: worldShape,
  Account: accountShape,
  NewAccount: newAccount,
  AccountChange: accountChange,
  Snapshot: snapshotShape,
  NewSnapshot: object({ account: id, region: id }, { ...snapshotShape.may, id }),
  SnapshotChange: snapshotChange,
  SnapshotFilter: snapshotFilter,
  Scope: object(
    {},
    {
      /** Id of the account; default: all accounts. */
      account: text(),
    },
  ),
  StateName: object({ name: text('a text of 1 to 64 characters', /^[^/]{1,64}$/) }, {}),
  ClockSetting: object({ at: realOrTime }, {}),
  ClockAdvance: object({ seconds: number(-1e11, 1e11, 'number') }, {}),
  Fault: faultShape,
  Stub: stubShape,
  CallQuery: callQueryShape,
  CallWait: callWait,
  // A plain string is short for `{ text }`.
  ExplainRequest: {
    schema: { anyOf: [{ type: 'string' }, explainRequest.schema] },
    check: (value, place) => explainRequest.check(typeof value === 'string' ? { text: value } : value, place),
  } as Shape<Shaped<typeof explainRequest>>,
} as const

export type ShapeName = keyof typeof shapes
type Input<Name extends ShapeName> = Shaped<(typeof shapes)[Name]>

export type Scope = Input<'Scope'>
export type NewAccount = Input<'NewAccount'>
export type AccountChange = Input<'AccountChange'>
export type NewSnapshot = Input<'NewSnapshot'>
export type SnapshotChange = Input<'SnapshotChange'>
export type SnapshotFilter = Input<'SnapshotFilter'>
export type Wait = Omit<Input<'CallWait'>, 'query'>
export type ExplainRequest = Input<'ExplainRequest'>
