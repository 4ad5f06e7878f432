import { existsSync, readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { controlPrefix } from '../control/over-http.ts'

/** Address of the page, below the control prefix. */
export const pagePath = `${controlPrefix}/`

const types: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' }

/** Nothing is loaded from elsewhere, run from a text, or shown in a frame. Only lit-html makes elements of its templates. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

const headers = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-cache',
}

/** Where the files are: the page's own, and in a checkout lit-html's. The paths hold in the built package too. */
const folders = ['../http/page/', '../../node_modules/'].map(path => new URL(path, import.meta.url))

/** The form of the files' names. */
const named = /^(?:lit-html\/(?:directives\/)?)?[a-z-]+\.(?:css|js)$/

const fileOf = (name: string): URL | undefined => folders.map(folder => new URL(name, folder)).find(existsSync)

/** Serves the page. Its files hold no secret, so they need no token. */
export const addPage = (own: FastifyInstance): void => {
  const send = (reply: FastifyReply, name: string): void => {
    const file = fileOf(name)
    if (file === undefined) reply.callNotFound()
    else
      reply
        .headers(headers)
        .type(`${types[name.split('.').at(-1) as string]}; charset=utf-8`)
        .send(readFileSync(file))
  }
  own.get('/', (_request, reply) => send(reply, 'index.html'))
  own.get<{ Params: { '*': string } }>('/page/*', ({ params }, reply) => {
    if (named.test(params['*'])) send(reply, params['*'])
    else reply.callNotFound()
  })
}

/** Whether a person opens the emulator's address in a browser: a request for HTML without any parameter of a call. */
export const isForPage = (method: string, url: string, headers: IncomingHttpHeaders): boolean =>
  method === 'GET' &&
  (url === '/' || url === controlPrefix) &&
  headers.accept?.includes('text/html') === true &&
  headers.authorization === undefined &&
  headers['x-acs-action'] === undefined
