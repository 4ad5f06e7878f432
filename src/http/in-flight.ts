import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a stop waits for answers that their readers do not take, in milliseconds. */
const deadlineMs = 2000

/** A connection that breaks is its client's loss; an error that nobody listens to would end the process. */
export const ignoreErrors = (socket: Socket): void => {
  socket.on('error', () => {})
}

/** A request and its answer. */
interface Pair {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The one before it on the same connection. */
  readonly before: ServerResponse | undefined
}

/**
 * Counts the answers that are on their way, so that a stop delivers them and then ends every connection at once: also
 * the idle and the half-sent ones, for which Node would wait.
 */
export class InFlight {
  readonly #sockets = new Set<Socket>()
  readonly #latest = new WeakMap<Socket, Pair>()
  /** Connections to which nothing more is said than what already waits for its turn. */
  readonly #ending = new WeakSet<Socket>()
  #count = 0
  #closing = false

  constructor(app: FastifyInstance) {
    // Node's own list lacks those whose TLS handshake is not over.
    app.server.on('connection', socket => {
      ignoreErrors(socket)
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    app.server.on('request', (request, response) => this.expect(request, response))
    // Node takes a connection for idle whose answer is complete and not yet written.
    app.server.closeIdleConnections = () => {}
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

  /** A request has begun, and will have this answer. */
  expect(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    const pair = { request, response, before: this.#latest.get(socket)?.response }
    this.#latest.set(socket, pair)
    // An idle connection keeps nothing of its last request alive.
    response.once('close', () => {
      if (this.#latest.get(socket) === pair) this.#latest.delete(socket)
    })
  }

  /**
   * Does something once the answers to all whole requests of a connection are out; only the first time for each
   * connection.
   */
  afterAnswers(socket: Socket, then: () => void): void {
    if (this.#ending.has(socket)) return
    this.#ending.add(socket)
    const latest = this.#latest.get(socket)
    // A request that broke off in its middle has no answer to wait for.
    const last = latest?.request.complete ? latest.response : latest?.before
    if (last === undefined || last.closed) then()
    else last.once('close', then)
  }

  /** Ends a connection with a reset; over TLS only the connection beneath can do so. */
  reset(socket: Socket): void {
    const { remoteAddress, remotePort, localAddress } = socket
    for (const raw of this.#sockets) {
      if (raw.remotePort === remotePort && raw.remoteAddress === remoteAddress && raw.localAddress === localAddress) {
        raw.resetAndDestroy()
      }
    }
    socket.destroy()
  }

  #endConnections(): void {
    if (this.#closing && this.#count === 0) this.#destroySockets()
  }

  #destroySockets(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}
