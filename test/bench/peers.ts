import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ownProgram } from './checkouts.ts'
import type { Job, Load } from './load.ts'
import { awsCredentials, type Kind } from './requests.ts'
import { pinned, runClient, type Server, startBare, startEmulator } from './servers.ts'
import { type Figure, figureOf, ratiosOf } from './statistics.ts'

export interface PeerRow {
  readonly name: string
  readonly perSecond: Figure
  /** Ratio to bare Fastify with the requests of a copy. */
  readonly ratio: Figure
  /** Calls with a status other than 200. */
  readonly unanswered: number
}

/** Emulators of other services, for comparison. They are installed temporarily. */
const packages = ['dynalite@4', 'mountebank@2']

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** Polls until the server answers. */
const post = async (url: string, headers: Record<string, string>, body: unknown): Promise<void> => {
  for (let tries = 0; ; tries++) {
    try {
      const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!reply.ok) throw new Error(`${url} answers ${reply.status}: ${await reply.text()}`)
      return
    } catch (error) {
      if (tries === 50) throw error
      await setTimeout(100)
    }
  }
}

const table = {
  TableName: 'copies',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
}

const awsHeaders = (target: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `DynamoDB_20120810.${target}`,
  ...awsCredentials,
})

const canned = (port: number) => ({
  port,
  protocol: 'http',
  stubs: [{ responses: [{ is: { headers: { 'content-type': 'application/json' }, body: { SnapshotId: 's-1' } } }] }],
})

interface Peer extends Server {
  readonly kind: Kind
}

/** Starts a peer on the first core, like the other servers. */
const startPeer = async (
  folder: string,
  kind: Kind,
  name: string,
  args: (port: number) => readonly string[],
  prepare: (url: string) => Promise<string>,
): Promise<Peer> => {
  const port = await freePort()
  const [file, ...rest] = pinned(0, [process.execPath, ...args(port)])
  const child = spawn(file, rest, { cwd: folder, stdio: 'ignore' })
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  try {
    const url = await prepare(`http://127.0.0.1:${port}`)
    return { kind, name, url, pid: child.pid as number, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startDynalite = (folder: string): Promise<Peer> =>
  startPeer(
    folder,
    'putItem',
    'dynalite, PutItem',
    port => ['node_modules/dynalite/cli.js', '--port', String(port), '--createTableMs', '0'],
    async url => {
      await post(url, awsHeaders('CreateTable'), table)
      await setTimeout(500)
      return url
    },
  )

const startMountebank = (folder: string): Promise<Peer> =>
  startPeer(
    folder,
    'copyV1',
    'Mountebank, a canned answer',
    port => ['node_modules/mountebank/bin/mb', '--port', String(port)],
    async url => {
      const port = await freePort()
      await post(`${url}/imposters`, { 'content-type': 'application/json' }, canned(port))
      return `http://127.0.0.1:${port}`
    },
  )

/** Measures the peers and this emulator in turn. The peers' packages are installed into a temporary folder. */
export const measurePeers = async (rounds: number, count: number): Promise<readonly PeerRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'))
  const servers: Server[] = []
  try {
    const install = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, ...packages]
    if (spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
      throw new Error('the peers cannot be installed')
    }
    const peers = [await startDynalite(folder), await startMountebank(folder)]
    servers.push(...peers)
    const ours = [await startBare('fastify'), await startEmulator(ownProgram, 'CopySnapshot V1, in memory')]
    servers.push(...ours)
    const all = [...peers, ...ours.map(server => ({ ...server, kind: 'copyV1' as const }))]
    const batches = all.map(({ kind, name, url, pid }) => ({ kind, count, targets: [{ name, url, pid }] }))
    const loads: Load[] = []
    for (let i = 0; i <= rounds; i++) {
      const round = await runClient<Load[]>('load.ts', { connections: 64, batches } satisfies Job)
      if (i > 0) loads.push(...round)
    }
    const of = (name: string): number[] => loads.filter(load => load.target === name).map(load => load.perSecond)
    return all.map(({ name }) => ({
      name,
      perSecond: figureOf(of(name)),
      ratio: ratiosOf(of(name), of('fastify')),
      unanswered: loads.filter(load => load.target === name).reduce((sum, load) => sum + notOk(load), 0),
    }))
  } finally {
    await Promise.all(servers.map(server => server.stop()))
    rmSync(folder, { recursive: true })
  }
}

const notOk = ({ requests, statuses, errors }: Load): number => errors + requests - (statuses[200] ?? 0)
