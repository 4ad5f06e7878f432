import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** The container that the engine was asked to create, and the archive copied into it. */
export interface Asked {
  readonly create: {
    readonly Image: string
    readonly Env?: readonly string[]
    readonly ExposedPorts: Readonly<Record<string, object>>
  }
  /** The archive, as a tar file in latin1. */
  readonly archive: string
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}

/**
 * A fake container engine with the HTTP API. It runs nothing; its one container is an existing server on a port.
 *
 * @param port the target of the container's port
 */
export const containerEngine = async (t: Test, port: number) => {
  const asked: Record<string, unknown> = {}
  const container = () => ({
    Id: 'c1',
    Name: '/c1',
    Config: { Hostname: 'c1', Labels: {} },
    State: { Status: 'running', Running: true, StartedAt: '2026-11-24T08:00:00Z', FinishedAt: '' },
    NetworkSettings: { Ports: { '8014/tcp': [{ HostIp: '0.0.0.0', HostPort: String(port) }] }, Networks: {} },
    HostConfig: { PortBindings: { '8014/tcp': [{ HostPort: '0' }] } },
  })
  const answers: readonly (readonly [request: RegExp, answer: (body: string) => unknown])[] = [
    [/^GET \/info$/, () => ({ OperatingSystem: 'none' })],
    [/^GET \/containers\/json/, () => []],
    [/^GET \/images\/[^/]+\/json$/, () => ({ Id: 'i1' })],
    [/^POST \/containers\/create\b/, body => Object.assign(asked, { create: JSON.parse(body), Id: 'c1' })],
    [/^PUT \/containers\/c1\/archive\?/, body => Object.assign(asked, { archive: body }) && undefined],
    [/^POST \/containers\/c1\/(?:start|stop)/, () => ({})],
    [/^GET \/containers\/c1\/json$/, container],
    [/^DELETE \/containers\/c1/, () => ({})],
  ]
  const server = createServer(async (request, response) => {
    const line = `${request.method} ${request.url}`
    const body = await bodyOf(request)
    const answer = answers.find(([pattern]) => pattern.test(line))?.[1] ?? assert.fail(`No answer for ${line}.`)
    response.end(JSON.stringify(answer(body)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked as unknown as Asked,
  }
}
