import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'

/** The reference: servers that answer every request with a JSON as long as the answer to a copy. */
const answer = { RequestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E', SnapshotId: 's-rj9000000000000000001' }

const servers = {
  fastify: async (): Promise<string> => {
    const app = Fastify()
    app.route({ method: ['GET', 'POST'], url: '/', handler: (_request, reply) => reply.send(answer) })
    return app.listen({ host: '127.0.0.1', port: 0 })
  },
  http: (): Promise<string> =>
    new Promise(resolve => {
      const server = createServer((request, response) => {
        request.resume()
        const body = JSON.stringify(answer)
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
        response.end(body)
      })
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
    }),
}

process.stdout.write(`${await servers[process.argv[2] as keyof typeof servers]()}\n`)
