import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { ErrorCode } from '../errors/index.ts'
import type { Reply } from '../wire/reply.ts'
import { type InFlight, ignoreErrors } from './in-flight.ts'
import type { Answering } from './turn.ts'

/** Error codes for failures of Node's HTTP parser. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'RequestHeaderFieldsTooLarge',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'RequestEntityTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'RequestTimeout',
}

/** Replaces a broken request, whose format is unknown. The response is JSON. */
const unknownRequest = {
  method: 'GET',
  url: '/?Format=JSON',
  httpVersion: '1.0',
  rawHeaders: [],
  body: new Uint8Array(),
}

type Refusing = Pick<Answering['gateway'], 'refuse'>

/** Answers malformed HTTP, headers that are too large and requests that time out. */
export const answerBrokenConnections =
  (gateway: Refusing, inFlight: () => InFlight) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    const code = String(error.code)
    if (socket.writable && code !== 'ECONNRESET') {
      endWith(socket, gateway.refuse(unknownRequest, refusals[code] ?? 'InvalidParameter.Format'), inFlight())
    } else if (code === 'ECONNRESET' || code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroy()
    // Otherwise the client is still sending. Closing now would discard the response that is being sent.
  }

/** Writes the head of a request again, without its offer to upgrade. */
const headWithoutUpgrade = ({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer => {
  const lines = rawHeaders.flatMap((name, i) =>
    i % 2 === 0 && name.toLowerCase() !== 'upgrade' ? [`${name}: ${rawHeaders[i + 1]}\r\n`] : [],
  )
  return Buffer.from(`${method} ${url} HTTP/${httpVersion}\r\n${lines.join('')}\r\n`, 'latin1')
}

/**
 * Answers unknown expectations and CONNECT, which Node would answer with an empty body or not at all. Serves a request
 * that offers an upgrade as if it did not: Node's parser would ignore errors in its body, and the requests after it.
 */
export const answerOddities = (app: FastifyInstance, gateway: Refusing, inFlight: InFlight): void => {
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = gateway.refuse(unknownRequest, 'ExpectationFailed')
    inFlight.expect(request, response)
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body)
  })
  app.server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    // Node no longer handles the socket, so its errors and remaining data must be handled here.
    ignoreErrors(socket)
    socket.resume()
    endWith(socket, gateway.refuse(unknownRequest, 'UnsupportedHTTPMethod'), inFlight)
  })
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, rest: Buffer) => {
    ignoreErrors(socket)
    inFlight.betweenAnswers(socket, () => {
      if (!socket.writable) return
      socket.unshift(Buffer.concat([headWithoutUpgrade(request), rest]))
      app.server.emit('encrypted' in socket ? 'secureConnection' : 'connection', socket)
    })
  })
}

/** Ends a connection after the responses in progress, with a response unless the request already got one. */
const endWith = (socket: Socket, { status, headers, body }: Reply, inFlight: InFlight): void => {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const isAnswered = inFlight.isAnswered(socket)
  inFlight.afterAnswers(socket, () => {
    if (isAnswered) socket.end()
    else if (socket.writable) socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`)
  })
}
