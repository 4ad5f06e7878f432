import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a stop waits for answers that their readers do not take, in milliseconds. */
const deadlineMs = 2000

/**
 * Counts the answers that are on their way, so that a stop delivers them and then ends every connection at once: also
 * the idle and the half-sent ones, for which Node would wait.
 */
export class InFlight {
  readonly #sockets = new Set<Socket>()
  #count = 0
  #closing = false

  constructor(app: FastifyInstance) {
    // Node's own list lacks those whose TLS handshake is not over.
    app.server.on('connection', socket => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    app.addHook('preClose', done => {
      this.#closing = true
      this.#endConnections()
      setTimeout(() => this.#destroySockets(), deadlineMs).unref()
      done()
    })
  }

  /** Whether the server is stopping; calls that still come are refused. */
  get closing(): boolean {
    return this.#closing
  }

  /** A request is whole and about to be answered. */
  enter(response: ServerResponse): void {
    // A client that has gone takes no answer, and its response closes no second time.
    if (response.closed) return
    this.#count++
    response.once('close', () => {
      this.#count--
      this.#endConnections()
    })
  }

  #endConnections(): void {
    if (this.#closing && this.#count === 0) this.#destroySockets()
  }

  #destroySockets(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}
