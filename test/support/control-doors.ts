import type { Test } from 'tap'
import {
  ControlError,
  connect,
  type Miss,
  NotMetError,
  type RecordedCall,
  type RemoteControl,
} from '../../src/client.ts'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'
import { emulatorFor } from './emulator.ts'

/** A way to control an emulator: the behaviour behind all of them must be the same. */
export interface ControlDoor {
  readonly name: string
  open(emulator: Emulator): Promise<RemoteControl>
}

/** The object itself, whose answers only come later, as those of the others do. */
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

interface Row {
  readonly call: string
  /** Names in braces are taken from the arguments in turn; a `?` at the end: the next argument is the query. */
  readonly path: string
  readonly body?: (...args: never[]) => unknown
  readonly read?: (answer: never) => unknown
}

/** What each member is over HTTP: written down a second time, as somebody with nothing but curl would. */
const table: readonly Row[] = [
  { call: 'reset', path: 'POST /reset', body: (scope = {}) => scope },
  { call: 'seed', path: 'POST /seed', body: world => world },
  { call: 'explain', path: 'POST /explain', body: given => (typeof given === 'string' ? { text: given } : given) },
  { call: 'accounts.create', path: 'POST /accounts', body: (from = {}) => from },
  { call: 'accounts.list', path: 'GET /accounts' },
  { call: 'accounts.get', path: 'GET /accounts/{}' },
  { call: 'accounts.update', path: 'PATCH /accounts/{}', body: (_id, change) => change },
  { call: 'accounts.delete', path: 'DELETE /accounts/{}' },
  { call: 'snapshots.create', path: 'POST /snapshots', body: snapshot => snapshot },
  { call: 'snapshots.list', path: 'GET /snapshots?' },
  { call: 'snapshots.get', path: 'GET /snapshots/{}/{}' },
  { call: 'snapshots.update', path: 'PATCH /snapshots/{}/{}', body: (_account, _id, change) => change },
  { call: 'snapshots.delete', path: 'DELETE /snapshots/{}/{}' },
  { call: 'clock.now', path: 'GET /clock', read: ({ now }: { now: string }) => new Date(now) },
  { call: 'clock.set', path: 'PUT /clock', body: at => ({ at }), read: () => undefined },
  {
    call: 'clock.advance',
    path: 'POST /clock/advance',
    body: seconds => ({ seconds }),
    read: ({ now }: { now: string }) => new Date(now),
  },
  { call: 'faults.add', path: 'POST /faults', body: fault => fault, read: ({ id }: { id: string }) => id },
  { call: 'faults.list', path: 'GET /faults' },
  { call: 'faults.remove', path: 'DELETE /faults/{}' },
  { call: 'faults.clear', path: 'DELETE /faults?' },
  { call: 'requests.list', path: 'GET /requests?' },
  { call: 'requests.count', path: 'GET /requests/count?', read: ({ count }: { count: number }) => count },
  {
    call: 'requests.waitFor',
    path: 'POST /requests/wait',
    body: (query: object, wait: object) => ({ ...wait, query }),
    read: (answer: { met: boolean; calls: RecordedCall[]; message: string; closest: Miss[] }) => {
      if (!answer.met) throw new NotMetError(answer.message, answer.closest)
      return answer.calls
    },
  },
  { call: 'requests.clear', path: 'DELETE /requests?' },
  { call: 'state.export', path: 'GET /state' },
  { call: 'state.import', path: 'PUT /state', body: world => world },
  { call: 'state.save', path: 'POST /states/save', body: name => ({ name }) },
  { call: 'state.restore', path: 'POST /states/restore', body: name => ({ name }) },
  { call: 'state.names', path: 'GET /states' },
]

/** `{ a: 1, b: { c: 2 } }` as `?a=1&b.c=2`. */
const asQuery = (fields: Record<string, unknown> = {}): string => {
  const pairs = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object'
      ? Object.entries(value as object).map(([member, text]) => [`${name}.${member}`, String(text)])
      : [[name, String(value)]],
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

const requestOf = ({ path, body }: Row, args: unknown[]) => {
  const [method, pattern = ''] = path.split(' ') as [string, string]
  const rest = [...args]
  const url = pattern
    .replaceAll('{}', () => encodeURIComponent(String(rest.shift())))
    .replace(/\?$/, () => asQuery(rest.shift() as Record<string, unknown>))
  return {
    method,
    url: `/_emulator${url}`,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body(...(args as never[]))),
    }),
  }
}

const rawHttp: ControlDoor = {
  name: 'by bare HTTP',
  open: async emulator => {
    const control: Record<string, unknown> = {}
    for (const row of table) {
      const [room = '', name] = row.call.split('.')
      const member = async (...args: unknown[]): Promise<unknown> => {
        const { status, body } = await emulator.inject(requestOf(row, args))
        const answer = body === '' ? undefined : JSON.parse(body)
        if (status >= 400) throw new ControlError(status, answer.message)
        return row.read === undefined ? answer : row.read(answer as never)
      }
      if (name === undefined) control[room] = member
      else control[room] = { ...(control[room] as object), [name]: member }
    }
    return control as unknown as RemoteControl
  },
}

export const controlDoors: readonly ControlDoor[] = [inProcess, rawHttp, overClient]

/** An emulator that ends with the test, and one door to its control. */
export const controlled = async (t: Test, door: ControlDoor, options: EmulatorOptions = {}) => {
  const emulator = emulatorFor(t, options)
  return { emulator, control: await door.open(emulator) }
}

/** Runs a test through every door. */
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

/** Checks that a control call is refused, to the letter. */
export const refused = async (t: Test, call: Promise<unknown>, status: number, message: string | RegExp) => {
  await t.rejects(call, { name: 'ControlError', status, message }, String(message))
}
