import type { Completion } from './completion.ts'
import { defaultsOf, integer, oneOf, orNull, type RecordOf, real, text } from './members.ts'
import { type ResourceKind, resourceKinds } from './resources.ts'

/**
 * How snapshots and copied images in progress end, and how long a disk or an instance changes its status. A null value
 * defers to the next less specific transition.
 */
export const transitionMembers = {
  /** The scope: `accountId` to `resourceId` must all match; null matches everything. */
  accountId: orNull(text()),
  /** The regions of the source and of the new resource. They are the same for a snapshot of a disk. */
  from: orNull(text()),
  to: orNull(text()),
  /** The source of a copy, or the disk or instance whose statuses change. */
  resourceKind: orNull(oneOf(...resourceKinds)),
  resourceId: orNull(text()),
  seconds: orNull(real()),
  /** Seconds for each GiB of the disk; added to `seconds`. */
  secondsPerGiB: orNull(real()),
  /** Describing calls that show it in progress until it ends, regardless of time; 0: by time. */
  afterPolls: orNull(integer()),
  /** Progress in per cent at which the snapshot fails; 100: it succeeds. */
  failsAt: orNull(integer()),
}

export type Transition = RecordOf<typeof transitionMembers>

/** Default values of a transition: it applies to everything and sets nothing. */
export const transitionDefaults = defaultsOf(transitionMembers)

/** What takes a while, to find its transitions. */
export interface TransitionScope {
  readonly accountId: string
  readonly from: string
  readonly to: string
  /** The source of a copy, or what changes its status. */
  readonly resource?: { readonly kind: ResourceKind; readonly id: string }
}

/** A transition that sets every value. */
export type DefaultTransition = {
  readonly [K in 'seconds' | 'secondsPerGiB' | 'afterPolls' | 'failsAt']: number
}

const saysWhetherItFails = (transition: Transition): transition is Transition & { readonly failsAt: number } =>
  transition.failsAt !== null

const saysHowLong = ({ seconds, secondsPerGiB, afterPolls }: Transition): boolean =>
  seconds !== null || secondsPerGiB !== null || afterPolls !== null

/**
 * Plans the completion of a snapshot or of an image's copy that begins now. Progress is even: one that takes 10
 * seconds and fails at 40 per cent fails after 4 seconds.
 *
 * @param transitions most specific first
 * @param otherwise the values that no transition sets
 * @param now epoch milliseconds
 * @param size size of its disks, in GiB
 */
export const plannedCompletion = (
  transitions: readonly Transition[],
  otherwise: DefaultTransition,
  now: number,
  size: number,
): Completion => {
  const { seconds, secondsPerGiB, afterPolls } = transitions.find(saysHowLong) ?? otherwise
  const { failsAt } = transitions.find(saysWhetherItFails) ?? otherwise
  const end = { outcome: failsAt < 100 ? 'failed' : 'accomplished', finalProgress: failsAt } as const
  if (afterPolls) return { ...end, endsAt: null, pollsTotal: afterPolls, pollsLeft: afterPolls }
  const endsAt = now + Math.round(((seconds ?? 0) + (secondsPerGiB ?? 0) * size) * 10 * failsAt)
  return { ...end, endsAt, pollsTotal: null, pollsLeft: null }
}

/**
 * Returns how many seconds a disk or an instance stays in an in-between status. Only a transition that names it counts:
 * the others are about copies.
 */
export const changeSecondsOf = (transitions: readonly Transition[], otherwise: number): number =>
  transitions.find(({ resourceId, seconds }) => resourceId !== null && seconds !== null)?.seconds ?? otherwise
