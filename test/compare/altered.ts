import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as sendTo } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Test } from 'tap'

/** An answer of an emulator, to be changed. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What a server does with a call: changes the answer, or answers in its own way and returns undefined. */
export type Alter = (call: URLSearchParams, answer: Answer, response: ServerResponse) => Answer | undefined

/** Sends a request on, byte for byte. */
const passOn = async (to: string, request: IncomingMessage, body: string): Promise<Answer> => {
  const passed = sendTo(new URL(request.url as string, to), { method: request.method, headers: request.headers })
  passed.end(body)
  const [response] = (await once(passed, 'response')) as [IncomingMessage]
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...headers } = response.headers
  return {
    status: response.statusCode as number,
    headers: headers as Record<string, string>,
    body: await text(response),
  }
}

/** A server in front of an emulator that alters its answers. Returns its address and the actions that were called. */
export const altered = async (t: Test, emulator: string, alter: Alter) => {
  const called: string[] = []
  const server = createServer()
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const call = new URLSearchParams(`${(request.url ?? '').replace(/^\/\??/, '')}&${body}`)
    called.push(call.get('Action') ?? String(request.headers['x-acs-action']))
    const answer = alter(call, await passOn(emulator, request, body), response)
    if (answer !== undefined) response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  server.on('request', serve).on('checkExpectation', serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close().closeAllConnections())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, called }
}
