import type { FastifyReply } from 'fastify'
import type { Fault } from '../gateway/faults.ts'
import type { Reply } from '../wire/reply.ts'
import type { InFlight } from './in-flight.ts'

/** Effects of faults on the delivery of a reply. Other kinds have none. */
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
    // An injected request has no socket to reset. It ends without a response.
    to.raw.destroy()
  },
}

/** Sends the reply to a call, with the effect of a fault if there is one. */
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
