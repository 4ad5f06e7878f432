import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { SignedRequest } from './request.ts'

/** An answer as received. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** How long an answer may take, in milliseconds, and how large it may be, in bytes. */
const most = { ms: 15_000, bytes: 5_000_000 }

/**
 * Sends a request.
 *
 * @param signal ends the call without an answer
 * @throws {Error} when there is no whole answer
 */
export const send = (base: URL, { method, url, headers, body }: SignedRequest, signal: AbortSignal): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const request = base.protocol === 'https:' ? overHttps : overHttp
    const options = { method, headers, agent: false, signal: AbortSignal.any([signal, AbortSignal.timeout(most.ms)]) }
    const sent = request(new URL(url, base), options, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
        if (text.length > most.bytes) response.destroy(new Error('the answer is too large'))
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode as number, headers: response.headers, body: text }),
      )
    })
    sent.on('error', reject)
    sent.on('upgrade', (_, socket) => {
      socket.destroy()
      reject(new Error('the answer is not HTTP'))
    })
    sent.end(body)
  })
