import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was last sent to a client. */
export interface Sent {
  readonly body: string
}

/** Passes calls on to the emulator, byte for byte, and keeps the last answer. A cut connection is cut for the client too. */
export const listenBefore = async (url: string) => {
  let last: Sent | undefined
  const { hostname, port } = new URL(url)
  const cut = (response: ServerResponse) => response.socket?.resetAndDestroy()
  const server = createServer((call, response) => {
    const { method, url: path, rawHeaders } = call
    const onwards = request({ hostname, port, method, path, headers: rawHeaders, agent: false }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('error', () => cut(response))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        last = { body: body.toString() }
        response.writeHead(answer.statusCode as number, answer.rawHeaders).end(body)
      })
    })
    onwards.on('error', () => cut(response))
    call.pipe(onwards)
  })
  // A client that uses its connection again finds it open at the next step, however slow the machine is.
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The last answer; forgets it. */
    take: (): Sent | undefined => {
      const sent = last
      last = undefined
      return sent
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
