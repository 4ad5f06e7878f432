import type { Completion, Progressing } from '../model/completion.ts'
import { number, object, type Shape, type Shaped } from '../model/shape.ts'
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

/** The describing calls that must show a snapshot or an image in progress until it ends. */
export interface WorldPolls extends Shaped<typeof polls> {}

/** The completion of a snapshot or an image in its world form, but for its status. */
export const completionFields = {
  /** Progress in per cent if it has failed or never ends; default 0. Otherwise it is computed. */
  progress: number(0, 100),
  /** When progress ends with success; default: never. */
  readyAt: time,
  /** Describing calls that must show it in progress until it ends; default: it ends at `readyAt`. */
  polls: polls as Shape<WorldPolls>,
}

/** The fields, and the status in the words of snapshots. */
type WorldCompletion = { readonly [K in keyof typeof completionFields]?: Shaped<(typeof completionFields)[K]> } & {
  readonly status?: 'progressing' | 'accomplished' | 'failed'
}

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
export const completionForm = (progressing: Progressing): WorldCompletion => {
  const { endsAt: at, outcome, finalProgress: progress, createdAt } = progressing
  const { pollsTotal: all, pollsLeft: left } = progressing
  const polls = all === null || left === null ? null : { all, left }
  if (at === null && polls !== null) {
    return outcome === 'failed' ? { status: outcome, progress, polls } : { status: 'progressing', polls }
  }
  if (at === null) return { status: 'progressing', progress }
  const readyAt = at === createdAt ? {} : { readyAt: timeOf(at) }
  if (outcome === 'failed') return { status: outcome, progress, ...readyAt }
  return at > createdAt ? { status: 'progressing', ...readyAt } : { status: outcome, ...readyAt }
}
