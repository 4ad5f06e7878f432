import type { ShapeName } from './shapes.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A control call as plain data: a member of the control object, and the same call over HTTP. */
export interface Row {
  /** Method, and path below `/_emulator`. The names in the path are the first arguments of the member. */
  readonly route: `${Method} /${string}`
  /** What the call does, in one line. */
  readonly help: string
  /** Shape of the query (GET, DELETE) or of the body (POST, PUT, PATCH): the next argument. */
  readonly input?: ShapeName
  /** Fields of the input that are arguments of their own, before an argument with its other fields. */
  readonly fields?: readonly string[]
  /** The input may be left out. */
  readonly optional?: true
  /** Maximum size of the body, in bytes; default 64 MiB. */
  readonly bodyLimit?: number
  /** Shape of the answer; a call without one answers what has no shape, or nothing. */
  readonly answer?: ShapeName | `${ShapeName}[]`
  /** Field that holds the answer over HTTP; the field `now` holds a time. */
  readonly wrap?: 'calls' | 'count' | 'id' | 'now'
  /** The answer comes later: an AbortSignal may follow the arguments. */
  readonly waits?: true
}

/** A row with the type of its member. */
export interface Call<F> extends Row {
  /** Never there at run time. */
  readonly member?: F
}

/** Makes a row of the table of control calls. */
export const call = <F>(row: Row): Call<F> => row

/** The members that a table of calls describes; each keeps the docstring of its row. */
export type Members<T> = { readonly [K in keyof T]: T[K] extends Call<infer F> ? F : Members<T[K]> }
