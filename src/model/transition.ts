import { defaultsOf, integer, orNull, type RecordOf, real, text } from './members.ts'
import type { Completion } from './snapshot.ts'

/** How snapshots in progress end. A null value defers to the next less specific transition. */
export const transitionMembers = {
  /** The scope: `accountId` to `snapshotId` must all match; null matches everything. */
  accountId: orNull(text()),
  /** The regions of the source and of the new snapshot. They are the same for a snapshot of a disk. */
  from: orNull(text()),
  to: orNull(text()),
  /** The source of a copy. */
  snapshotId: orNull(text()),
  seconds: orNull(real()),
  /** Seconds for each GiB of the disk; added to `seconds`. */
  secondsPerGiB: orNull(real()),
  /** DescribeSnapshots calls that show the snapshot in progress until it ends, regardless of time; 0: by time. */
  afterPolls: orNull(integer()),
  /** Progress in per cent at which the snapshot fails; 100: it succeeds. */
  failsAt: orNull(integer()),
}

export type Transition = RecordOf<typeof transitionMembers>

/** Default values of a transition: it applies to everything and sets nothing. */
export const transitionDefaults = defaultsOf(transitionMembers)

/** A new snapshot, to find its transitions. */
export interface TransitionScope {
  readonly accountId: string
  readonly from: string
  readonly to: string
  /** The source of a copy. */
  readonly snapshotId?: string
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
 * Plans the completion of a snapshot created now. Progress is even: a snapshot that takes 10 seconds and fails at 40
 * per cent fails after 4 seconds.
 *
 * @param transitions most specific first
 * @param otherwise the values that no transition sets
 * @param now epoch milliseconds
 * @param size size of its disk, in GiB
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
