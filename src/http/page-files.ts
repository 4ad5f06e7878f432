import { existsSync, readFileSync } from 'node:fs'
import type { FastifyReply } from 'fastify'

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

/**
 * Where the files are: the page's own, and in a checkout lit-html's. The paths also hold in the built package, where this
 * module is a chunk in a folder beside `http`.
 */
const folders = ['../http/page/', '../../node_modules/'].map(path => new URL(path, import.meta.url))

/** The form of the files' names. */
const named = /^(?:index\.html|(?:lit-html\/(?:directives\/)?)?[a-z-]+\.(?:css|js))$/

/** Sends a file of the page, if there is one of that name. */
export const sendFile = (reply: FastifyReply, name: string): void => {
  const file = named.test(name) ? folders.map(folder => new URL(name, folder)).find(existsSync) : undefined
  if (file === undefined) reply.callNotFound()
  else
    reply
      .headers(headers)
      .type(`${types[name.split('.').at(-1) as string]}; charset=utf-8`)
      .send(readFileSync(file))
}
