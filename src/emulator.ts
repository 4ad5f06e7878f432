import { actionsOf } from './actions/index.ts'
import { clockTime, EmulatorClock, stopwatch } from './clock.ts'
import type { Control } from './control/calls.ts'
import { Changes } from './control/changes.ts'
import type { Start } from './control/dependencies.ts'
import { ControlError } from './control/errors.ts'
import { buildControl } from './control/index.ts'
import { viewer } from './control/view.ts'
import { watcher } from './control/watch.ts'
import { Faults } from './gateway/faults.ts'
import { Gateway } from './gateway/gateway.ts'
import { Journal } from './gateway/journal.ts'
import { Nonces } from './gateway/nonces.ts'
import { certificateOf } from './http/certificate.ts'
import { HeldCalls } from './http/held-calls.ts'
import { type InjectReply, type InjectRequest, Servers } from './http/servers.ts'
import { newDataName, randomIds, seededIds } from './ids.ts'
import { accessKeyDefaults } from './model/account.ts'
import type { Store } from './model/store.ts'
import { type EmulatorOptions, type Settings, settingsOf } from './settings.ts'
import { SqliteStore } from './store/store.ts'
import { packageVersion, whyTooOld } from './version.ts'
import { readWorlds, worldFiles } from './world/sources.ts'
import { loadWorlds, type NamedWorld } from './world/world.ts'

/** An emulator: answers calls and is controlDependencies through its members. Emulators share no state. */
export interface Emulator extends Control {
  /** HTTP address, such as `http://127.0.0.1:8014`; available once `listen()` has resolved. */
  readonly url: string
  /** HTTPS address, such as `https://127.0.0.1:8443`; undefined without TLS. */
  readonly tlsUrl: string | undefined
  /** Starts listening. Resolves to `url`. */
  listen(): Promise<string>
  /**
   * Answers a request without a socket, through the same server code.
   *
   * @throws {Error} with the code `ECONNRESET` when a fault cuts the response off
   */
  inject(request: InjectRequest): Promise<InjectReply>
  /** Answers calls in flight, closes all connections and closes the data file. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const startOf = (clock: Settings['clock']): Start['clock'] => (clock === 'real' ? clock : (clockTime(clock) as number))

const addKey = ({ accounts }: Store, { accessKeyId, accessKeySecret }: Settings): Start['key'] => {
  if (accessKeyId === undefined || accessKeySecret === undefined) return undefined
  const account = accounts.default()
  if (account === undefined) throw new RangeError('accessKeyId needs a world with an account')
  const key = { id: accessKeyId, secret: accessKeySecret, accountId: account.id }
  accounts.putKey({ ...accessKeyDefaults, ...key })
  return key
}

/** Describes the initial state, for the first start and for resets. Filling returns warnings. */
const startFrom = (settings: Settings, worlds: readonly NamedWorld[], store: Store) => {
  let key: Start['key']
  return {
    worlds: worlds.map(({ world }) => world),
    clock: startOf(settings.clock),
    get key() {
      return key
    },
    fill(now: number) {
      const warnings = loadWorlds(store, worlds, now)
      key = addKey(store, settings)
      return warnings
    },
  }
}

/** Opens and fills the store. Closes it again on failure. */
const openStore = (settings: Settings, now: number) => {
  const further = settings.worldDir === undefined ? [] : worldFiles(settings.worldDir)
  const worlds = readWorlds([settings.world, further].flat(2))
  const store = new SqliteStore(settings.data, () => newDataName(settings.seed))
  try {
    const start = startFrom(settings, worlds, store)
    const warnings = store.commit(() => start.fill(now))
    return { store, start, warnings }
  } catch (error) {
    store.close()
    throw error
  }
}

const actionSettingsOf = (settings: Settings) => ({
  transition: {
    seconds: settings.copySeconds,
    secondsPerGiB: settings.copySecondsPerGiB,
    afterPolls: settings.copyPolls,
    failsAt: settings.copyFailsAt,
  },
  changeSeconds: settings.changeSeconds,
  deleteMissing: settings.deleteMissing,
  requireName: settings.requireName,
})

/** Builds the parts that do not depend on HTTP: store, gateway and control. */
const buildCore = (
  settings: Settings,
  heldCalls: HeldCalls,
  closing: AbortSignal,
  warn: (sentence: string) => void,
) => {
  const { machineClock: machineNow, contract, seed } = settings
  const clock = new EmulatorClock(machineNow, startOf(settings.clock))
  const { store, start, warnings } = openStore(settings, clock.now())
  const ids = seed === undefined ? randomIds() : seededIds(seed, store.ids.starts)
  const changes = new Changes()
  const journal = new Journal(settings.journalSize, () => changes.tell())
  const shared = { nonces: new Nonces(), faults: new Faults(), journal, machineNow }
  const gateway = new Gateway({
    ...shared,
    accounts: store.accounts,
    state: store,
    write: work => store.write(work),
    now: () => clock.now(),
    stopwatch,
    nextIds: () => ({ requestId: ids.requestId(), traceId: ids.traceId() }),
    auth: settings.auth,
    contract,
    actions: new Map(actionsOf(contract).map(action => [action.name, action])),
    settings: actionSettingsOf(settings),
  })
  const controlDependencies = {
    ...shared,
    changes,
    store,
    clock,
    ids,
    heldCalls,
    newDataName: () => newDataName(seed),
    start,
    limits: settings,
    warn,
    closing,
  }
  const control = buildControl(controlDependencies)
  const watch = watcher(viewer(controlDependencies, control, contract), controlDependencies)
  return { store, gateway, control, watch, warnings }
}

/**
 * Creates an emulator. It reads no environment variables and logs only to `logger`.
 *
 * @throws {WorldError} when a world cannot be loaded
 * @throws {DataFileError} when the data file cannot be used
 * @throws {TlsError} when the certificate cannot be used
 * @throws {RangeError} when an option is invalid
 * @throws {Error} when the Node.js version is too old
 */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const tooOld = whyTooOld()
  if (tooOld !== undefined) throw new Error(tooOld)
  const settings = settingsOf(options)
  const makeCertificate = certificateOf(settings)
  const closing = new AbortController()
  const heldCalls = new HeldCalls()
  const warn = (sentence: string): void => servers.warn(sentence)
  const { store, gateway, control, watch, warnings } = buildCore(settings, heldCalls, closing.signal, warn)
  const commit = () => store.commitTurn()
  const parts = { gateway, heldCalls, commit, version: packageVersion, settings, control, watch }
  const servers = new Servers(parts, makeCertificate)
  warnings.forEach(warn)
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
    listen: () => servers.listen(),
    inject: request => servers.inject(request),
    close,
    [Symbol.asyncDispose]: close,
  }
}
