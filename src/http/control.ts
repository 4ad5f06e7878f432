import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Control } from '../control/control.ts'
import type { Gate } from './control-gate.ts'
import type { Turn } from './turn.ts'

/** What the emulator's own paths are given. */
export interface ControlParts {
  readonly version: string
  /** Absent: control is off, and of the emulator's own paths only health and the certificate are there. */
  readonly steering?: Steering | undefined
  /** The certificate of https (PEM), if there is one. */
  certificate?(): string | undefined
}

/** Control over HTTP. */
interface Steering {
  readonly control: Control
  readonly gate: Gate
}

/** What control calls are answered with. */
export interface ControlServerParts extends ControlParts {
  readonly log: FastifyBaseLogger
  /** Calls that came before a control call are answered before it. */
  readonly turn: Pick<Turn, 'finish'>
  /** Whether the server is stopping. */
  isClosing(): boolean
}

/** The folder of the emulator's own paths. */
export const controlPrefix = '/_emulator'

/** Whether a path is the emulator's own; every other path is the service. */
export const isControl = (url: string): boolean => url.startsWith(`${controlPrefix}/`)

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Hands control calls to a server of their own, which is built when the first of them comes: its routes would take a
 * tenth of every start.
 */
export const forwardControl = (app: FastifyInstance, parts: ControlServerParts): void => {
  let listener: Promise<Listener> | undefined
  const build = async (): Promise<Listener> => {
    const { buildControlServer } = await import('./control-server.ts')
    const server = buildControlServer(parts)
    await server.ready()
    return server.routing
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (!isControl(request.originalUrl)) return done()
    listener ??= build()
    listener.then(
      listen => {
        reply.hijack()
        // A stop may have ended the connection meanwhile, and what control would read with it.
        if (!request.raw.socket.destroyed) listen(request.raw, reply.raw)
      },
      error => {
        listener = undefined
        app.log.error({ err: error }, 'control cannot be loaded')
        reply.code(500).send({ message: 'The emulator failed; see its log.' })
      },
    )
  })
}
