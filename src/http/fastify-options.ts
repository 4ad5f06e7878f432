import { LogController } from 'fastify'

const notCompiled = (): never => {
  throw new Error('Routes bring what checks them, and no answer has a schema.')
}

/** What every server here is told. */
export const fastifyOptions = {
  logController: new LogController({ disableRequestLogging: true }),
  // Without these Fastify would load a compiler of schemas for each.
  schemaController: { compilersFactory: { buildValidator: notCompiled, buildSerializer: notCompiled } },
  exposeHeadRoutes: false,
  return503OnClosing: false,
}
