import { connect, type Socket } from 'node:net'
import { type RawReply, readReply } from '../support/raw-http.ts'

/** How a request is written. */
export interface Manner {
  /** In so many pieces, with a pause of so many milliseconds between them; none: all at once. */
  readonly drip?: { readonly pieces: number; readonly ms: number }
  /** What is done once everything is written and nothing more is expected. */
  readonly end: 'reset' | 'half-close' | 'wait'
  /** How many answers are waited for. */
  readonly answers: number
  readonly timeoutMs: number
}

/** What came of it. */
export interface Outcome {
  readonly replies: readonly RawReply[]
  /** Bytes that are no whole answer. */
  readonly rest: string
  readonly how: 'answered' | 'closed' | 'refused' | 'timeout'
}

/** Takes the whole answers from the beginning of a text. */
export const takeReplies = (text: string, methods: readonly string[]): { replies: RawReply[]; rest: string } => {
  const replies: RawReply[] = []
  let rest = text
  while (rest !== '') {
    if (/^HTTP\/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n/.test(rest)) {
      rest = rest.slice(rest.indexOf('\r\n\r\n') + 4)
      continue
    }
    const head = rest.indexOf('\r\n\r\n')
    if (head < 0) break
    const after = rest.slice(head + 4)
    // An answer to HEAD has no body, unless the request was too broken to know its method.
    const bodiless = methods[replies.length] === 'HEAD' && (after === '' || after.startsWith('HTTP/1.1 '))
    const start = rest.slice(0, head + 4)
    const reply = readReply(bodiless ? start.replace(/content-length: \d+/i, 'content-length: 0') : rest)
    if (reply === undefined) break
    const length = bodiless ? 0 : Number(reply.headers.get('content-length'))
    replies.push({ ...reply, body: Buffer.from(after.slice(0, length), 'latin1').toString() })
    rest = rest.slice(head + 4 + length)
  }
  return { replies, rest }
}

const write = (socket: Socket, bytes: string, { drip, end }: Manner): void => {
  if (drip === undefined) {
    socket.write(bytes, 'latin1')
    if (end === 'half-close') socket.end()
    return
  }
  const size = Math.ceil(bytes.length / drip.pieces)
  let at = 0
  const next = (): void => {
    if (socket.destroyed) return
    socket.write(bytes.slice(at, at + size), 'latin1')
    at += size
    if (at < bytes.length) setTimeout(next, drip.ms)
    else if (end === 'half-close') socket.end()
  }
  next()
}

/** Writes bytes on a connection of their own and reads what comes back. */
export const speak = (url: URL, bytes: string, methods: readonly string[], manner: Manner): Promise<Outcome> =>
  new Promise(resolve => {
    let text = ''
    const socket = connect({ port: Number(url.port), host: url.hostname, allowHalfOpen: true })
    const finish = (how: Outcome['how']): void => {
      clearTimeout(timer)
      socket.removeAllListeners()
      socket.on('error', () => {})
      if (manner.end === 'reset') socket.resetAndDestroy()
      else socket.destroy()
      resolve({ ...takeReplies(text, methods), how })
    }
    const timer = setTimeout(() => finish('timeout'), manner.timeoutMs)
    socket.setEncoding('latin1')
    socket.on('connect', () => write(socket, bytes, manner))
    socket.on('data', data => {
      text += data
      if (takeReplies(text, methods).replies.length >= manner.answers) finish('answered')
    })
    socket.on('end', () => finish('closed'))
    socket.on('error', error => finish((error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'refused' : 'closed'))
    if (manner.answers === 0) socket.on('connect', () => setTimeout(() => finish('answered'), 5))
  })
