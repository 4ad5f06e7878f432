import { connect } from 'node:net'
import { bodyOf, type Recorded } from './recorded.ts'

/** An answer as received on the wire. */
export interface RawReply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** The bytes of a recorded request, one character per byte. */
export const bytesOf = (record: Recorded): string => {
  const head = record.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const body = bodyOf(record)
  const chunk = body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`
  return `${record.rawMethod} ${record.rawUrl} HTTP/1.1\r\n${head}\r\n${record.chunkedRequest ? `${chunk}0\r\n\r\n` : body}`
}

/** Parses an answer, if it is complete according to its content length. */
export const readReply = (text: string): RawReply | undefined => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = text.slice(end + 4)
  if (body.length < Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY)) return undefined
  return { status: Number(statusLine.split(' ')[1]), headers, body: Buffer.from(body, 'latin1').toString() }
}

/** Writes bytes to a socket and reads one answer, delimited by its content length. */
export const exchange = (url: string, bytes: string): Promise<RawReply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', data => {
      text += data
      const reply = readReply(text)
      if (reply === undefined) return
      resolve(reply)
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('end', () => reject(new Error(`the connection ended after ${JSON.stringify(text)}`)))
  })
