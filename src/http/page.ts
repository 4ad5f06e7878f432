import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { controlPrefix } from '../control/over-http.ts'

/** Address of the page. */
export const pagePath = `${controlPrefix}/`

/** Serves the page. Its files hold no secret, so they need no token. */
export const addPage = (own: FastifyInstance): void => {
  // Loaded on demand: most emulators never show the page, and as a chunk of the package it finds its files.
  const send = async (reply: FastifyReply, name: string): Promise<FastifyReply> => {
    const { sendFile } = await import('./page-files.ts')
    sendFile(reply, name)
    return reply
  }
  own.get('/', (_request, reply) => send(reply, 'index.html'))
  own.get<{ Params: { '*': string } }>('/page/*', ({ params }, reply) => send(reply, params['*']))
}

/** Whether a person opens the emulator's address in a browser: a GET for HTML without parameters or headers of a call. */
export const isForPage = (method: string, url: string, headers: IncomingHttpHeaders): boolean =>
  method === 'GET' &&
  (url === '/' || url === controlPrefix) &&
  headers.accept?.includes('text/html') === true &&
  Number(headers['content-length'] ?? 0) === 0 &&
  headers['transfer-encoding'] === undefined &&
  !Object.keys(headers).some(name => name === 'authorization' || name.startsWith('x-acs-'))
