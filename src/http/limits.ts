/** What a request may cost at most. */
export interface Limits {
  /** Size of the URL and all headers, in bytes; default 1 MiB: legal calls reach 50 kB of URL. */
  readonly maxHeaderBytes: number
  /** Size of the body, in bytes; default 1 MiB. */
  readonly maxBodyBytes: number
  /** How long a request may take to arrive, in seconds; default 30. */
  readonly requestTimeout: number
  /** How long a connection may be idle, in seconds; default 72, longer than clients keep one. */
  readonly keepAliveTimeout: number
}

/** How often in its time it is looked whether a request is overdue. */
const looks = 8

/** The options of Node's HTTP server that hold the limits. */
export const serverOptionsOf = ({ maxHeaderBytes, requestTimeout }: Limits) => ({
  maxHeaderSize: maxHeaderBytes,
  headersTimeout: requestTimeout * 1000,
  connectionsCheckingInterval: Math.ceil((requestTimeout * 1000) / looks),
})

export const limitsOf = (given: Partial<Limits>): Limits => ({
  maxHeaderBytes: given.maxHeaderBytes ?? 1024 * 1024,
  maxBodyBytes: given.maxBodyBytes ?? 1024 * 1024,
  requestTimeout: given.requestTimeout ?? 30,
  keepAliveTimeout: given.keepAliveTimeout ?? 72,
})
