import type { FastifyInstance } from 'fastify'

/** The emulator's own paths. */
export const addControl = (app: FastifyInstance, { version }: { readonly version: string }): void => {
  app.get('/_emulator/health', (_request, reply) => {
    app.log.debug('health')
    reply.send({ status: 'ready', version })
  })
}
