import type { FastifyReply } from 'fastify'
import type { Fault } from '../gateway/faults.ts'
import type { Reply } from '../wire/reply.ts'
import type { InFlight } from './in-flight.ts'

/** What faults do to a reply on its way; the other kinds do nothing to it. */
const effects: { readonly [K in Fault['kind']]?: (to: FastifyReply, reply: Reply, inFlight: InFlight) => void } = {
  empty: (to, { headers }) => {
    to.code(200).headers(headers).send('')
  },
  truncate: (to, { status, headers, body }) => {
    const bytes = Buffer.from(body)
    to.hijack()
    to.raw.writeHead(status, { ...headers, 'content-length': bytes.length })
    to.raw.write(bytes.subarray(0, bytes.length / 2), () => to.raw.destroy())
  },
  reset: (to, _reply, inFlight) => {
    to.hijack()
    inFlight.reset(to.request.raw.socket)
    // Without a socket there was nothing to reset: the request ends without an answer.
    to.raw.destroy()
  },
}

/** Sends the reply of a call, or what a fault makes of it. */
export const deliver = (
  to: FastifyReply,
  reply: Reply,
  faultKind: Fault['kind'] | undefined,
  inFlight: InFlight,
): void => {
  if (inFlight.closing) to.header('connection', 'close')
  const effect = faultKind && effects[faultKind]
  if (effect !== undefined) effect(to, reply, inFlight)
  else to.code(reply.status).headers(reply.headers).send(reply.body)
}
