import { setTimeout } from 'node:timers/promises'
import { stopwatch } from '../clock.ts'
import type { Changes } from './changes.ts'
import { checked } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'
import { type View, type ViewFilter, viewFilterShape } from './view.ts'

/** Minimum time between two views, between two while time completes something, and while it only passes, in milliseconds. */
const pace = { change: 100, time: 1000, rest: 2000 }

/** The maximum number of readers. */
const mostReaders = 16

type Watched = Pick<ControlDependencies, 'changes' | 'clock' | 'closing'>

const changing = ['progressing', 'Creating', 'Attaching', 'Detaching', 'ReIniting', 'Starting', 'Stopping']

/** Whether the clock alone will change something that a view shows. */
const isUnderWay = ({ snapshots, disks, images, instances }: View): boolean =>
  [snapshots, disks, images, instances].some(({ newest }) =>
    newest.some(({ status }) => changing.includes(status as string)),
  )

/** A view, when and after how many changes it was built, and how long it is good enough, in milliseconds. */
interface Look {
  readonly at: number
  readonly count: number
  readonly view: View
  readonly pauseMs: number
}

/** Builds the views of all readers of one filter, so seldom that all filters take a tenth of the time at most. */
const sharing = (build: () => View, changes: Changes, filters: () => number): (() => Look) => {
  let last: Look | undefined
  return () => {
    const at = stopwatch()
    if (last !== undefined && at - last.at < last.pauseMs) return last
    const { count } = changes
    const view = build()
    last = { at, count, view, pauseMs: Math.max(pace.change, (stopwatch() - at) * 10 * filters()) }
    return last
  }
}

/** Waits for something that fails only when it is aborted. */
const untilAborted = (wait: Promise<unknown>): Promise<unknown> => wait.catch(() => {})

/**
 * Returns a view now and one after each change, and each second while the clock completes something. A reader that
 * takes its time misses views, but never the latest one.
 */
async function* viewsOf(look: () => Look, { changes, clock }: Watched, signal: AbortSignal): AsyncGenerator<View> {
  let shown: View | undefined
  while (!signal.aborted) {
    const { count, view, pauseMs } = look()
    if (view !== shown) yield view
    shown = view
    await untilAborted(setTimeout(pauseMs, undefined, { signal }))
    if (changes.count > count) continue
    // What loses the race ends with its turn, so that no listener is left behind.
    const turn = new AbortController()
    const either = AbortSignal.any([signal, turn.signal])
    const waits = [changes.next(either)]
    if (clock.runs) waits.push(setTimeout(isUnderWay(view) ? pace.time : pace.rest, undefined, { signal: either }))
    await untilAborted(Promise.race(waits))
    turn.abort()
  }
}

/**
 * Returns the function that watches the emulator.
 *
 * @throws {ControlError} 400 when the filter is invalid, 409 when there are too many readers
 */
export const watcher = (build: (filter: ViewFilter) => View, watched: Watched) => {
  /** For each filter that is read, its readers. */
  const looks = new Map<string, { readonly look: () => Look; readers: number }>()
  let readers = 0
  return (filter: unknown, gone: AbortSignal): AsyncIterable<View> => {
    const conditions = checked(viewFilterShape, filter)
    if (readers === mostReaders) throw new ControlError(409, `There are ${mostReaders} readers already.`)
    const key = JSON.stringify(conditions)
    const shared = looks.get(key) ?? {
      look: sharing(
        () => build(conditions),
        watched.changes,
        () => looks.size,
      ),
      readers: 0,
    }
    looks.set(key, shared)
    readers++
    shared.readers++
    gone.addEventListener('abort', () => {
      readers--
      shared.readers--
      if (shared.readers === 0) looks.delete(key)
    })
    return viewsOf(shared.look, watched, AbortSignal.any([watched.closing, gone]))
  }
}
