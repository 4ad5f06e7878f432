import type { Control } from '../control/control.ts'
import type { Shape } from '../model/shape.ts'

/** What a control call brings: the names in its path, its query and its body. */
interface Input<Q, B> {
  /** Aborted when nobody takes the answer any more. */
  readonly gone: AbortSignal
  readonly at: Readonly<Record<string, string>>
  readonly query: Q
  readonly body: B
}

/** One control call, and what of the control object it stands for. */
export interface Route<Q = never, B = never> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/_emulator`. */
  readonly path: string
  readonly summary: string
  /** How large the body may be, in bytes; absent: as large as a whole state. */
  readonly bodyLimit?: number
  readonly query?: Shape<Q>
  readonly body?: Shape<B>
  /** How the answer looks, where that has a table too. */
  readonly answer?: Shape<unknown>
  run(control: Control, input: Input<Q, B>): unknown
}

/** Makes a row, in which query and body have the types of their tables. */
export const route = <Q, B>(row: Route<Q, B>): Route => row as unknown as Route
