import { callQueryShape } from '../gateway/call-query.ts'
import { number, object, oneOf, orNull, record, type Shaped, text, textOr } from '../model/shape.ts'
import { snapshotStatuses } from '../model/snapshot.ts'
import { accountShape } from '../world/accounts.ts'
import { snapshotShape } from '../world/snapshots.ts'
import { builtInWorlds } from '../world/sources.ts'
import { id } from '../world/terms.ts'
import { worldShape } from '../world/world.ts'

/** Of a world it takes one that comes with the program by name: paths are not for those who control from elsewhere. */
export const newAccountShape = object(
  {},
  { ...accountShape.may, id, world: textOr(oneOf(...Object.keys(builtInWorlds)), worldShape) },
)
export const accountChangeShape = object(
  {},
  { ...accountShape.may, snapshotQuota: orNull(accountShape.may.snapshotQuota) },
)

export const newSnapshotShape = object({ account: id, region: id }, { ...snapshotShape.may, id })
export const snapshotChangeShape = object(
  {},
  {
    ...snapshotShape.may,
    progress: orNull(snapshotShape.may.progress),
    readyAt: orNull(snapshotShape.may.readyAt),
    describes: orNull(snapshotShape.may.describes),
    instantAccessDays: orNull(snapshotShape.may.instantAccessDays),
    retentionDays: orNull(snapshotShape.may.retentionDays),
    sourceSnapshotId: orNull(snapshotShape.may.sourceSnapshotId),
    busyUntil: orNull(snapshotShape.may.busyUntil),
    sourceRegionId: orNull(snapshotShape.may.sourceRegionId),
  },
)
export const snapshotFilterShape = object(
  {},
  { account: text(), region: text(), status: oneOf(...snapshotStatuses), name: text() },
)

/** Which account something is about; absent: all of them. */
export const scopeShape = object({}, { account: text() })

export const clockShape = object({ at: text('real, or a time such as 2026-01-31T00:00:00Z') }, {})
export const advanceShape = object({ seconds: number(-1e11, 1e11, 'number') }, {})

const count = number(1, 1_000_000)
/** HTTP clients give up after five minutes without an answer. */
const timeoutMs = number(0, 240_000)
export const waitShape = object({ timeoutMs }, { count })
export const waitForShape = object({ timeoutMs }, { count, query: callQueryShape })

export const nameShape = object({ name: text('a text of 1 to 64 characters', /^[^/]{1,64}$/) }, {})

/** A request to explain: its text, or its parts. */
export const explainShape = object(
  {},
  {
    text: text(),
    method: text('an HTTP method', /^[A-Z]{1,16}$/),
    url: text('a path and query, or a URL', /^(?:\/|https?:\/\/)/),
    headers: record(text()),
    body: text(),
    secret: text(),
  },
)

export type Scope = Shaped<typeof scopeShape>
export type NewAccount = Shaped<typeof newAccountShape>
export type AccountChange = Shaped<typeof accountChangeShape>
export type NewSnapshot = Shaped<typeof newSnapshotShape>
export type SnapshotChange = Shaped<typeof snapshotChangeShape>
export type ControlSnapshotFilter = Shaped<typeof snapshotFilterShape>
export type Wait = Shaped<typeof waitShape>
export type ExplainRequest = Shaped<typeof explainShape>
