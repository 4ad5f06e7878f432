import { id, number, object, type Shaped, ShapeError } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { type Transition, transitionDefaults } from '../model/transition.ts'
import { withoutNulls } from './fields.ts'
import { checkAccount, checkRegion } from './references.ts'

export const transitionShape = object(
  {},
  {
    /** Account that it applies to; default: all accounts. */
    account: id,
    /** Region of the source; default: any. */
    from: id,
    /** Region of the new snapshot; default: any. */
    to: id,
    /** Id of a copy's source; default: any. */
    snapshot: id,
    /** Duration in seconds; default: the value of a less specific entry. */
    seconds: number(0, 31_536_000, 'number'),
    /** Seconds to add for each GiB of the disk; default: as for `seconds`. */
    secondsPerGiB: number(0, 86_400, 'number'),
    /** DescribeSnapshots calls that show the snapshot in progress until it ends, regardless of time; 0: by time. */
    afterPolls: number(0, 1_000_000),
    /** Progress in per cent at which it fails; 100: it succeeds. Default: the value of a less specific entry. */
    failsAt: number(0, 100),
  },
)

/** The duration and the end of the snapshots in a scope. */
export interface WorldTransition extends Shaped<typeof transitionShape> {}

/** @throws {ShapeError} for the first transition that cannot be added */
export const addTransitions = (store: Store, transitions: readonly WorldTransition[]): void => {
  for (const [i, { account, snapshot = null, ...transition }] of transitions.entries()) {
    const place = `transitions[${i}]`
    const { from, to } = transition
    if ((from === undefined) !== (to === undefined)) throw new ShapeError(place, 'with both from and to, or neither')
    checkRegion(store, from, `${place}.from`)
    checkRegion(store, to, `${place}.to`)
    checkAccount(store, account, `${place}.account`)
    store.transitions.add({ ...transitionDefaults, ...transition, accountId: account ?? null, snapshotId: snapshot })
  }
}

/**
 * Returns a warning for each transition of a world that names a snapshot that does not exist. It is no error: an export
 * has the transitions of deleted snapshots too.
 *
 * @param name name of the world, for the warnings
 */
export const strayTransitions = (
  { accounts, snapshots }: Store,
  name: string,
  transitions: readonly WorldTransition[] = [],
): string[] => {
  const exists = (id: string, account: string | undefined): boolean =>
    account === undefined ? accounts.list().some(each => snapshots.has(each.id, id)) : snapshots.has(account, id)
  return transitions.flatMap(({ snapshot, account }) =>
    snapshot === undefined || exists(snapshot, account)
      ? []
      : [`The world ${name} has a transition for the snapshot ${snapshot}, which does not exist.`],
  )
}

/** Converts a transition to its world form. */
export const transitionForm = (transition: Transition): WorldTransition =>
  withoutNulls({
    account: transition.accountId,
    snapshot: transition.snapshotId,
    from: transition.from,
    to: transition.to,
    seconds: transition.seconds,
    secondsPerGiB: transition.secondsPerGiB,
    afterPolls: transition.afterPolls,
    failsAt: transition.failsAt,
  })
