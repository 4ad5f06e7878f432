import type { ShapeName } from './shapes.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Describes a control call as data: a member of the control object, and its HTTP route. */
export interface Row {
  /** Method, and path below `/_emulator`. Path parameters are the member's first arguments. */
  readonly route: `${Method} /${string}`
  /** A second route, with the input of a GET as its body, since generated clients cannot write objects into a query. */
  readonly search?: `POST /${string}`
  /** What the call does, in one line. */
  readonly help: readonly [english: string, chinese: string]
  /** Shape of the query (GET, DELETE) or body (POST, PUT, PATCH). It is the next argument. */
  readonly input?: ShapeName
  /** Input fields passed as separate arguments, before an argument with the remaining fields. */
  readonly fields?: readonly string[]
  /** The input may be omitted. */
  readonly optional?: true
  /** Maximum size of the body, in bytes; default `maxStateBytes`. */
  readonly bodyLimit?: number
  /** Shape of the HTTP response; undefined: it is empty. */
  readonly answer?: ShapeName | `${ShapeName}[]`
  /** Field of the HTTP response that holds the returned value. `now` holds a time. */
  readonly wrap?: 'calls' | 'count' | 'id' | 'now'
  /** The call is asynchronous. It accepts an AbortSignal as its last argument. */
  readonly waits?: true
}

/** A row with the type of its member. */
export interface Call<F> extends Row {
  /** Never set; carries the type only. */
  readonly member?: F
}

/** Defines a row of the table of control calls. */
export const call = <F>(row: Row): Call<F> => row

/** The members that a table of calls describes. Each keeps the docstring of its row. */
export type Members<T> = { readonly [K in keyof T]: T[K] extends Call<infer F> ? F : Members<T[K]> }
