import { isFrom1970To9999 } from '../clock.ts'
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
import { accountShape } from '../world/accounts.ts'
import { snapshotShape } from '../world/snapshots.ts'
import { builtInWorlds } from '../world/sources.ts'
import { worldShape } from '../world/world.ts'

const newAccount = object(
  {},
  {
    ...accountShape.may,
    /** Id of the account; default: a new one. */
    id,
    /** World whose snapshots the account gets as copies of its own: the name of a built-in world, or a world. */
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
    /** Progress in per cent; null: what the status implies. */
    progress: orNull(snapshotShape.may.progress),
    /** When the snapshot gets its status; null: at once. */
    readyAt: orNull(snapshotShape.may.readyAt),
    /** How often DescribeSnapshots must show the snapshot until it gets its status; null: its end follows `readyAt`. */
    polls: orNull(snapshotShape.may.polls),
    /** Days of instant access; null: none. */
    instantAccessDays: orNull(snapshotShape.may.instantAccessDays),
    /** Days until the snapshot is released; null: never. */
    retentionDays: orNull(snapshotShape.may.retentionDays),
    /** Source of the copy; null: the snapshot is no copy. */
    sourceSnapshotId: orNull(snapshotShape.may.sourceSnapshotId),
    /** Until when another operation holds the snapshot; null: none does. */
    busyUntil: orNull(snapshotShape.may.busyUntil),
    /** Region of the copy's source; null: the snapshot is no copy. */
    sourceRegionId: orNull(snapshotShape.may.sourceRegionId),
  },
)

/** Which snapshots are meant; all given conditions must hold. */
const snapshotFilter = object(
  {},
  {
    /** Id of the owner. */
    account: text(),
    /** Id of the region, such as `cn-hangzhou`. */
    region: text(),
    /** Current status. */
    status: oneOf(...snapshotStatuses),
    /** Whole name. */
    name: text(),
  },
)

const clockTime: Shape<Date | 'real'> = {
  schema: { type: 'string', description: 'real, or a time such as 2026-01-31T00:00:00Z' },
  check: (value, place) => {
    if (value === 'real') return value
    const at = new Date(typeof value === 'string' || value instanceof Date ? value : Number.NaN)
    if (isFrom1970To9999(at.getTime())) return at
    throw new ShapeError(place, 'real or a time from 1970 to 9999, such as 2026-01-31T00:00:00Z')
  },
}

const callWait = object(
  {
    /** Maximum time to wait, in milliseconds. */
    // HTTP clients give up after five minutes without an answer.
    timeoutMs: number(0, 240_000),
  },
  {
    /** How many calls to wait for; default 1. */
    count: number(1, 1_000_000),
    query: callQueryShape,
  },
)

/** A request to explain: `text` or `url` is needed. */
const explainRequest = object(
  {},
  {
    /** The whole HTTP request, or its URL. */
    text: text(),
    /** HTTP method; default `GET`. */
    method: text('an HTTP method', /^[A-Z]{1,16}$/),
    /** Path and query, or a URL. */
    url: text('a path and query, or a URL', /^(?:\/|https?:\/\/)/),
    /** Headers by name; default: none. */
    headers: record(text()),
    /** Body; default: empty. */
    body: text(),
    /** Secret of the access key, when the emulator does not know the key. */
    secret: text(),
  },
)

/** The shapes of what control calls take and answer, by the names that rows and the OpenAPI document give them. */
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
      /** Id of the account that is meant; default: all accounts. */
      account: text(),
    },
  ),
  StateName: object({ name: text('a text of 1 to 64 characters', /^[^/]{1,64}$/) }, {}),
  ClockSetting: object({ at: clockTime }, {}),
  ClockAdvance: object({ seconds: number(-1e11, 1e11, 'number') }, {}),
  Fault: faultShape,
  CallQuery: callQueryShape,
  CallWait: callWait,
  // A text stands for its field `text`.
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
