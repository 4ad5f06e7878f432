import type { Control } from './control/control.ts'
import { ControlError, type Miss, NotMetError } from './control/errors.ts'
import type { RecordedCall } from './gateway/journal.ts'

export type {
  ControlAccount,
  ControlSnapshot,
  Explanation,
} from './control/control.ts'
export { ControlError, type Miss, NotMetError } from './control/errors.ts'
export type { ActiveFault, Fault } from './gateway/faults.ts'
export type { RecordedCall } from './gateway/journal.ts'
export type { World } from './world/world.ts'

/** A thing whose methods answer later, and are the same otherwise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : Remote<T[K]>
}

/** Steers an emulator that runs elsewhere: `Control`, over HTTP. */
export type RemoteControl = Remote<Control>

export interface ConnectOptions {
  /** The control token, when the emulator asks for one. */
  readonly token?: string
}

type Ask = <T>(method: string, path: string, body?: object, signal?: AbortSignal) => Promise<T>

/** Values of a query; members of an object are written with a dot. */
const queryOf = (fields: object): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'object') query.append(name, String(value))
    else for (const [member, text] of Object.entries(value)) query.append(`${name}.${member}`, String(text))
  }
  return query.size === 0 ? '' : `?${query}`
}

const path = (...parts: string[]): string => parts.map(part => `/${encodeURIComponent(part)}`).join('')

const asker =
  (url: string, { token }: ConnectOptions): Ask =>
  async <T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> => {
    const response = await fetch(`${url.replace(/\/+$/, '')}/_emulator${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    })
    const text = await response.text()
    const answer = text === '' ? undefined : JSON.parse(text)
    if (!response.ok) throw new ControlError(response.status, answer.message)
    return answer
  }

type Waited = { met: true; calls: RecordedCall[] } | { met: false; message: string; closest: readonly Miss[] }

/**
 * Connects to an emulator, such as one in a container.
 *
 * @param url where it answers, such as `http://127.0.0.1:8014`
 */
export const connect = (url: string, options: ConnectOptions = {}): RemoteControl => {
  const ask = asker(url, options)
  const timeOf = async (answer: Promise<{ now: string }>): Promise<Date> => new Date((await answer).now)
  return {
    reset: (scope = {}) => ask('POST', '/reset', scope),
    seed: world => ask('POST', '/seed', world),
    accounts: {
      create: (from = {}) => ask('POST', '/accounts', from),
      list: () => ask('GET', '/accounts'),
      get: id => ask('GET', `/accounts${path(id)}`),
      update: (id, change) => ask('PATCH', `/accounts${path(id)}`, change),
      delete: id => ask('DELETE', `/accounts${path(id)}`),
    },
    snapshots: {
      create: snapshot => ask('POST', '/snapshots', snapshot),
      list: (filter = {}) => ask('GET', `/snapshots${queryOf(filter)}`),
      get: (account, id) => ask('GET', `/snapshots${path(account, id)}`),
      update: (account, id, change) => ask('PATCH', `/snapshots${path(account, id)}`, change),
      delete: (account, id) => ask('DELETE', `/snapshots${path(account, id)}`),
    },
    clock: {
      now: () => timeOf(ask('GET', '/clock')),
      set: async at => void (await ask('PUT', '/clock', { at })),
      advance: seconds => timeOf(ask('POST', '/clock/advance', { seconds })),
    },
    faults: {
      add: async fault => (await ask<{ id: string }>('POST', '/faults', fault)).id,
      list: () => ask('GET', '/faults'),
      remove: id => ask('DELETE', `/faults${path(id)}`),
      clear: (scope = {}) => ask('DELETE', `/faults${queryOf(scope)}`),
    },
    requests: {
      list: (query = {}) => ask('GET', `/requests${queryOf(query)}`),
      count: async (query = {}) => (await ask<{ count: number }>('GET', `/requests/count${queryOf(query)}`)).count,
      async waitFor(query, wait, signal) {
        const waited = await ask<Waited>('POST', '/requests/wait', { ...wait, query }, signal)
        if (waited.met) return waited.calls
        throw new NotMetError(waited.message, waited.closest)
      },
      clear: (scope = {}) => ask('DELETE', `/requests${queryOf(scope)}`),
    },
    explain: request => ask('POST', '/explain', typeof request === 'string' ? { text: request } : request),
    state: {
      export: () => ask('GET', '/state'),
      import: world => ask('PUT', '/state', world),
      save: name => ask('POST', '/states/save', { name }),
      restore: name => ask('POST', '/states/restore', { name }),
      names: () => ask('GET', '/states'),
    },
  }
}
