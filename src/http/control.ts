import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Control } from '../control/control.ts'
import type { Batch } from './batch.ts'
import type { Gate } from './control-gate.ts'

/** What the emulator's own paths are given. */
export interface ControlParts {
  readonly version: string
  /** Absent: control is off, and of the emulator's own paths only health is there. */
  readonly steering?: Steering | undefined
}

/** Control over HTTP. */
export interface Steering {
  readonly control: Control
  readonly gate: Gate
  /** The counters in Prometheus' text format. */
  metrics(): string
}

/** What control calls are answered with. */
export interface ControlServerParts extends ControlParts {
  readonly log: FastifyBaseLogger
  /** Calls that came before a control call are answered before it. */
  readonly batch: Pick<Batch, 'finish'>
}

const prefix = '/_emulator/'

/** Whether a path is the emulator's own; every other path is the service. */
export const isControl = (url: string): boolean => url.startsWith(prefix)

/** Alive as long as it answers; ready until it stops. */
export const addHealth = (app: FastifyInstance, version: string, isClosing: () => boolean): void => {
  for (const path of ['health', 'health/live', 'health/ready']) {
    app.get(`${prefix}${path}`, (_request, reply) => {
      app.log.debug('health')
      const isReady = path.endsWith('live') || !isClosing()
      reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'stopping', version })
    })
  }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Hands control calls to a server of their own, which is built when the first of them comes: its routes would take a
 * tenth of every start.
 */
export const addControl = (app: FastifyInstance, parts: ControlServerParts): void => {
  let listener: Promise<Listener> | undefined
  const build = async (): Promise<Listener> => {
    const { buildControlServer } = await import('./control-server.ts')
    const server = buildControlServer(parts)
    await server.ready()
    return server.routing
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 || !isControl(request.originalUrl)) return done()
    reply.hijack()
    listener ??= build()
    listener.then(listen => listen(request.raw, reply.raw))
  })
}
