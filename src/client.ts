import { type Control, membersOf, type NamedRow } from './control/calls.ts'
import { ControlError } from './control/errors.ts'
import { requestOf, returnedBy } from './control/over-http.ts'

export type {
  ControlAccount,
  ControlDisk,
  ControlImage,
  ControlInstance,
  ControlSnapshot,
  Explanation,
} from './control/answers.ts'
export { ControlError, type Miss, NotMetError } from './control/errors.ts'
export type { ActiveFault, Fault } from './gateway/faults.ts'
export type { RecordedCall } from './gateway/journal.ts'
export type { ActiveStub, Stub } from './model/stub.ts'
export type { World } from './world/world.ts'

/** The same members, each returning a promise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : Remote<T[K]>
}

/** Controls a remote emulator: the members of `Control`, over HTTP. */
export type RemoteControl = Remote<Control>

export interface ConnectOptions {
  /** Control token of the emulator; default: none. */
  readonly token?: string
}

/**
 * Connects to the control API of an emulator, such as one in a container. Each member makes one HTTP request.
 *
 * @param url address of the emulator, such as `http://127.0.0.1:8014`
 * @throws {ControlError} from each member when the call is refused, with its status and message
 */
export const connect = (url: string, { token }: ConnectOptions = {}): RemoteControl => {
  const base = url.replace(/\/+$/, '')
  const authorization = token !== undefined && { authorization: `Bearer ${token}` }
  const ask = async (row: NamedRow, args: unknown[]): Promise<unknown> => {
    const { url: path, headers, ...request } = requestOf(row, args)
    const signal = args.find(arg => arg instanceof AbortSignal) ?? null
    const response = await fetch(base + path, { ...request, headers: { ...headers, ...authorization }, signal })
    const text = await response.text()
    const answer = text === '' ? undefined : JSON.parse(text)
    if (!response.ok) throw new ControlError(response.status, answer.message)
    return returnedBy(row, answer)
  }
  return membersOf(
    row =>
      (...args) =>
        ask(row, args),
  )
}
