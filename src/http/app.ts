import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { ErrorCode } from '../errors/index.ts'
import type { Settings } from '../settings.ts'
import type { Form, IncomingRequest } from '../wire/call.ts'
import { formPairs } from '../wire/encode.ts'
import { answerBrokenConnections, answerOddities } from './broken-connections.ts'
import type { Certificate } from './certificate.ts'
import { addControl, type ControlPathDependencies, isControl } from './control.ts'
import { InFlight } from './in-flight.ts'
import { endInTwoSteps } from './lingering.ts'
import { neverThrowing } from './log-lines.ts'
import { isForPage, pagePath } from './page.ts'
import { type Answering, Turn } from './turn.ts'

/** Dependencies of the HTTP server. */
export interface AppDependencies extends Answering, ControlPathDependencies {
  readonly settings: Settings
}

/** Replaces Fastify's schema compilers, which are slow to load. No route has a schema. */
const compilesNothing = Function.prototype as never

/** The raw bytes of bodies, which the parsers would discard. A V3 signature covers their hash. */
const rawBodies = new WeakMap<object, Buffer[]>()
const noBody = Buffer.alloc(0)

/** Error codes for Fastify's own refusals. The status decides for all others. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'RequestEntityTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UnsupportedMediaType',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'ContentLengthDoesNotMatch',
  // The client disconnected in the middle of the body.
  ECONNRESET: 'ContentLengthDoesNotMatch',
}

const bodyOf = (request: FastifyRequest): Buffer => {
  const chunks = rawBodies.get(request.raw)
  return chunks === undefined ? noBody : Buffer.concat(chunks)
}

const incoming = (request: FastifyRequest): IncomingRequest => ({
  method: request.method,
  url: request.originalUrl,
  httpVersion: request.raw.httpVersion,
  rawHeaders: request.raw.rawHeaders,
  body: bodyOf(request),
  ...((request.body as { pairs?: unknown } | undefined)?.pairs !== undefined && { form: request.body as Form }),
})

/** Number of checks for an overdue request within its timeout. */
const looks = 8

/** Options of Node's HTTP server: the limits of a request. The gateway handles a missing Host header. */
const serverOptionsOf = ({ maxHeaderBytes, requestTimeout }: Settings) => ({
  maxHeaderSize: maxHeaderBytes,
  // Node rejects a headersTimeout above requestTimeout, whose default is five minutes.
  requestTimeout: requestTimeout * 1000,
  headersTimeout: requestTimeout * 1000,
  connectionsCheckingInterval: Math.ceil((requestTimeout * 1000) / looks),
  requireHostHeader: false,
})

/** Options of Fastify, the same for http and https. */
const fastifyOptionsOf = ({ logger, machineClock, maxBodyBytes, requestTimeout, keepAliveTimeout }: Settings) => ({
  logger: logger === undefined ? false : { ...neverThrowing(logger, machineClock), base: null },
  logController: new LogController({ disableRequestLogging: true }),
  schemaController: { compilersFactory: { buildValidator: compilesNothing, buildSerializer: compilesNothing } },
  // Only the emulator's own paths are routed, so only they can be malformed.
  frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
    reply.code(400).send({ message: 'The path is malformed.' })
  },
  return503OnClosing: false,
  forceCloseConnections: false,
  bodyLimit: maxBodyBytes,
  requestTimeout: requestTimeout * 1000,
  keepAliveTimeout: keepAliveTimeout * 1000,
  rewriteUrl: ({ url = '/' }: { url?: string | undefined }) => (isControl(url) ? url : '/'),
})

/** Keeps the raw bytes of call bodies, and decodes forms. */
const readBodies = (app: FastifyInstance): void => {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { 'content-length': length = '0', 'transfer-encoding': coding } = request.headers
    if (!isControl(request.originalUrl) && (length !== '0' || coding !== undefined)) {
      const chunks: Buffer[] = []
      rawBodies.set(request.raw, chunks)
      payload.on('data', (chunk: Buffer) => chunks.push(chunk))
    }
    done(null, payload)
  })
  app.removeAllContentTypeParsers()
  // Called directly, since registering a plugin parses two version ranges at every start.
  formbody(app, { parser: formPairs }, () => {})
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null))
}

/**
 * Builds the HTTP server. Every request, even a malformed one, gets a response in the service's format.
 *
 * @param certificate if given, the server uses https
 */
export const buildApp = (dependencies: AppDependencies, certificate?: Certificate): FastifyInstance => {
  const { settings } = dependencies
  const server = serverOptionsOf(settings)
  const app = Fastify({
    ...fastifyOptionsOf(settings),
    http: server,
    ...(certificate && { https: { ...server, ...certificate } as unknown as null }),
    clientErrorHandler: answerBrokenConnections(dependencies.gateway, () => inFlight),
  })
  const inFlight: InFlight = new InFlight(app)
  const turn = new Turn(app, dependencies, inFlight, settings.logger !== undefined)
  const respond = (request: FastifyRequest, reply: FastifyReply, refusal?: ErrorCode): void => {
    inFlight.enter(reply.raw)
    turn.add(reply, incoming(request), inFlight.closing ? 'ServiceUnavailable' : refusal)
  }
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  readBodies(app)
  // HEAD of a call is refused like every other method. The emulator's own paths answer it.
  const calls = { method: ['GET', 'POST'], url: '/', exposeHeadRoute: false }
  app.route({
    ...calls,
    handler: (request, reply) => {
      const isPage = settings.control === 'on' && isForPage(request.method, request.originalUrl, request.headers)
      if (isPage) reply.redirect(pagePath)
      else respond(request, reply)
    },
  })
  app.setNotFoundHandler((request, reply) => respond(request, reply))
  app.setErrorHandler((error: { code?: string; statusCode?: number; message?: string }, request, reply) => {
    const isRefusal = error.statusCode !== undefined && error.statusCode < 500
    const refusal = refusals[String(error.code)] ?? (isRefusal ? 'InvalidParameter.Format' : undefined)
    if (refusal === undefined) app.log.error({ err: error }, 'the HTTP server failed')
    return respond(request, reply, refusal ?? 'InternalError')
  })
  answerOddities(app, dependencies.gateway, inFlight)
  endInTwoSteps(app, settings.requestTimeout * 1000)
  addControl(app, { ...dependencies, turn, inFlight })
  return app
}
