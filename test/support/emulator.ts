import type { Test } from 'tap'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type InjectReply,
  type InjectRequest,
} from '../../src/index.ts'
import { type Credentials, type Params, query, signedParams } from './oracle.ts'

/** The time at which the tests' worlds stand still. */
export const testTime = Date.parse('2026-11-24T08:00:00Z')

/** Closes something when a test ends. */
const until = (t: Test, emulator: Emulator): Emulator => {
  t.teardown(() => emulator.close())
  return emulator
}

/** An emulator that ends with the test; its clocks stand still at `testTime` unless told otherwise. */
export const emulatorFor = (t: Test, options: EmulatorOptions = {}): Emulator =>
  until(t, createEmulator({ clock: new Date(testTime), machineClock: () => testTime, ...options }))

/** A way to the emulator: the behaviour behind both must be the same. */
export interface Door {
  readonly name: string
  /** Opens the door of an emulator. */
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

/** An answer with its JSON body read. */
export interface Answer extends InjectReply {
  // biome-ignore lint/suspicious/noExplicitAny: the answers of every action pass through here
  readonly json: any
}

/** How a call is made, where it matters. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST'
  readonly as?: Credentials
  readonly now?: number
  readonly nonce?: string
}

/** Makes signed V1 calls through a door; JSON unless the parameters ask for another format. */
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

/** What a copy that works asks for. */
export const goodCopy: Params = {
  SnapshotId: 's-bp67acfmxazb4p000001',
  RegionId: 'cn-chengdu',
  DestinationRegionId: 'us-east-1',
}

/** One that works in the world `2025`. */
export const goodCopy2025: Params = { ...goodCopy, SnapshotId: 's-2vc2025standard' }
