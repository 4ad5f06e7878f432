import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Ends connections in two steps, as RFC 9112 (9.6) asks: no more is said, and what still comes is read and dropped until
 * the client has taken its answer and closes. Node would close at once, which is a reset when something is unread, and
 * that takes back what the client has not read yet.
 *
 * @param patienceMs how long a client that has been told everything may take to close, in milliseconds
 */
export const endInTwoSteps = (app: FastifyInstance, patienceMs: number): void => {
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
