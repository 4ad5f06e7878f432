import type { Test } from 'tap'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type InjectReply,
  type InjectRequest,
} from '../../src/index.ts'
import { type Credentials, type Params, query, signedParams } from './oracle.ts'

/** The frozen time of the tests' worlds. */
export const testTime = Date.parse('2026-11-24T08:00:00Z')

/** Closes something when a test ends. */
const until = (t: Test, emulator: Emulator): Emulator => {
  t.teardown(() => emulator.close())
  return emulator
}

/** An emulator that is closed after the test. By default its clocks are frozen at `testTime`. */
export const emulatorFor = (t: Test, options: EmulatorOptions = {}): Emulator =>
  until(t, createEmulator({ clock: new Date(testTime), machineClock: () => testTime, ...options }))

/** A way to call the emulator. Both doors must behave the same. */
export interface Door {
  readonly name: string
  /** Opens the door to an emulator. */
  open(emulator: Emulator): Promise<Send>
}

export type Send = (request: InjectRequest) => Promise<InjectReply>

export const inProcess: Door = { name: 'in process', open: async emulator => request => emulator.inject(request) }

export const overSocket: Door = {
  name: 'over a socket',
  open: async emulator => {
    const url = await emulator.listen()
    return async ({ method = 'GET', url: path, headers = {}, body }) => {
      const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      }
    }
  },
}

export const doors: readonly Door[] = [inProcess, overSocket]

/** An answer with its parsed JSON body. */
export interface Answer extends InjectReply {
  // biome-ignore lint/suspicious/noExplicitAny: the answers of every action pass through here
  readonly json: any
}

/** Options of a call. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST'
  readonly as?: Credentials
  readonly now?: number
  readonly nonce?: string
}

/** Makes signed V1 calls through a door, in JSON unless the parameters set a Format. */
export const caller =
  (send: Send) =>
  async (action: string, params: Params = {}, options: CallOptions = {}): Promise<Answer> => {
    const { method = 'GET' } = options
    const text = query(signedParams({ Action: action, ...params }, { now: testTime, ...options }))
    const reply = await send(
      method === 'GET'
        ? { url: `/?${text}` }
        : { method, url: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: text },
    )
    const isJson = reply.body !== '' && reply.headers['content-type']?.startsWith('application/json') === true
    return { ...reply, json: isJson ? JSON.parse(reply.body) : undefined }
  }

/** An emulator in process and a way to call it. */
export const started = (t: Test, options: EmulatorOptions = {}) => {
  const emulator = emulatorFor(t, options)
  return { emulator, call: caller(request => emulator.inject(request)) }
}

/** The parameters of a valid copy. */
export const goodCopy: Params = {
  SnapshotId: 's-bp67acfmxazb4p000001',
  RegionId: 'cn-chengdu',
  DestinationRegionId: 'us-east-1',
}
