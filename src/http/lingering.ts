import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a client that has been told everything may take to close at most, in milliseconds. */
const mostPatienceMs = 5000

/**
 * Ends connections in two steps, as RFC 9112 (9.6) asks: no more is said, and what still comes is read and dropped until
 * the client has taken its answer and closes. Node would close at once, which is a reset when something is unread, and
 * that takes back what the client has not read yet.
 *
 * @param requestMs how long a request may take, in milliseconds: a client may not take longer to close
 */
export const endInTwoSteps = (app: FastifyInstance, requestMs: number): void => {
  const patienceMs = Math.min(requestMs, mostPatienceMs)
  const prepare = (socket: Socket): void => {
    socket.destroySoon = () => {
      // Node's parser would answer what follows.
      socket.removeAllListeners('data').on('data', () => {})
      socket.end(() => {
        const patience = setTimeout(() => socket.destroy(), patienceMs).unref()
        socket.once('close', () => clearTimeout(patience))
      })
    }
  }
  for (const event of ['connection', 'secureConnection']) app.server.on(event, prepare)
}
