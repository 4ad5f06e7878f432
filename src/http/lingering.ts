import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Maximum time for a client to close after its last response, in milliseconds. */
const mostPatienceMs = 5000

/**
 * Closes connections in two steps, as RFC 9112 (9.6) requires: stops sending, then reads and discards input until the
 * client closes. Node would close both directions at once. If input is unread, that resets the connection and discards
 * data that the client has not read yet.
 *
 * @param requestMs timeout of a request, in milliseconds; closing may take no longer
 */
export const endInTwoSteps = (app: FastifyInstance, requestMs: number): void => {
  const patienceMs = Math.min(requestMs, mostPatienceMs)
  const prepare = (socket: Socket): void => {
    socket.destroySoon = () => {
      // Detaches Node's parser, which would answer further requests.
      socket.removeAllListeners('data').on('data', () => {})
      socket.end(() => {
        const patience = setTimeout(() => socket.destroy(), patienceMs).unref()
        socket.once('close', () => clearTimeout(patience))
      })
    }
  }
  for (const event of ['connection', 'secureConnection']) app.server.on(event, prepare)
}
