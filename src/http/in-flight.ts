import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** How long a stop waits for answers that their readers do not take, in milliseconds. */
const deadlineMs = 2000

/**
 * Counts the answers that are on their way, so that a stop delivers them and then ends every connection at once: also
 * the idle and the half-sent ones, for which Node would wait.
 */
export class InFlight {
  readonly #app: FastifyInstance
  #count = 0
  #closing = false

  constructor(app: FastifyInstance) {
    this.#app = app
    app.addHook('preClose', done => {
      this.#closing = true
      this.#endConnections()
      setTimeout(() => app.server.closeAllConnections(), deadlineMs).unref()
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
    if (this.#closing && this.#count === 0) this.#app.server.closeAllConnections()
  }
}
