import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** The lines of some items. A reader that does not take a line within its time is disconnected. */
async function* linesOf(items: AsyncIterable<object>, reply: FastifyReply, patienceMs: number): AsyncGenerator<string> {
  for await (const item of items) {
    const timer = setTimeout(() => reply.raw.destroy(), patienceMs)
    try {
      yield `${JSON.stringify(item)}\n`
    } finally {
      clearTimeout(timer)
    }
  }
}

/**
 * Sends items as lines of JSON while there are any. An item is made when the reader has taken those before it, so a slow
 * reader costs no memory.
 */
export const sendLines = (reply: FastifyReply, items: AsyncIterable<object>, patienceMs: number): void => {
  reply.type('application/x-ndjson').header('cache-control', 'no-store')
  // HEAD answers like GET, without the body.
  if (reply.request.method === 'HEAD') reply.send()
  else reply.send(Readable.from(linesOf(items, reply, patienceMs), { highWaterMark: 1 }))
}
