import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a stop waits for clients to read their responses, in milliseconds: half of what Docker gives it. */
const deadlineMs = 5000

/** Ignores errors of a broken connection. An unhandled one would end the process. */
export const ignoreErrors = (socket: Socket): void => {
  socket.on('error', () => {})
}

/** A request and its response. */
interface Pair {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The previous response on the same connection. */
  readonly before: ServerResponse | undefined
}

/**
 * Counts pending responses. A stop delivers them and then closes all connections immediately, even idle ones and ones
 * with a partial request, for which Node would wait.
 */
export class InFlight {
  readonly #sockets = new Set<Socket>()
  readonly #latest = new WeakMap<Socket, Pair>()
  /** Connections that end after their pending responses. */
  readonly #ending = new WeakSet<Socket>()
  #count = 0
  #closing = false

  constructor(app: FastifyInstance) {
    // Node's own list lacks connections whose TLS handshake is not complete.
    app.server.on('connection', socket => {
      ignoreErrors(socket)
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    app.server.on('request', (request, response) => this.expect(request, response))
    // Node considers a connection idle when its response is complete but not yet written.
    app.server.closeIdleConnections = () => {}
    app.addHook('preClose', done => {
      this.#closing = true
      this.#endConnections()
      setTimeout(() => this.#destroySockets(), deadlineMs).unref()
      done()
    })
  }

  /** Whether the server is stopping. New calls are refused then. */
  get closing(): boolean {
    return this.#closing
  }

  /** Registers a complete request that is about to be answered. */
  enter(response: ServerResponse): void {
    // The client has disconnected, and 'close' will not fire again.
    if (response.closed) return
    this.#count++
    response.once('close', () => {
      this.#count--
      this.#endConnections()
    })
  }

  /** Registers a request that has begun, with its response. */
  expect(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    const pair = { request, response, before: this.#latest.get(socket)?.response }
    this.#latest.set(socket, pair)
    // Releases the memory of the last request while the connection is idle.
    response.once('close', () => {
      if (request.complete && this.#latest.get(socket) === pair) this.#latest.delete(socket)
    })
  }

  /** Whether a response was sent before its request was complete. Nothing else may be sent in response to the rest. */
  isAnswered(socket: Socket): boolean {
    const latest = this.#latest.get(socket)
    return latest !== undefined && !latest.request.complete && latest.response.headersSent
  }

  /**
   * Runs a callback once all requests of a connection that get a response have got it. Further callbacks for the same
   * connection are ignored.
   */
  afterAnswers(socket: Socket, then: () => void): void {
    if (this.#ending.has(socket)) return
    this.#ending.add(socket)
    this.betweenAnswers(socket, then)
  }

  /** Runs a callback once all requests of a connection that get a response have got it. */
  betweenAnswers(socket: Socket, then: () => void): void {
    const latest = this.#latest.get(socket)
    // An incomplete request will get no response to wait for.
    const last = latest?.request.complete || this.isAnswered(socket) ? latest?.response : latest?.before
    if (last === undefined || last.closed) then()
    else last.once('close', then)
  }

  /** Resets a connection. Over TLS only the underlying TCP socket can be reset. */
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
