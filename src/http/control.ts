import { finished } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Control, memberOf, type NamedRow, routedRows } from '../control/calls.ts'
import { ControlError, NotMetError } from '../control/errors.ts'
import { answerOf, argsIn, controlPrefix, missOf } from '../control/over-http.ts'
import type { Settings } from '../settings.ts'
import { mayControl } from './control-guard.ts'
import type { InFlight } from './in-flight.ts'
import { openApi } from './openapi.ts'
import { addPage } from './page.ts'
import { sendLines } from './stream.ts'
import type { Turn } from './turn.ts'

/** Dependencies of the emulator's own paths. */
export interface ControlPathDependencies {
  readonly version: string
  readonly control: Control
  /** Returns a view of the emulator now and after each change, until the signal aborts. */
  watch(filter: unknown, signal: AbortSignal): AsyncIterable<object>
  readonly settings: Pick<Settings, 'control' | 'controlToken' | 'maxStateBytes' | 'requestTimeout'>
  /** The https certificate (PEM), if any. */
  certificate?(): string | undefined
}

interface PluginDependencies extends ControlPathDependencies {
  /** Calls received before a control call are answered before it. */
  readonly turn: Pick<Turn, 'finish'>
  readonly inFlight: Pick<InFlight, 'enter' | 'closing'>
}

/** Whether a path is the emulator's own. Every other path belongs to the service. */
export const isControl = (url: string): boolean => url.startsWith(`${controlPrefix}/`)

const refuseInWords = (own: FastifyInstance): void => {
  own.setErrorHandler((error: Error & { status?: number; statusCode?: number }, _request, reply) => {
    if (error instanceof NotMetError) return reply.send(missOf(error))
    const status = error.status ?? error.statusCode ?? 500
    if (status >= 500) own.log.error({ err: error }, 'control call failed')
    return reply.code(status).send({ message: status >= 500 ? 'The emulator failed; see its log.' : error.message })
  })
  own.setNotFoundHandler(({ method, url }, reply) => {
    reply.code(404).send({ message: `There is no ${method} ${url.split('?')[0]}.` })
  })
}

/** Reads a JSON body. An empty one needs no content-type. The body of a GET or a HEAD is ignored. */
const takeJsonOnly = (own: FastifyInstance): void => {
  own.removeAllContentTypeParsers()
  own.addContentTypeParser('*', { parseAs: 'string' }, ({ method, headers }, body, done) => {
    if (method === 'GET' || method === 'HEAD' || body === '') return done(null, undefined)
    if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
      return done(new ControlError(415, 'The content-type should be application/json.'))
    }
    try {
      return done(null, JSON.parse(body as string))
    } catch (error) {
      return done(new ControlError(400, `The body should be JSON (${(error as Error).message}).`))
    }
  })
}

/** Returns a signal that aborts when the response is sent or the client has disconnected. */
const goneWith = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  finished(reply.raw, () => gone.abort(new ControlError(409, 'The client disconnected.')))
  return gone.signal
}

const addRoute = (own: FastifyInstance, row: NamedRow, { control, settings }: PluginDependencies): void => {
  const [method, url] = row.route.split(' ') as ['GET', string]
  own.route({
    method,
    url,
    // Each exported state can be imported again.
    bodyLimit: row.bodyLimit ?? settings.maxStateBytes,
    handler: async (request, reply) => {
      const args = argsIn(row, request)
      if (row.waits) args.push(goneWith(reply))
      const answer = answerOf(row, await memberOf(control, row)(...args))
      return answer === undefined ? reply.code(204).send() : reply.send(answer)
    },
  })
}

/** Lets a stop wait for the responses to complete requests. They end their connections. */
const deliverBeforeStop = (own: FastifyInstance, inFlight: PluginDependencies['inFlight']): void => {
  own.addHook('preHandler', async (_request, reply) => inFlight.enter(reply.raw))
  own.addHook('onSend', async (_request, reply) => {
    if (inFlight.closing) reply.header('connection', 'close')
  })
}

/** Live as long as the server responds; ready until it stops. */
const addHealth = (own: FastifyInstance, { version, inFlight }: PluginDependencies): void => {
  for (const path of ['/health', '/health/live', '/health/ready']) {
    own.get(path, (_request, reply) => {
      own.log.debug('health')
      const isReady = path.endsWith('live') || !inFlight.closing
      reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'stopping', version })
    })
  }
}

const addCalls = (own: FastifyInstance, dependencies: PluginDependencies): void => {
  const { version, turn, settings } = dependencies
  if (settings.control === 'off') return
  own.addHook('onRequest', async ({ headers }) => mayControl(headers, settings.controlToken))
  takeJsonOnly(own)
  own.addHook('preHandler', async ({ raw }, reply) => {
    // The server has stopped, so the call's data may be closed already.
    if (raw.socket.destroyed) return reply.hijack()
    turn.finish()
    return undefined
  })
  own.get('/openapi.json', (_request, reply) => {
    reply.type('application/json').send(openApi(version))
  })
  own.get('/watch', (request, reply) => {
    sendLines(reply, dependencies.watch(request.query, goneWith(reply)), settings.requestTimeout * 1000)
  })
  for (const row of routedRows) addRoute(own, row, dependencies)
}

/** Serves the emulator's own paths: health, the certificate and the control calls. */
export const addControl = (app: FastifyInstance, dependencies: PluginDependencies): void => {
  const answer = async (own: FastifyInstance): Promise<void> => {
    refuseInWords(own)
    deliverBeforeStop(own, dependencies.inFlight)
    addHealth(own, dependencies)
    own.get('/tls.pem', (_request, reply) => {
      const pem = dependencies.certificate?.()
      if (pem === undefined) reply.code(404).send({ message: 'HTTPS is not enabled.' })
      else reply.type('application/x-pem-file').send(pem)
    })
    if (dependencies.settings.control === 'on') addPage(own)
    // In a separate context: its guard and hooks must not apply to 404 responses.
    own.register(async calls => addCalls(calls, dependencies))
  }
  app.register(answer, { prefix: controlPrefix })
}
