import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { ErrorCode } from '../errors/index.ts'
import type { Reply } from '../wire/reply.ts'
import { type InFlight, ignoreErrors } from './in-flight.ts'
import type { Answering } from './turn.ts'

/** What Node's HTTP parser gives up on, in the service's words. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'RequestHeaderFieldsTooLarge',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'RequestEntityTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'RequestTimeout',
}

/** Nothing of a broken request is known, so it is answered in JSON. */
const unknownRequest = {
  method: 'GET',
  url: '/?Format=JSON',
  httpVersion: '1.0',
  rawHeaders: [],
  body: new Uint8Array(),
}

type Refusing = Pick<Answering['gateway'], 'refuse'>

/** Answers what never became a request: malformed HTTP, headers too large, a request that does not arrive in time. */
export const answerBrokenConnections =
  (gateway: Refusing, inFlight: () => InFlight) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    const code = String(error.code)
    if (socket.writable && code !== 'ECONNRESET') {
      endWith(socket, gateway.refuse(unknownRequest, refusals[code] ?? 'InvalidParameter.Format'), inFlight())
    } else if (code === 'ECONNRESET' || code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroy()
    // Else it still sends what nobody reads: to end it at once would take back the answer that is on its way.
  }

/** Answers what Node would by itself answer with an empty body or none: an expectation it does not know, CONNECT. */
export const answerOddities = (app: FastifyInstance, gateway: Refusing, inFlight: InFlight): void => {
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = gateway.refuse(unknownRequest, 'ExpectationFailed')
    inFlight.expect(request, response)
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body)
  })
  app.server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    // Node has let go of the socket: nobody else hears of its errors, or reads on until its end.
    ignoreErrors(socket)
    socket.resume()
    endWith(socket, gateway.refuse(unknownRequest, 'UnsupportedHTTPMethod'), inFlight)
  })
}

/** Writes an answer to a bare socket, after those that are on their way there, and ends the connection. */
const endWith = (socket: Socket, { status, headers, body }: Reply, inFlight: InFlight): void => {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  inFlight.afterAnswers(socket, () => {
    if (socket.writable) socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`)
  })
}
