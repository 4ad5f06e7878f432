import type { FastifyReply } from 'fastify'
import type { Effect, Outcome } from '../gateway/outcome.ts'
import type { Reply } from '../wire/reply.ts'
import type { InFlight } from './in-flight.ts'

/** What faults do to an answer on its way. */
const effects: Readonly<Record<Effect, (reply: FastifyReply, answer: Reply, inFlight: InFlight) => void>> = {
  empty: (reply, { headers }) => {
    reply.code(200).headers(headers).send('')
  },
  truncate: (reply, { status, headers, body }) => {
    const bytes = Buffer.from(body)
    reply.hijack()
    reply.raw.writeHead(status, { ...headers, 'content-length': bytes.length })
    reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.destroy())
  },
  reset: (reply, _answer, inFlight) => {
    reply.hijack()
    inFlight.reset(reply.request.raw.socket)
    // Without a socket there was nothing to reset: the request ends without an answer.
    reply.raw.destroy()
  },
}

/** Sends the answer of a call, or what a fault makes of it. */
export const deliver = (reply: FastifyReply, { reply: answer, effect }: Outcome, inFlight: InFlight): void => {
  if (inFlight.closing) reply.header('connection', 'close')
  if (effect !== undefined) effects[effect](reply, answer, inFlight)
  else reply.code(answer.status).headers(answer.headers).send(answer.body)
}
