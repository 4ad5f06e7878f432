import { number, object, oneOf, type Shape, type Shaped } from '../model/shape.ts'
import { type Completion, type Snapshot, snapshotStatuses } from '../model/snapshot.ts'
import { time, timeOf } from './fields.ts'

const polls = object(
  {
    /** Number of polls in all. */
    all: number(1, 1_000_000),
    /** Number of polls left. */
    left: number(1, 1_000_000),
  },
  {},
)

/** The DescribeSnapshots calls that must show a snapshot in progress until it ends. */
export interface WorldPolls extends Shaped<typeof polls> {}

/** The completion of a snapshot in its world form. */
export const completionFields = {
  /** Status; default `accomplished`. */
  status: oneOf(...snapshotStatuses),
  /** Progress in per cent of a snapshot that has failed or never ends; default 0. Otherwise it is computed. */
  progress: number(0, 100),
  /** When a snapshot in progress is accomplished; default: never. */
  readyAt: time,
  /** DescribeSnapshots calls that must show a snapshot in progress until it ends; default: it ends at `readyAt`. */
  polls: polls as Shape<WorldPolls>,
}

type WorldCompletion = { readonly [K in keyof typeof completionFields]?: Shaped<(typeof completionFields)[K]> }

/** Converts a completion from its world form. */
export const toCompletion = (world: WorldCompletion, createdAt: number, readyAt: number | null): Completion => {
  const { status = 'accomplished', progress = 0, polls } = world
  const outcome = status === 'failed' ? status : 'accomplished'
  const endsAt = polls ? null : status === 'progressing' ? readyAt : (readyAt ?? createdAt)
  const staysWhereItIs = status === 'progressing' && endsAt === null && polls === undefined
  return {
    outcome,
    finalProgress: status === 'failed' || staysWhereItIs ? progress : 100,
    endsAt,
    pollsTotal: polls?.all ?? null,
    pollsLeft: polls?.left ?? null,
  }
}

/** Converts a completion to its world form, which converts back to the same completion. */
export const completionForm = (snapshot: Completion & Pick<Snapshot, 'createdAt'>): WorldCompletion => {
  const { endsAt: at, outcome, finalProgress: progress, createdAt } = snapshot
  const { pollsTotal: all, pollsLeft: left } = snapshot
  const polls = all === null || left === null ? null : { all, left }
  if (at === null && polls !== null) {
    return outcome === 'failed' ? { status: outcome, progress, polls } : { status: 'progressing', polls }
  }
  if (at === null) return { status: 'progressing', progress }
  const readyAt = at === createdAt ? {} : { readyAt: timeOf(at) }
  if (outcome === 'failed') return { status: outcome, progress, ...readyAt }
  return at > createdAt ? { status: 'progressing', ...readyAt } : { status: outcome, ...readyAt }
}
