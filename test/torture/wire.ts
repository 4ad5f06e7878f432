import { connect, type Socket } from 'node:net'
import { type RawReply, readReply } from '../support/raw-http.ts'

/** The way a request is written. */
export interface Manner {
  /** The number of pieces and the pause between them in milliseconds; absent: all at once. */
  readonly drip?: { readonly pieces: number; readonly ms: number }
  /** The action after everything is written and no more answers are expected. */
  readonly end: 'reset' | 'half-close' | 'wait'
  /** The expected number of answers. */
  readonly answers: number
  readonly timeoutMs: number
}

/** The result. */
export interface Outcome {
  readonly replies: readonly RawReply[]
  /** Bytes that are not a complete answer. */
  readonly rest: string
  readonly how: 'answered' | 'closed' | 'refused' | 'timeout'
}

/** Splits the complete answers from the start of a text. */
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
