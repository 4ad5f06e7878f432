import type { Settings } from '../settings.ts'

/** How often in its time it is looked whether a request is overdue. */
const looks = 8

/** The options of Node's HTTP server that hold the limits of a request. */
export const serverOptionsOf = ({ maxHeaderBytes, requestTimeout }: Settings) => ({
  maxHeaderSize: maxHeaderBytes,
  // Node refuses to wait longer for the headers than for the whole, and takes five minutes for the whole by itself.
  requestTimeout: requestTimeout * 1000,
  headersTimeout: requestTimeout * 1000,
  connectionsCheckingInterval: Math.ceil((requestTimeout * 1000) / looks),
})
