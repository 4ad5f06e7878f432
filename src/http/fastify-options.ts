import { type FastifyReply, LogController } from 'fastify'

/** Stands where a function has to be: routes bring what checks them, and no answer has a schema. */
const compilesNothing = Function.prototype as never

/** What every server here is told. */
export const fastifyOptions = {
  logController: new LogController({ disableRequestLogging: true }),
  // Without these Fastify would load a compiler of schemas for each.
  schemaController: { compilersFactory: { buildValidator: compilesNothing, buildSerializer: compilesNothing } },
  // Only paths of the emulator's own are looked at: every other one is the service.
  frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
    reply.code(400).send({ message: 'The path is not well-formed.' })
  },
  exposeHeadRoutes: false,
  return503OnClosing: false,
}
