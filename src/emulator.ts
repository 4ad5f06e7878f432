import { assemble } from './assemble.ts'
import { type Clock, machineClock, stopwatch } from './clock.ts'
import type { Control } from './control/control.ts'
import { ControlError } from './control/errors.ts'
import { checkOptions } from './emulator-options.ts'
import type { AppParts, LogTo } from './http/app.ts'
import { isLoopback } from './http/control-gate.ts'
import type { Limits } from './http/limits.ts'
import { Servers } from './http/servers.ts'
import { whyTooOld } from './node-version.ts'
import { certificateOf, type TlsOptions } from './tls/certificate.ts'
import { packageVersion } from './version.ts'
import type { Contract } from './wire/errors.ts'
import type { World } from './world/world.ts'

/** Settings of an emulator, each with the default of the command's flag of the same name. */
export interface EmulatorOptions extends TlsOptions, Partial<Limits> {
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
  /** How many calls the journal remembers; default 1000. */
  readonly journalSize?: number
  /** `on` (default) or `off`: whether it can be controlled over HTTP; in the process it always can. */
  readonly control?: 'on' | 'off'
  /** What every control call over HTTP must bear, but health; default: nothing. */
  readonly controlToken?: string
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

/** A running emulator: answered to by its callers, steered and questioned by tests. Two of them share nothing. */
export interface Emulator extends Control {
  /** Where it listens, such as `http://127.0.0.1:8014`; known once `listen()` has resolved. */
  readonly url: string
  /** Where it listens for https, such as `https://127.0.0.1:8443`; undefined without TLS. */
  readonly tlsUrl: string | undefined
  /** Starts to listen; resolves to the url. */
  listen(): Promise<string>
  /**
   * Answers a request without a socket, by the same way through the server.
   *
   * @throws {Error} with the code `ECONNRESET` when a fault ends it without a whole answer
   */
  inject(request: InjectRequest): Promise<InjectReply>
  /** Delivers the answers on their way, ends every connection and closes the data. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Whether others than this machine may control it without a token. */
export const isOpenToOthers = ({ control, controlToken, host = '127.0.0.1' }: EmulatorOptions): boolean =>
  control !== 'off' && !controlToken && !isLoopback(host)

/** Who may control over HTTP, and what; undefined when nobody may. */
const steeringOf = (options: EmulatorOptions, control: Control, metrics: () => string): AppParts['steering'] =>
  options.control === 'off' ? undefined : { control, metrics, gate: { token: options.controlToken || undefined } }

/** What a fault cut off is told in the words of every HTTP client. */
const cutOff = (error: unknown): unknown =>
  (error as { code?: unknown }).code === 'LIGHT_ECONNRESET'
    ? Object.assign(new Error('The connection ended before the answer did.'), { code: 'ECONNRESET' })
    : error

/**
 * Makes an emulator. It reads no environment and logs nothing unless given a logger.
 *
 * @throws {WorldError} when a world cannot be loaded
 * @throws {DataFileError} when the data file cannot be used
 * @throws {TlsError} when the certificate cannot be used
 * @throws {RangeError} when an option is not valid
 * @throws {Error} when this Node.js is too old for it
 */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const tooOld = whyTooOld()
  if (tooOld !== undefined) throw new Error(tooOld)
  checkOptions(options)
  const makeCertificate = certificateOf(options, options.machineClock ?? machineClock)
  const { store, gateway, control, closing, metrics } = assemble(options)
  const servers = new Servers(
    {
      gateway,
      commit: () => store.commitTurn(),
      stopwatch,
      version: packageVersion,
      limits: options,
      log: options.logger,
      steering: steeringOf(options, control, metrics),
    },
    makeCertificate,
  )
  const close = async (): Promise<void> => {
    closing.abort(new ControlError(409, 'The emulator was closed.'))
    await servers.close()
    store.close()
  }
  return {
    ...control,
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
      const asked = { method: method as 'GET', url, headers, ...(body !== undefined && { payload: body }) }
      const reply = await servers.app.inject(asked).catch(error => Promise.reject(cutOff(error)))
      return { status: reply.statusCode, headers: reply.headers as Record<string, string>, body: reply.body }
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
