import { id, number, object, type Shaped, ShapeError } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { type Transition, transitionDefaults } from '../model/transition.ts'
import { withoutNulls } from './fields.ts'

export const transitionShape = object(
  {},
  {
    /** Account whose snapshots it is about; default: all accounts. */
    account: id,
    /** Region of the source; default: any. */
    from: id,
    /** Region of the new snapshot; default: any. */
    to: id,
    /** Id of a copy's source; default: any. */
    snapshot: id,
    /** Duration in seconds; default: what a less specific entry says. */
    seconds: number(0, 31_536_000, 'number'),
    /** Seconds to add for each GiB of the disk; default: as for `seconds`. */
    secondsPerGiB: number(0, 86_400, 'number'),
    /** How often DescribeSnapshots shows the snapshot in progress until it ends, whatever the time; 0: by time. */
    afterPolls: number(0, 1_000_000),
    /** Progress in per cent at which it fails; 100: it succeeds. Default: what a less specific entry says. */
    failsAt: number(0, 100),
  },
)

/** How long snapshots take, how they end, and which ones. */
export interface WorldTransition extends Shaped<typeof transitionShape> {}

/** @throws {ShapeError} for the first transition that cannot be added */
export const addTransitions = (store: Store, transitions: readonly WorldTransition[]): void => {
  for (const [i, { account = null, snapshot = null, ...transition }] of transitions.entries()) {
    const place = `transitions[${i}]`
    const { from, to } = transition
    if ((from === undefined) !== (to === undefined)) throw new ShapeError(place, 'with both from and to, or neither')
    for (const [name, region] of Object.entries({ from, to })) {
      if (region !== undefined && !store.regions.find(region)) {
        throw new ShapeError(`${place}.${name}`, 'the id of a region')
      }
    }
    if (account !== null && !store.accounts.find(account)) {
      throw new ShapeError(`${place}.account`, 'the id of an account')
    }
    store.transitions.add({ ...transitionDefaults, ...transition, accountId: account, snapshotId: snapshot })
  }
}

/** A transition as a world describes it. */
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
