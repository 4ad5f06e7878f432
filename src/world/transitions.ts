import { number, object, type Shaped, ShapeError } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { type Transition, transitionDefaults } from '../model/transition.ts'
import { id, withoutNulls } from './terms.ts'

export const transitionShape = object(
  {},
  {
    account: id,
    from: id,
    to: id,
    snapshot: id,
    seconds: number(0, 31_536_000, 'number'),
    secondsPerGiB: number(0, 86_400, 'number'),
    afterDescribes: number(0, 1_000_000),
    failsAt: number(0, 100),
  },
)

type WorldTransition = Shaped<typeof transitionShape>

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
    afterDescribes: transition.afterDescribes,
    failsAt: transition.failsAt,
  })
