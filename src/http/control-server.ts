import { finished } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { refusing } from '../control/checks.ts'
import type { Control } from '../control/control.ts'
import { ControlError } from '../control/errors.ts'
import type { Shape } from '../model/shape.ts'
import { type ControlServerParts, controlPrefix } from './control.ts'
import { mayControl } from './control-gate.ts'
import type { Route } from './control-route.ts'
import { controlRoutes } from './control-routes.ts'
import { fastifyOptions } from './fastify-options.ts'
import { openApi } from './openapi.ts'

/** Whole states come this way. */
const stateLimit = 64 * 1024 * 1024

/** Takes JSON and nothing else, so that no form of a web page is taken for a command. */
const takeJsonOnly = (app: FastifyInstance): void => {
  app.addHook('onRequest', async request => {
    const type = request.headers['content-type'] ?? ''
    if (/^(?:POST|PUT|PATCH)$/.test(request.method) && !/^application\/json\s*(?:;|$)/i.test(type)) {
      throw new ControlError(415, 'The content-type should be application/json.')
    }
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body as string))
    } catch (error) {
      done(new ControlError(400, `The body should be JSON (${(error as Error).message}).`))
    }
  })
}

const refuseInWords = (app: FastifyInstance): void => {
  app.setErrorHandler((error: Error & { status?: number; statusCode?: number }, _request, reply) => {
    const status = error.status ?? error.statusCode ?? 500
    if (status >= 500) app.log.error({ err: error }, 'control failed')
    reply.code(status).send({ message: status >= 500 ? 'The emulator failed; see its log.' : error.message })
  })
}

/** Aborted when an answer has been sent, or can be sent to nobody any more. */
const goneWith = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  finished(reply.raw, () => gone.abort(new ControlError(409, 'The client is gone.')))
  return gone.signal
}

/** `params.Name=value` is a member of an object in a query. */
const nested = (query: Record<string, unknown>): Record<string, unknown> => {
  const objects = new Map<string, [string, unknown][]>()
  const flat: [string, unknown][] = []
  for (const [name, value] of Object.entries(query)) {
    const dot = name.indexOf('.')
    if (dot < 1) {
      flat.push([name, value])
      continue
    }
    const members = objects.get(name.slice(0, dot)) ?? []
    members.push([name.slice(dot + 1), value])
    objects.set(name.slice(0, dot), members)
  }
  return Object.fromEntries([
    ...flat,
    ...[...objects].map(([name, members]): [string, unknown] => [name, Object.fromEntries(members)]),
  ])
}

/** Checks by the tables from which the schemas are made, so that the two cannot disagree. */
const checking =
  ({ query, body }: Route) =>
  ({ httpPart }: { httpPart?: string }) =>
  (value: unknown) => {
    const [shape, given] = httpPart === 'body' ? [body, value ?? {}] : [query, nested(value as Record<string, unknown>)]
    try {
      return { value: refusing(() => (shape as Shape<unknown>).check(given, '')) }
    } catch (error) {
      return { error: error as Error }
    }
  }

const addRoute = (app: FastifyInstance, route: Route, control: Control): void => {
  const { method, path, query, body, bodyLimit = stateLimit } = route
  app.route({
    method,
    url: path,
    bodyLimit,
    schema: {
      ...(query !== undefined && { querystring: query.schema }),
      ...(body !== undefined && { body: body.schema }),
    },
    validatorCompiler: checking(route),
    handler: async (request, reply) => {
      const { params, query, body } = request as FastifyRequest & { params: Record<string, string> }
      const answer = await route.run(control, {
        at: params,
        query: query as never,
        body: body as never,
        gone: goneWith(reply),
      })
      return answer === undefined ? reply.code(204).send() : reply.send(answer)
    },
  })
}

/** Alive as long as it answers; ready until it stops. */
const addHealth = (app: FastifyInstance, { version, log, isClosing }: ControlServerParts): void => {
  for (const path of ['/health', '/health/live', '/health/ready']) {
    app.get(`${controlPrefix}${path}`, (_request, reply) => {
      log.debug('health')
      const isReady = path.endsWith('live') || !isClosing()
      reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'stopping', version })
    })
  }
}

const steer = (app: FastifyInstance, { version, turn, steering }: ControlServerParts): void => {
  if (steering === undefined) return
  const { control, gate } = steering
  app.register(
    async own => {
      own.addHook('onRequest', async request => mayControl(request.headers, gate))
      takeJsonOnly(own)
      own.addHook('preHandler', async () => turn.finish())
      own.get('/openapi.json', (_request, reply) => {
        reply.type('application/json').send(openApi(version))
      })
      for (const route of controlRoutes) addRoute(own, route, control)
    },
    { prefix: controlPrefix },
  )
}

/** Builds the server of the control calls. It has no socket of its own. */
export const buildControlServer = (parts: ControlServerParts): FastifyInstance => {
  const app = Fastify({ ...fastifyOptions, loggerInstance: parts.log })
  refuseInWords(app)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null))
  app.setNotFoundHandler(({ method, url }, reply) => {
    reply.code(404).send({ message: `There is no ${method} ${url.split('?')[0]}.` })
  })
  addHealth(app, parts)
  app.get(`${controlPrefix}/tls.pem`, (_request, reply) => {
    const pem = parts.certificate?.()
    if (pem === undefined) reply.code(404).send({ message: 'There is no https here.' })
    else reply.type('application/x-pem-file').send(pem)
  })
  steer(app, parts)
  return app
}
