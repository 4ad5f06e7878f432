import type { Test } from 'tap'
import { ControlError, connect, type RemoteControl } from '../../src/client.ts'
import { membersOf } from '../../src/control/calls.ts'
import { requestOf, returnedBy } from '../../src/control/over-http.ts'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'
import { emulatorFor } from './emulator.ts'

/** A way to control an emulator. All doors must behave the same. */
export interface ControlDoor {
  readonly name: string
  open(emulator: Emulator): Promise<RemoteControl>
}

/** The object itself, with asynchronous answers like the other doors. */
const inProcess: ControlDoor = {
  name: 'in process',
  open: async emulator => {
    const later = (thing: object): object =>
      new Proxy(thing, {
        get: (target, name) => {
          const member = Reflect.get(target, name)
          if (typeof member === 'function') return async (...args: unknown[]) => member(...args)
          return typeof member === 'object' ? later(member as object) : member
        },
      })
    return later(emulator) as RemoteControl
  },
}

const overClient: ControlDoor = { name: 'by the client', open: async emulator => connect(await emulator.listen()) }

/** The client's HTTP requests, injected without a socket. */
const rawHttp: ControlDoor = {
  name: 'by bare HTTP',
  open: async emulator =>
    membersOf(row => async (...args) => {
      const { status, body } = await emulator.inject(requestOf(row, args))
      const answer = body === '' ? undefined : JSON.parse(body)
      if (status >= 400) throw new ControlError(status, answer.message)
      return returnedBy(row, answer)
    }),
}

export const controlDoors: readonly ControlDoor[] = [inProcess, rawHttp, overClient]

/** An emulator that is closed after the test, and one door to its control. */
export const controlled = async (t: Test, door: ControlDoor, options: EmulatorOptions = {}) => {
  const emulator = emulatorFor(t, options)
  return { emulator, control: await door.open(emulator) }
}

/** Runs a test once per door. */
export const throughEveryDoor = (
  t: Test,
  name: string,
  body: (t: Test, opened: Awaited<ReturnType<typeof controlled>>) => Promise<unknown>,
  options: EmulatorOptions = {},
): void => {
  for (const door of controlDoors) {
    t.test(`${name} (${door.name})`, async t => void (await body(t, await controlled(t, door, options))))
  }
}

/** Checks that a control call is refused with this exact message. */
export const refused = async (t: Test, call: Promise<unknown>, status: number, message: string | RegExp) => {
  await t.rejects(call, { name: 'ControlError', status, message }, String(message))
}
