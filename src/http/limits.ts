import type { Settings } from '../settings.ts'

/** What a request may cost at most. */
export type Limits = Pick<Settings, 'maxHeaderBytes' | 'maxBodyBytes' | 'requestTimeout' | 'keepAliveTimeout'>

/** How often in its time it is looked whether a request is overdue. */
const looks = 8

/** The options of Node's HTTP server that hold the limits. */
export const serverOptionsOf = ({ maxHeaderBytes, requestTimeout }: Limits) => ({
  maxHeaderSize: maxHeaderBytes,
  // Node refuses to wait longer for the headers than for the whole, and takes five minutes for the whole by itself.
  requestTimeout: requestTimeout * 1000,
  headersTimeout: requestTimeout * 1000,
  connectionsCheckingInterval: Math.ceil((requestTimeout * 1000) / looks),
})
