import { ShapeError } from '../model/shape.ts'
import { withoutNulls } from '../world/fields.ts'
import { addWorld } from '../world/world.ts'
import type { Control } from './calls.ts'
import { refusing } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'
import { formAt, type ResourceKind, resourceKindsOf } from './resource-kinds.ts'

/** The part of a world form that all resources share. */
interface Form {
  readonly id: string
  readonly account: string
  readonly region: string
  readonly status?: string
  readonly name?: string
}

interface Filter {
  readonly account?: string
  readonly region?: string
  readonly status?: string
  readonly name?: string
}

/** A new resource. */
type New = Omit<Form, 'id'> & { readonly id?: string }

type Room = 'snapshots' | 'disks' | 'images' | 'instances'

/** Creates, shows, changes and deletes the resources of one kind. */
const resourceControl = <R extends { readonly accountId: string; readonly id: string }, W extends Form>(
  { store, clock }: ControlDependencies,
  room: Room,
  kind: ResourceKind<R, W>,
) => {
  const word = room.slice(0, -1)
  const found = (account: string, id: string, now = clock.now()): R => {
    const resource = kind.find(account, id, now)
    if (resource === undefined) throw new ControlError(404, `There is no ${word} ${id} of account ${account}.`)
    return resource
  }
  /** Called inside the transaction, so that a snapshot that would be expired at once is refused. */
  const written = (account: string, id: string, now: number, place: string): W => {
    const resource = kind.find(account, id, now)
    if (resource !== undefined) return formAt(kind, resource, now)
    throw new ShapeError(`${place}.retentionDays`, `large enough that the ${word} has not expired yet`)
  }
  /** For an unknown region any id will do: adding the resource refuses it. */
  const freshId = (regionId: string): string => {
    const region = store.regions.find(regionId)
    return region === undefined ? `${kind.prefix}none` : store.newId(kind.prefix, region)
  }

  return {
    create({ id, ...resource }: New): W {
      const { account, region } = resource
      const now = clock.now()
      const place = `${room}[0]`
      return refusing(
        () =>
          store.commit(() => {
            const full = { ...resource, id: id ?? freshId(region) }
            // An expired snapshot may still have a row.
            if (kind.find(account, full.id, now) === undefined) kind.remove({ accountId: account, id: full.id }, now)
            addWorld(store, { [room]: [full] }, now)
            return written(account, full.id, now, place)
          }),
        `${place}.`,
      )
    },
    list({ account, region, status, name }: Filter = {}): W[] {
      const now = clock.now()
      return kind
        .list(account, now)
        .map(resource => formAt(kind, resource, now))
        .filter(
          form =>
            (region === undefined || form.region === region) &&
            (status === undefined || form.status === status) &&
            (name === undefined || form.name === name),
        )
    },
    get: (account: string, id: string): W => formAt(kind, found(account, id), clock.now()),
    update(account: string, id: string, change: object): W {
      const now = clock.now()
      const form = new Map(Object.entries(kind.formOf(found(account, id, now))))
      for (const name of kind.dropped(change)) form.delete(name)
      const changed = withoutNulls({ ...Object.fromEntries(form), ...change }) as unknown as W
      return refusing(
        () =>
          store.commit(() => {
            kind.put(kind.from(changed, now, word))
            return written(account, id, now, word)
          }),
        `${word}.`,
      )
    },
    delete(account: string, id: string): void {
      const resource = found(account, id)
      store.commit(() => kind.remove(resource, clock.now()))
    },
  }
}

/** The control of snapshots, disks, images and instances of all accounts. */
export const resourceControls = (dependencies: ControlDependencies): Pick<Control, Room> => {
  const kinds = resourceKindsOf(dependencies.store)
  return {
    snapshots: resourceControl(dependencies, 'snapshots', kinds.snapshots),
    disks: resourceControl(dependencies, 'disks', kinds.disks),
    images: resourceControl(dependencies, 'images', kinds.images),
    instances: resourceControl(dependencies, 'instances', kinds.instances),
  }
}
