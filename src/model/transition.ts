import { defaultsOf, integer, orNull, type RecordOf, real, text } from './members.ts'
import type { Completion } from './snapshot.ts'

/** How snapshots in the making come to their end; what is null is left to the next wider one. */
export const transitionMembers = {
  /** What it holds for: everything, or what all that are given here say. */
  accountId: orNull(text()),
  /** The regions of the source and of the new snapshot, which are the same for the snapshot of a disk. */
  from: orNull(text()),
  to: orNull(text()),
  /** The source of a copy. */
  snapshotId: orNull(text()),
  seconds: orNull(real()),
  /** Seconds for each GiB of the disk; added to `seconds`. */
  secondsPerGiB: orNull(real()),
  /** It ends when DescribeSnapshots has shown it in progress so often, whatever the time; 0: by time. */
  afterPolls: orNull(integer()),
  /** The per cent at which it fails; 100: it does not. */
  failsAt: orNull(integer()),
}

export type Transition = RecordOf<typeof transitionMembers>

/** What a transition is where nothing says otherwise: it holds for everything, and says nothing. */
export const transitionDefaults = defaultsOf(transitionMembers)

/** A snapshot in the making, of which transitions are asked for. */
export interface TransitionScope {
  readonly accountId: string
  readonly from: string
  readonly to: string
  /** The source of a copy. */
  readonly snapshotId?: string
}

/** One that says everything. */
export type DefaultTransition = {
  readonly [K in 'seconds' | 'secondsPerGiB' | 'afterPolls' | 'failsAt']: number
}

const saysWhetherItFails = (transition: Transition): transition is Transition & { readonly failsAt: number } =>
  transition.failsAt !== null

const saysHowLong = ({ seconds, secondsPerGiB, afterPolls }: Transition): boolean =>
  seconds !== null || secondsPerGiB !== null || afterPolls !== null

/**
 * The end that a snapshot made now will come to. Progress is even: one that takes 10 seconds and fails at 40 per cent
 * fails after 4.
 *
 * @param transitions the narrowest first
 * @param otherwise what holds where they say nothing
 * @param now epoch milliseconds
 * @param size of its disk, in GiB
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
