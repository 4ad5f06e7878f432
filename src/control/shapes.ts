import { clockTime } from '../clock.ts'
import { callQueryShape } from '../gateway/call-query.ts'
import { faultShape } from '../gateway/faults.ts'
import { diskStatuses } from '../model/disk.ts'
import { imageStatuses } from '../model/image.ts'
import { instanceStatuses } from '../model/instance.ts'
import {
  id,
  number,
  type ObjectShape,
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
import { diskShape } from '../world/disks.ts'
import { imageShape } from '../world/images.ts'
import { instanceShape } from '../world/instances.ts'
import { snapshotShape } from '../world/snapshots.ts'
import { worldShape } from '../world/world.ts'
import { answerShapes } from './answer-shapes.ts'
import { partShapes } from './part-shapes.ts'

const newAccount = object(
  {},
  {
    ...accountShape.may,
    /** Id of the account; default: a new one. */
    id,
    /** World whose resources are copied into the account: the name of a built-in world, or a world. */
    world: textOr(oneOf(...Object.keys(builtInWorlds)), worldShape),
  },
)

const { snapshotQuota, diskQuota, diskCapacityQuota, imageQuota } = accountShape.may

const accountChange = object(
  {},
  {
    ...accountShape.may,
    /** Maximum number of snapshots; null: no quota. */
    snapshotQuota: orNull(snapshotQuota),
    /** Maximum number of disks; null: no quota. */
    diskQuota: orNull(diskQuota),
    /** Maximum size of all disks in GiB; null: no quota. */
    diskCapacityQuota: orNull(diskCapacityQuota),
    /** Maximum number of images in a region; null: no quota. */
    imageQuota: orNull(imageQuota),
  },
)

type Fields = Readonly<Record<string, Shape<unknown>>>
type Nullable<O extends Fields> = { [K in keyof O]: Shape<Shaped<O[K]> | null> }

/** The optional fields of a resource, to change some of them. Null returns a field to its default. */
const changeOf = <R extends Fields, O extends Fields>({ may }: ObjectShape<R, O>) =>
  object({}, Object.fromEntries(Object.entries(may).map(([name, shape]) => [name, orNull(shape)])) as Nullable<O>)

/** A new resource. Its id is optional: by default a new one. */
const newOf = <R extends Fields, O extends Fields>({ may }: ObjectShape<R, O>) =>
  object({ account: id, region: id }, { ...may, id })

/** Conditions for resources. All given conditions must match. */
const filterOf = <const W extends string>(statuses: readonly W[]) =>
  object(
    {},
    {
      /** Id of the owner. */
      account: text(),
      /** Id of the region, such as `cn-hangzhou`. */
      region: text(),
      /** Current status. */
      status: oneOf(...statuses),
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

/** A request to explain. Exactly one of `text`, `url` and `requestId` is required. */
const explainRequest = object(
  {},
  {
    /** Complete HTTP request, or its URL. */
    text: text(),
    /** RequestId of a recorded call that was refused for its signature. */
    requestId: text(),
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
  NewSnapshot: newOf(snapshotShape),
  SnapshotChange: changeOf(snapshotShape),
  SnapshotFilter: filterOf(snapshotStatuses),
  Disk: diskShape,
  NewDisk: newOf(diskShape),
  DiskChange: changeOf(diskShape),
  DiskFilter: filterOf(diskStatuses),
  Image: imageShape,
  NewImage: newOf(imageShape),
  ImageChange: changeOf(imageShape),
  ImageFilter: filterOf(imageStatuses),
  Instance: instanceShape,
  NewInstance: newOf(instanceShape),
  InstanceChange: changeOf(instanceShape),
  InstanceFilter: filterOf(instanceStatuses),
  Scope: object(
    {},
    {
      /** Id of the account; default: all accounts. */
      account: text(),
    },
  ),
  StateName: object(
    { name: text('a text of 1 to 64 characters without /, other than . and ..', /^(?!\.{1,2}$)[^/]{1,64}$/) },
    {},
  ),
  ClockSetting: object({ at: realOrTime }, {}),
  ClockAdvance: object({ seconds: number(-1e11, 1e11, 'number') }, {}),
  Fault: faultShape,
  Stub: stubShape,
  CallQuery: callQueryShape,
  CallWait: callWait,
  // A plain string is short for `{ text }`. The schema has the object only, so that generated clients have one type.
  ExplainRequest: {
    schema: explainRequest.schema,
    check: (value, place) => explainRequest.check(typeof value === 'string' ? { text: value } : value, place),
  } as Shape<Shaped<typeof explainRequest>>,
  ...answerShapes,
  ...partShapes,
} as const

export type ShapeName = keyof typeof shapes
export type Input<Name extends ShapeName> = Shaped<(typeof shapes)[Name]>

export type Scope = Input<'Scope'>
export type NewAccount = Input<'NewAccount'>
export type AccountChange = Input<'AccountChange'>
export type Wait = Omit<Input<'CallWait'>, 'query'>
export type ExplainRequest = Input<'ExplainRequest'>
