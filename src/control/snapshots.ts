import { ShapeError } from '../model/shape.ts'
import { progressAt, type Snapshot, statusAt } from '../model/snapshot.ts'
import { withoutNulls } from '../world/fields.ts'
import { snapshotForm, toSnapshot, type WorldSnapshot } from '../world/snapshots.ts'
import { addWorld } from '../world/world.ts'
import type { ControlSnapshot } from './answers.ts'
import type { Control } from './calls.ts'
import { refusing } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'
import type { SnapshotChange } from './shapes.ts'

/** Applies a change. Null removes a field. A new status without a time takes effect immediately. */
const changed = (form: WorldSnapshot, change: SnapshotChange): WorldSnapshot => {
  const { status, progress, readyAt, polls, ...rest } = form
  const end = change.status === undefined ? { status, progress, readyAt, polls } : {}
  return withoutNulls({ ...rest, ...end, ...change }) as WorldSnapshot
}

/** Creates, shows, changes and deletes snapshots of all accounts. */
export const snapshotControl = ({ store, clock }: ControlDependencies): Control['snapshots'] => {
  const { snapshots } = store
  const found = (account: string, id: string, now = clock.now()): Snapshot => {
    const snapshot = snapshots.find(account, undefined, id, now)
    if (snapshot === undefined) throw new ControlError(404, `There is no snapshot ${id} of account ${account}.`)
    return snapshot
  }
  const shown = (snapshot: Snapshot, now = clock.now()): ControlSnapshot => {
    const current = { status: statusAt(snapshot, now), progress: progressAt(snapshot, now) }
    // Cloned, since the caller may change it.
    return structuredClone({ ...snapshotForm(snapshot), ...current })
  }
  /** Called inside the transaction, so that a snapshot that would be expired at once is refused. */
  const written = (account: string, id: string, now: number, place: string): ControlSnapshot => {
    const snapshot = snapshots.find(account, undefined, id, now)
    if (snapshot !== undefined) return shown(snapshot, now)
    throw new ShapeError(`${place}.retentionDays`, 'large enough that the snapshot has not expired yet')
  }
  /** For an unknown region any id will do: adding the snapshot refuses it. */
  const freshId = (regionId: string): string => {
    const region = store.regions.find(regionId)
    return region === undefined ? 's-none' : store.newId('s-', region)
  }

  return {
    create({ id, ...snapshot }) {
      const { account, region } = snapshot
      const now = clock.now()
      return refusing(
        () =>
          store.commit(() => {
            const full = { ...snapshot, id: id ?? freshId(region) }
            // An expired snapshot may still have a row.
            if (snapshots.find(account, undefined, full.id, now) === undefined) {
              snapshots.remove({ accountId: account, id: full.id })
            }
            addWorld(store, { snapshots: [full] }, now)
            return written(account, full.id, now, 'snapshots[0]')
          }),
        'snapshots[0].',
      )
    },
    list({ account, region, status, name } = {}) {
      return snapshots
        .list(account, clock.now())
        .map(snapshot => shown(snapshot))
        .filter(
          snapshot =>
            (region === undefined || snapshot.region === region) &&
            (status === undefined || snapshot.status === status) &&
            (name === undefined || snapshot.name === name),
        )
    },
    get: (account, id) => shown(found(account, id)),
    update(account, id, change) {
      const now = clock.now()
      const form = changed(snapshotForm(found(account, id, now)), change)
      return refusing(() => {
        const snapshot = toSnapshot(store, form, now, 'snapshot')
        return store.commit(() => {
          snapshots.replace(snapshot)
          return written(account, id, now, 'snapshot')
        })
      }, 'snapshot.')
    },
    delete(account, id) {
      const snapshot = found(account, id)
      store.commit(() => snapshots.remove(snapshot))
    },
  }
}
