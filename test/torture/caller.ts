import { Agent, request } from 'node:http'
import { type Params, query, signedParams } from '../support/oracle.ts'

/** An answer, or undefined if the connection broke first. */
export type Answer =
  // biome-ignore lint/suspicious/noExplicitAny: the answers of every action pass through here
  { readonly status: number; readonly json: any; readonly ms: number } | undefined

/** Sends signed calls over persistent connections. */
export interface Caller {
  call(action: string, params: Params): Promise<Answer>
  /** Ends its connections. */
  end(): void
}

export const callerTo = (url: string, connections = 16): Caller => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)
  const get = (path: string): Promise<Answer> =>
    new Promise(resolve => {
      const began = performance.now()
      const sent = request({ agent, hostname, port, path }, response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', () => resolve(undefined))
        response.on('end', () => {
          const json = JSON.parse(Buffer.concat(chunks).toString())
          resolve({ status: response.statusCode as number, json, ms: performance.now() - began })
        })
      })
      sent.on('error', () => resolve(undefined))
      sent.end()
    })
  return {
    call: (action, params) => get(`/?${query(signedParams({ Action: action, ...params }))}`),
    end: () => agent.destroy(),
  }
}
