import type { Completion } from './snapshot.ts'

/** How snapshots in the making come to their end; what is not said is left to the next wider one. */
export interface Transition {
  readonly seconds?: number | undefined
  /** Seconds for each GiB of the disk; added to `seconds`. */
  readonly secondsPerGiB?: number | undefined
  /** It ends when DescribeSnapshots has shown it in progress so often, whatever the time; 0: by time. */
  readonly afterDescribes?: number | undefined
  /** The per cent at which it fails; 100: it does not. */
  readonly failsAt?: number | undefined
}

/** What a transition holds for: everything, or what all of the given members say. */
export interface TransitionScope {
  readonly accountId?: string | undefined
  /** The regions of the source and of the new snapshot, which are the same for the snapshot of a disk. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The source of a copy. */
  readonly snapshotId?: string | undefined
}

/** One that says everything. */
export type DefaultTransition = { readonly [K in keyof Transition]-?: number }

const saysWhetherItFails = (transition: Transition): transition is Transition & { readonly failsAt: number } =>
  transition.failsAt !== undefined

const saysHowLong = ({ seconds, secondsPerGiB, afterDescribes }: Transition): boolean =>
  seconds !== undefined || secondsPerGiB !== undefined || afterDescribes !== undefined

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
  const { seconds = 0, secondsPerGiB = 0, afterDescribes = 0 } = transitions.find(saysHowLong) ?? otherwise
  const { failsAt } = transitions.find(saysWhetherItFails) ?? otherwise
  const end = { outcome: failsAt < 100 ? 'failed' : 'accomplished', finalProgress: failsAt } as const
  if (afterDescribes > 0) return { ...end, endsAt: null, describesTotal: afterDescribes, describesLeft: afterDescribes }
  const endsAt = now + Math.round((seconds + secondsPerGiB * size) * 10 * failsAt)
  return { ...end, endsAt, describesTotal: null, describesLeft: null }
}
