import { assemble } from './assemble.ts'
import type { Control } from './control/calls.ts'
import { ControlError } from './control/errors.ts'
import type { AppParts } from './http/app.ts'
import { certificateOf } from './http/certificate.ts'
import { isLoopback } from './http/control-gate.ts'
import { Servers } from './http/servers.ts'
import { type EmulatorOptions, type Settings, settingsOf } from './settings.ts'
import { packageVersion, whyTooOld } from './version.ts'

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
export const isOpenToOthers = ({ control, controlToken, host }: Settings): boolean =>
  control !== 'off' && !controlToken && !isLoopback(host)

/** Who may control over HTTP, and what; undefined when nobody may. */
const steeringOf = (settings: Settings, control: Control): AppParts['steering'] =>
  settings.control === 'off' ? undefined : { control, gate: { token: settings.controlToken } }

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
  const settings = settingsOf(options)
  const makeCertificate = certificateOf(settings, settings.machineClock)
  const { store, gateway, control, closing } = assemble(settings)
  const servers = new Servers(
    {
      gateway,
      commit: () => store.commitTurn(),
      version: packageVersion,
      settings,
      log: settings.logger,
      steering: steeringOf(settings, control),
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
      await servers.listen(settings)
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
