import { type ResourceKind, resourceKinds } from '../model/resources.ts'
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
    /** Region of the new snapshot or image; default: any. */
    to: id,
    /** Id of the snapshot whose copies it applies to; default: any. An entry names one resource at most. */
    snapshot: id,
    /** Id of the image whose copies it applies to. */
    image: id,
    /** Id of the disk whose in-between statuses take `seconds`, such as `Attaching`. */
    disk: id,
    /** Id of the instance whose in-between statuses take `seconds`, such as `Stopping`. */
    instance: id,
    /** Duration in seconds; default: the value of a less specific entry. */
    seconds: number(0, 31_536_000, 'number'),
    /** Seconds to add for each GiB of the disks; default: as for `seconds`. */
    secondsPerGiB: number(0, 86_400, 'number'),
    /** Describing calls that show it in progress until it ends, regardless of time; 0: by time. */
    afterPolls: number(0, 1_000_000),
    /** Progress in per cent at which it fails; 100: it succeeds. Default: the value of a less specific entry. */
    failsAt: number(0, 100),
  },
)

/** The duration and the end of copies and new snapshots in a scope, or the duration of a resource's changes. */
export interface WorldTransition extends Shaped<typeof transitionShape> {}

type Named = { readonly kind: ResourceKind; readonly id: string }

/** Returns the resources that a transition names. */
const namedBy = (transition: WorldTransition): Named[] =>
  resourceKinds.flatMap(kind => {
    const id = transition[kind]
    return id === undefined ? [] : [{ kind, id }]
  })

const checkResources = (transition: WorldTransition, place: string): Named | undefined => {
  const [named, other] = namedBy(transition)
  if (other !== undefined)
    throw new ShapeError(`${place}.${other.kind}`, 'left out: an entry names one resource at most')
  if (named?.kind !== 'disk' && named?.kind !== 'instance') return named
  for (const name of ['secondsPerGiB', 'afterPolls', 'failsAt'] as const) {
    if (transition[name] !== undefined) throw new ShapeError(`${place}.${name}`, 'left out, since it is about copies')
  }
  return named
}

/** @throws {ShapeError} for the first transition that cannot be added */
export const addTransitions = (store: Store, transitions: readonly WorldTransition[]): void => {
  for (const [i, given] of transitions.entries()) {
    const place = `transitions[${i}]`
    const { account, snapshot: _, image: __, disk: ___, instance: ____, ...transition } = given
    const { from, to } = transition
    if ((from === undefined) !== (to === undefined)) throw new ShapeError(place, 'with both from and to, or neither')
    checkRegion(store, from, `${place}.from`)
    checkRegion(store, to, `${place}.to`)
    checkAccount(store, account, `${place}.account`)
    const named = checkResources(given, place)
    store.transitions.add({
      ...transitionDefaults,
      ...transition,
      accountId: account ?? null,
      resourceKind: named?.kind ?? null,
      resourceId: named?.id ?? null,
    })
  }
}

const exists = (store: Store, { kind, id }: Named, account: string): boolean => {
  if (kind === 'snapshot') return store.snapshots.has(account, id)
  return store[`${kind}s`].find(account, id) !== undefined
}

/**
 * Returns a warning for each transition of a world that names a resource that does not exist. It is no error: an export
 * has the transitions of deleted resources too.
 *
 * @param name name of the world, for the warnings
 */
export const strayTransitions = (store: Store, name: string, transitions: readonly WorldTransition[] = []): string[] =>
  transitions.flatMap(transition => {
    const { account } = transition
    const owners = account === undefined ? store.accounts.list().map(each => each.id) : [account]
    return namedBy(transition)
      .filter(named => !owners.some(owner => exists(store, named, owner)))
      .map(({ kind, id }) => `The world ${name} has a transition for the ${kind} ${id}, which does not exist.`)
  })

/** Converts a transition to its world form. */
export const transitionForm = (transition: Transition): WorldTransition =>
  withoutNulls({
    account: transition.accountId,
    ...(transition.resourceKind !== null && { [transition.resourceKind]: transition.resourceId }),
    from: transition.from,
    to: transition.to,
    seconds: transition.seconds,
    secondsPerGiB: transition.secondsPerGiB,
    afterPolls: transition.afterPolls,
    failsAt: transition.failsAt,
  })
