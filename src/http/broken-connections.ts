import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorCode } from '../wire/errors.ts'
import type { AppParts } from './app.ts'

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

/** Answers what never became a request: malformed HTTP, headers too large, a request that does not arrive in time. */
export const answerBrokenConnections =
  ({ answer }: Pick<AppParts, 'answer'>) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    endWith(socket, answer(unknownRequest, refusals[error.code ?? ''] ?? 'InvalidParameter.Format').reply)
  }

/** Writes an answer to a bare socket and ends the connection. */
export const endWith = (
  socket: Socket,
  { status, headers, body }: { status: number; headers: Readonly<Record<string, string>>; body: string },
): void => {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`)
}
