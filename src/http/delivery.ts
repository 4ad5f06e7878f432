import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import type { Effect, Outcome } from '../gateway/outcome.ts'
import type { Reply } from '../wire/reply.ts'

/** What faults do to an answer on its way. */
const effects: Readonly<Record<Effect, (reply: FastifyReply, answer: Reply) => void>> = {
  empty: (reply, { headers }) => {
    reply.code(200).headers(headers).send('')
  },
  truncate: (reply, { status, headers, body }) => {
    const bytes = Buffer.from(body)
    reply.hijack()
    reply.raw.writeHead(status, { ...headers, 'content-length': bytes.length })
    reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.destroy())
  },
  reset: reply => {
    // Without a socket there is nothing to reset: the request ends without an answer.
    const socket: Partial<Socket> = reply.request.raw.socket
    reply.hijack()
    if (socket.resetAndDestroy === undefined) reply.raw.destroy()
    else socket.resetAndDestroy()
  },
}

/** Sends the answer of a call, or what a fault makes of it. */
export const deliver = (reply: FastifyReply, { reply: answer, effect }: Outcome, closing: boolean): void => {
  if (closing) reply.header('connection', 'close')
  if (effect !== undefined) effects[effect](reply, answer)
  else reply.code(answer.status).headers(answer.headers).send(answer.body)
}
