import { Refused, views } from './api.js'
import { words } from './words.js'

/**
 * A dialog by its kind, with what it shows.
 *
 * @typedef {{ kind: 'call', call: import('../../gateway/journal.ts').RecordedCall, difference?: string, text?: string }
 *   | { kind: 'fault' | 'stub', codes: string[] }
 *   | { kind: 'keys', account: import('../../control/answers.ts').ControlAccount }
 *   | { kind: 'question', text: string, act: () => Promise<unknown> }
 *   | { kind: 'token' }} Dialog
 */

/** Everything that the page shows. */
export const state = {
  /** @type {import('./api.js').View | undefined} */
  view: undefined,
  /** When the view came, by `performance.now()`. */
  cameAt: 0,
  /** @type {'connecting' | 'live' | 'lost'} */
  connection: 'connecting',
  /** @type {Record<string, string>} */
  filter: {},
  /** @type {Dialog | undefined} */
  dialog: undefined,
  /** The message of the last refused call. */
  problem: '',
}

let isDue = false
/** @type {() => void} */
let draw

/** @param {() => void} how */
export const drawWith = how => {
  draw = how
}

/** Changes the state. The page is drawn in the next frame. @param {Partial<typeof state>} change */
export const update = change => {
  Object.assign(state, change)
  if (isDue) return
  isDue = true
  requestAnimationFrame(() => {
    isDue = false
    draw()
  })
}

/** Runs what a person asked for, and shows why it was refused. @param {() => Promise<unknown>} work */
export const act = async work => {
  update({ problem: '' })
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused && error.status === 401) askForToken()
    else update({ problem: /** @type {Error} */ (error).message })
  }
}

/** Runs the work of a dialog, which closes unless it is refused. @param {() => Promise<unknown>} work */
export const finish = work =>
  act(async () => {
    await work()
    update({ dialog: undefined })
  })

/** Returns the filled fields of a submitted form. @param {SubmitEvent} event @returns {Record<string, string>} */
export const fieldsOf = event => {
  event.preventDefault()
  const fields = [...new FormData(/** @type {HTMLFormElement} */ (event.target))]
  return Object.fromEntries(fields.filter(([, value]) => value !== '').map(([name, value]) => [name, String(value)]))
}

/** The pause before the next try, in milliseconds. */
const retryMs = 1000

/** Nothing works without the token, so the dialog comes back until there is one. */
const askForToken = () => update({ dialog: { kind: 'token' }, problem: words.tokenNeeded })

let following = new AbortController()

/** Follows the emulator with the filter, again whenever the connection is lost. A hidden page needs no connection. */
export const follow = async () => {
  following.abort()
  following = new AbortController()
  if (document.hidden) return
  const { signal } = following
  while (!signal.aborted) {
    try {
      for await (const view of views(state.filter, signal)) {
        const wasLost = state.connection === 'lost'
        update({ view, cameAt: performance.now(), connection: 'live', ...(wasLost && { problem: '' }) })
      }
    } catch (error) {
      if (error instanceof Refused) update({ problem: error.message })
      if (error instanceof Refused && error.status === 401) return askForToken()
    }
    if (signal.aborted) return
    update({ connection: 'lost' })
    await new Promise(resolve => setTimeout(resolve, retryMs))
  }
}
