import { type JournalEntry, type RecordedCall, toRecordedCall } from '../gateway/journal.ts'
import { object, type Shaped, text } from '../model/shape.ts'
import type { Tag } from '../model/tag.ts'
import { allKeysOf } from '../world/accounts.ts'
import type { ControlAccount, ControlDisk, ControlImage, ControlInstance, ControlSnapshot } from './answers.ts'
import type { Control } from './calls.ts'
import type { ControlDependencies } from './dependencies.ts'
import { formAt, type ResourceKind, resourceKindsOf } from './resource-kinds.ts'

/** Conditions for what a view shows. All given conditions must match. */
export const viewFilterShape = object(
  {},
  {
    /** Id of the account; it limits calls, faults and stubs too. */
    account: text(),
    /** Id of the region, which may also be the one that a snapshot was copied from; it limits calls too. */
    region: text(),
    /** Id of a resource, or of one that it was made of or belongs to. */
    id: text(),
    /** Key of a tag, or `key=value`. */
    tag: text(),
  },
)

export type ViewFilter = Shaped<typeof viewFilterShape>

/** At most 200 matches, newest first unless said otherwise, and the number of all. */
interface Part<T> {
  readonly total: number
  readonly newest: readonly T[]
}

/** What the emulator looks like at a moment. It holds no secret. Long texts are cut. */
export interface View {
  /** The emulator's time. */
  readonly now: string
  /** Whether its clock runs, instead of being frozen. */
  readonly runs: boolean
  readonly contract: string
  /** Names of the loaded worlds. */
  readonly worlds: readonly string[]
  /** Accounts in order, with the ids of their active keys. */
  readonly accounts: Part<{ readonly id: string; readonly keys: readonly string[] }>
  readonly snapshots: Part<ControlSnapshot>
  readonly disks: Part<ControlDisk>
  readonly images: Part<ControlImage>
  readonly instances: Part<ControlInstance>
  /** Calls without their parameters. `ignored` is the number of those without effect. */
  readonly calls: Part<Omit<RecordedCall, 'params' | 'ineffective'> & { readonly ignored: number }>
  readonly faults: Part<ReturnType<Control['faults']['list']>[number]>
  /** Stubs without their replies. */
  readonly stubs: Part<Omit<ReturnType<Control['stubs']['list']>[number], 'reply'>>
  /** Names of the saved states. */
  readonly states: readonly string[]
}

/** The maximum number of each that a view shows, and the length of its texts. */
const most = { each: 200, letters: 256 }

const cut = (_name: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > most.letters ? `${value.slice(0, most.letters)}…` : value

const firstOf = <T>(all: readonly T[]): Part<T> => ({ total: all.length, newest: all.slice(0, most.each) })

const lastOf = <T>(all: readonly T[]): Part<T> => ({ total: all.length, newest: all.slice(-most.each).reverse() })

const keysOf = (account: ControlAccount): string[] =>
  allKeysOf(account)
    .filter(({ active }) => active)
    .map(({ id }) => id)

const callOf = (entry: JournalEntry): View['calls']['newest'][number] => {
  const { params: _, ineffective, ...call } = toRecordedCall(entry)
  return { ...call, ignored: ineffective.length }
}

/** A tag condition: `key` or `key=value`. */
const tagOf = (tag: string | undefined): { key: string; value: string | undefined } | undefined => {
  if (tag === undefined) return undefined
  const [key = '', ...value] = tag.split('=')
  return { key, value: value.length === 0 ? undefined : value.join('=') }
}

/** The members of disks, images and instances that a filter looks at. */
interface AnyResource {
  readonly id: string
  readonly accountId: string
  readonly regionId: string
  readonly tags: readonly Tag[]
  readonly sourceSnapshotId?: string | null
  readonly instanceId?: string | null
  readonly imageId?: string | null
  readonly sourceImageId?: string | null
  readonly disks?: readonly { readonly snapshotId: string | null }[]
}

/** The id of a resource, and those of what it was made of or belongs to. */
const idsOf = (resource: AnyResource): (string | null | undefined)[] => [
  resource.id,
  resource.sourceSnapshotId,
  resource.instanceId,
  resource.imageId,
  resource.sourceImageId,
  ...(resource.disks ?? []).map(({ snapshotId }) => snapshotId),
]

const matches = (resource: AnyResource, { region, id, tag }: ViewFilter): boolean => {
  const wanted = tagOf(tag)
  return (
    (region === undefined || resource.regionId === region) &&
    (id === undefined || idsOf(resource).includes(id)) &&
    (wanted === undefined ||
      resource.tags.some(({ key, value }) => key === wanted.key && value === (wanted.value ?? value)))
  )
}

/** Returns the function that builds views. */
export const viewer = (dependencies: ControlDependencies, control: Control, contract: string) => {
  const { store, clock, journal } = dependencies
  const kinds = resourceKindsOf(store)

  return (filter: ViewFilter): View => {
    const now = clock.now()
    const { account, region, id } = filter
    const isMeant = (of: { readonly account?: string | undefined; readonly region?: string }): boolean =>
      (account === undefined || (of.account ?? account) === account) &&
      (region === undefined || (of.region ?? region) === region)
    const snapshots = store.snapshots.newest({ account, region, id, tag: tagOf(filter.tag) }, most.each, now)
    /** Forms are made of the newest only. */
    const newestOf = <R extends AnyResource, W>(kind: ResourceKind<R, W>): Part<W> => {
      const found = lastOf(kind.list(account, now).filter(resource => matches(resource, filter)))
      return { ...found, newest: found.newest.map(resource => formAt(kind, resource, now)) }
    }
    const calls = lastOf(journal.entries().filter(isMeant))
    const view: View = {
      now: new Date(now).toISOString(),
      runs: clock.runs,
      contract,
      worlds: store.worlds.list().map(({ name }) => name),
      accounts: firstOf(control.accounts.list().map(one => ({ id: one.id, keys: keysOf(one) }))),
      snapshots: { ...snapshots, newest: snapshots.newest.map(one => formAt(kinds.snapshots, one, now)) },
      disks: newestOf(kinds.disks),
      images: newestOf(kinds.images),
      instances: newestOf(kinds.instances),
      calls: { ...calls, newest: calls.newest.map(callOf) },
      faults: lastOf(control.faults.list().filter(isMeant)),
      stubs: lastOf(
        control.stubs
          .list()
          .filter(isMeant)
          .map(({ reply: _, ...stub }) => stub),
      ),
      states: control.state.names(),
    }
    return JSON.parse(JSON.stringify(view, cut))
  }
}
