/** A call that the runner asks for. */
export interface Request {
  readonly action: string
  readonly version: string
  readonly params: Readonly<Record<string, unknown>>
  readonly key: { readonly id: string; readonly secret: string; readonly token?: string }
  readonly endpoint: string
  readonly protocol: 'http' | 'https'
  /** A file with the certificate to trust. */
  readonly ca?: string
  readonly retries?: number
}

/** Makes a call. Returns the answer by the names of the API, or throws what the client throws. */
export type Client = (request: Request) => Promise<object>

/** Loads a package of a client. */
// biome-ignore lint/suspicious/noExplicitAny: one program reads several versions of the client, each with its own types
export type Load = (name: string) => any

/** A client that has no such action or parameter. */
export class Unsupported extends Error {}
