import { integer, oneOf, orNull, type RecordOf, withDefault } from './members.ts'

/**
 * The members that determine how a snapshot or the copy of an image ends. Progress is computed on each read: there are
 * no background jobs.
 */
export const completionMembers = {
  /** When progress ends, in epoch milliseconds; null: it does not end by time. */
  endsAt: orNull(integer()),
  outcome: withDefault(oneOf('accomplished', 'failed'), 'accomplished'),
  /** Progress at the end, in per cent: 100 unless it fails or never ends. */
  finalProgress: withDefault(integer(), 100),
  /** Polls (describing calls that show it in progress) until the end; null: it ends by time alone. */
  pollsTotal: orNull(integer()),
  /** How many of these polls are left. */
  pollsLeft: orNull(integer()),
}

export type Completion = RecordOf<typeof completionMembers>

/** A completion, and when it began in epoch milliseconds. */
export type Progressing = Completion & { readonly createdAt: number }

/** A completion that ends successfully at a time, in epoch milliseconds. */
export const endingAt = (endsAt: number): Completion => ({
  endsAt,
  outcome: 'accomplished',
  finalProgress: 100,
  pollsTotal: null,
  pollsLeft: null,
})

/** Whether it has ended at a time, with success or not. */
export const hasEnded = ({ endsAt }: Completion, now: number): boolean => endsAt !== null && endsAt <= now

/** Whether it ends after a number of polls: describing calls that show it in progress. */
export const endsByPolls = ({ endsAt, pollsTotal }: Completion): boolean => endsAt === null && pollsTotal !== null

/** Returns the elapsed share of progress, from 0 to 1; undefined when it never ends. */
const shareAt = (progressing: Progressing, now: number): number | undefined => {
  const { endsAt, pollsTotal, pollsLeft, createdAt } = progressing
  if (hasEnded(progressing, now)) return 1
  // A world may set the creation after now, and the end before the creation.
  if (endsAt !== null) return now < createdAt ? 0 : (now - createdAt) / (endsAt - createdAt)
  return pollsTotal === null || pollsLeft === null ? undefined : 1 - pollsLeft / pollsTotal
}

/** Returns progress in whole per cent. It grows evenly and reaches its final value only at the end. */
export const progressAt = (progressing: Progressing, now: number): number => {
  const { finalProgress } = progressing
  const share = shareAt(progressing, now) ?? 1
  return share === 1 ? finalProgress : Math.max(0, Math.floor(share * finalProgress))
}

/** Returns the seconds until the end, rounded up; 0 when it has ended or never ends. Each remaining poll counts as one second. */
export const remainingSecondsAt = ({ endsAt, pollsLeft }: Completion, now: number): number =>
  endsAt === null ? (pollsLeft ?? 0) : Math.max(0, Math.ceil((endsAt - now) / 1000))
