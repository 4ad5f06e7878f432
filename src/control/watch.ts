import { setTimeout } from 'node:timers/promises'
import { checked } from './checks.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError } from './errors.ts'
import { type View, type ViewFilter, viewFilterShape } from './view.ts'

/** Minimum time between two views, and between two while only time passes, in milliseconds. */
const pace = { change: 100, time: 1000 }

/** The maximum number of readers. */
const mostReaders = 16

type Watched = Pick<ControlDependencies, 'changes' | 'clock' | 'closing'>

const changing = ['progressing', 'Creating', 'Attaching', 'Detaching', 'ReIniting', 'Starting', 'Stopping']

/** Whether the clock alone will change something that a view shows. */
const isUnderWay = ({ snapshots, disks, images, instances }: View): boolean =>
  [snapshots, disks, images, instances].some(({ newest }) =>
    newest.some(({ status }) => changing.includes(status as string)),
  )

/**
 * Returns a view now and one after each change, and each second while the clock completes something. A reader that
 * takes its time misses views, but never the latest one.
 */
async function* viewsOf(look: () => View, { changes, clock }: Watched, signal: AbortSignal): AsyncGenerator<View> {
  try {
    for (;;) {
      const { count } = changes
      const view = look()
      yield view
      await setTimeout(pace.change, undefined, { signal })
      if (changes.count > count) continue
      // What loses the race ends with its turn, so that no listener is left behind.
      const turn = new AbortController()
      const either = AbortSignal.any([signal, turn.signal])
      const waits = [changes.next(either)]
      if (clock.runs && isUnderWay(view)) waits.push(setTimeout(pace.time, undefined, { signal: either }))
      await Promise.race(waits).finally(() => turn.abort())
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/**
 * Returns the function that watches the emulator.
 *
 * @throws {ControlError} 400 when the filter is invalid, 409 when there are too many readers
 */
export const watcher = (look: (filter: ViewFilter) => View, watched: Watched) => {
  let readers = 0
  return (filter: unknown, gone: AbortSignal): AsyncIterable<View> => {
    const conditions = checked(viewFilterShape, filter)
    if (readers === mostReaders) throw new ControlError(409, `There are ${mostReaders} readers already.`)
    readers++
    gone.addEventListener('abort', () => readers--)
    return viewsOf(() => look(conditions), watched, AbortSignal.any([watched.closing, gone]))
  }
}
