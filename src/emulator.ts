import { actionsOf } from './actions/index.ts'
import { type Clock, EmulatorClock, machineClock, stopwatch } from './clock.ts'
import { Nonces } from './gateway/nonces.ts'
import { Gateway } from './gateway/pipeline.ts'
import type { LogTo } from './http/app.ts'
import { Servers } from './http/servers.ts'
import { newOrigin, newSecret, randomIds, seededIds } from './ids.ts'
import type { World } from './model/world.ts'
import { Store } from './store/store.ts'
import { readWorlds, worldFiles } from './store/world-sources.ts'
import { certificateOf, type TlsOptions } from './tls/certificate.ts'
import { packageVersion } from './version.ts'
import type { Contract } from './wire/errors.ts'

/** Settings of an emulator, each with the default of the command's flag of the same name. */
export interface EmulatorOptions extends TlsOptions {
  /** Address to listen on; default `127.0.0.1`. */
  readonly host?: string
  /** Port to listen on; default 0 here (a free one), 8014 for the command. */
  readonly port?: number
  /** Port of https; default 0 here (a free one), 8443 for the command. */
  readonly tlsPort?: number
  /** A file that keeps the state, or `:memory:` (default). */
  readonly data?: string
  /** Worlds to start from: names, paths, JSON texts or objects; default `default`. */
  readonly world?: string | World | readonly (string | World)[]
  /** A folder whose .json files are further worlds, in name order; it may be missing. */
  readonly worldDir?: string
  /** `strict` (default) verifies signatures; `off` takes callers on trust. */
  readonly auth?: 'strict' | 'off'
  /** `real` (default), or a time to stand still at. */
  readonly clock?: 'real' | string | Date
  /** How long a copy takes, in seconds; default 2. */
  readonly copySeconds?: number
  /** Further seconds for each GiB of its disk; default 0. */
  readonly copySecondsPerGiB?: number
  /** After how many descriptions a copy ends, whatever the time; default 0: by time. */
  readonly copyDescribes?: number
  /** The per cent at which every copy fails; default 100: none does. */
  readonly copyFailsAt?: number
  /** Whether deleting a snapshot that is not there is an error (default) or ignored. */
  readonly deleteMissing?: 'error' | 'ignore'
  /** Whether CopySnapshot needs a name and a description; default false. */
  readonly requireName?: boolean
  /** Which edition of the documentation CopySnapshot follows; default `2021`. */
  readonly contract?: Contract
  /** An access key to add to the default account; both or neither. */
  readonly accessKeyId?: string
  readonly accessKeySecret?: string
  /** Makes every id a function of this text and of the order of calls; default: ids that no other emulator gives out. */
  readonly seed?: string
  /** Where log lines go; default: nowhere. */
  readonly logger?: LogTo
  /** The machine's clock, in epoch milliseconds; for tests. */
  readonly machineClock?: Clock
}

/** A request to answer without a socket. */
export interface InjectRequest {
  readonly method?: string
  /** Path and query. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** The answer to an injected request. */
export interface InjectReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A running emulator. Two of them share nothing. */
export interface Emulator {
  /** Where it listens, such as `http://127.0.0.1:8014`; known once `listen()` has resolved. */
  readonly url: string
  /** Where it listens for https, such as `https://127.0.0.1:8443`; undefined without TLS. */
  readonly tlsUrl: string | undefined
  /** Starts to listen; resolves to the url. */
  listen(): Promise<string>
  /** Answers a request without a socket, by the same way through the server. */
  inject(request: InjectRequest): Promise<InjectReply>
  /** Delivers the answers on their way, ends every connection and closes the data. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const startOf = (clock: EmulatorOptions['clock'] = 'real'): number | 'real' => {
  if (clock === 'real') return clock
  const at = new Date(clock).getTime()
  if (Number.isNaN(at))
    throw new RangeError(`clock should be real or a time such as 2026-01-31T00:00:00Z, not ${clock}`)
  return at
}

const openStore = (options: EmulatorOptions, now: number): Store => {
  const further = options.worldDir ? worldFiles(options.worldDir) : []
  const worlds = readWorlds([options.world ?? 'default', further].flat(2))
  const store = new Store(
    options.data ?? ':memory:',
    () => newOrigin(options.seed),
    () => newSecret(options.seed),
  )
  try {
    store.worlds.load(worlds, now)
    addKey(store, options)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

const addKey = ({ accounts }: Store, { accessKeyId, accessKeySecret }: EmulatorOptions): void => {
  if (!accessKeyId && !accessKeySecret) return
  if (!accessKeyId || !accessKeySecret) throw new RangeError('accessKeyId and accessKeySecret go together')
  const account = accounts.default()
  if (account === undefined) throw new RangeError('accessKeyId needs a world with an account')
  accounts.putKey(accessKeyId, accessKeySecret, account.id)
}

const settingsOf = (options: EmulatorOptions) => ({
  transition: {
    seconds: options.copySeconds ?? 2,
    secondsPerGiB: options.copySecondsPerGiB ?? 0,
    afterDescribes: options.copyDescribes ?? 0,
    failsAt: options.copyFailsAt ?? 100,
  },
  deleteMissing: options.deleteMissing ?? 'error',
  requireName: options.requireName ?? false,
})

/**
 * Makes an emulator. It reads no environment and logs nothing unless given a logger.
 *
 * @throws {WorldError} when a world cannot be loaded
 * @throws {DataFileError} when the data file cannot be used
 * @throws {TlsError} when the certificate cannot be used
 * @throws {RangeError} when an option is not valid
 */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const machine = options.machineClock ?? machineClock
  const clock = new EmulatorClock(machine, startOf(options.clock))
  const contract = options.contract ?? '2021'
  const makeCertificate = certificateOf(options, machine)
  const store = openStore(options, clock.now())
  const ids = options.seed === undefined ? randomIds() : seededIds(options.seed, store.starts)
  const gateway = new Gateway({
    accounts: store.accounts,
    state: store,
    nonces: new Nonces(),
    write: work => store.write(work),
    now: () => clock.now(),
    machineNow: machine,
    nextIds: () => ({ requestId: ids.requestId(), traceId: ids.traceId() }),
    auth: options.auth ?? 'strict',
    contract,
    actions: new Map(actionsOf(contract).map(action => [action.name, action])),
    settings: settingsOf(options),
  })
  const servers = new Servers(
    {
      answer: (request, refusal) => gateway.answer(request, refusal),
      settled: () => store.settled,
      stopwatch,
      version: packageVersion,
      log: options.logger,
    },
    makeCertificate,
  )
  const close = async (): Promise<void> => {
    await servers.close()
    store.close()
  }
  return {
    get url() {
      return servers.url
    },
    get tlsUrl() {
      return servers.tlsUrl
    },
    async listen() {
      const { host = '127.0.0.1', port = 0, tlsPort = 0 } = options
      await servers.listen({ host, port, tlsPort })
      return servers.url
    },
    async inject({ method = 'GET', url, headers = {}, body }) {
      const reply = await servers.app.inject({
        method: method as 'GET',
        url,
        headers,
        ...(body !== undefined && { payload: body }),
      })
      return { status: reply.statusCode, headers: reply.headers as Record<string, string>, body: reply.body }
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
