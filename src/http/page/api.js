/** @typedef {import('../../control/view.ts').View} View */

/** A refused call. Status 401: a token is required. */
export class Refused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Kept in memory only. @type {string | undefined} */
let token

/** @param {string} given */
export const useToken = given => {
  // A header is bytes. Any other text would fail before it is refused.
  token = String.fromCharCode(...new TextEncoder().encode(given))
}

/** @param {string} path @param {RequestInit} [init] */
const ask = async (path, init = {}) => {
  const headers = { ...init.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) }
  const response = await fetch(`.${path}`, { ...init, headers })
  if (response.ok) return response
  throw new Refused(response.status, (await response.json()).message)
}

/**
 * Makes a control call.
 *
 * @param {string} method
 * @param {string} path below `/_emulator`
 * @param {object} [body]
 * @returns {Promise<any>} its answer, if it has one
 * @throws {Refused}
 */
export const control = async (method, path, body) => {
  const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const text = await (await ask(path, { method, ...sent })).text()
  return text === '' ? undefined : JSON.parse(text)
}

/**
 * Yields the latest view after each change.
 *
 * @param {Record<string, string>} filter
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<View>}
 * @throws {Refused}
 */
export async function* views(filter, signal) {
  const response = await ask(`/watch?${new URLSearchParams(filter)}`, { signal })
  const reader = /** @type {ReadableStream} */ (response.body).pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = /** @type {string} */ (lines.pop())
    const latest = lines.pop()
    if (latest !== undefined) yield JSON.parse(latest)
  }
}
