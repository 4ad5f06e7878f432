import { actionsOf } from './actions/index.ts'
import { EmulatorClock, startTime, stopwatch } from './clock.ts'
import { buildControl } from './control/index.ts'
import type { Start } from './control/parts.ts'
import { Faults } from './gateway/faults.ts'
import { Gateway } from './gateway/gateway.ts'
import { Journal } from './gateway/journal.ts'
import { Nonces } from './gateway/nonces.ts'
import { newDataName, randomIds, seededIds } from './ids.ts'
import { accessKeyDefaults } from './model/account.ts'
import type { Store } from './model/store.ts'
import type { Settings } from './settings.ts'
import { SqliteStore } from './store/store.ts'
import { readWorlds, worldFiles } from './world/sources.ts'
import { loadWorlds, type NamedWorld } from './world/world.ts'

const startOf = (clock: Settings['clock']): number | 'real' => (clock === 'real' ? clock : (startTime(clock) as number))

/** What the emulator begins with, and how its store is filled. */
const startFrom = (settings: Settings, worlds: readonly NamedWorld[], store: Store): Start => {
  let key: Start['key']
  return {
    worlds: worlds.map(({ world }) => world),
    clock: startOf(settings.clock),
    get key() {
      return key
    },
    fill(now) {
      loadWorlds(store, worlds, now)
      key = addKey(store, settings)
    },
  }
}

const addKey = ({ accounts }: Store, { accessKeyId, accessKeySecret }: Settings): Start['key'] => {
  if (accessKeyId === undefined || accessKeySecret === undefined) return undefined
  const account = accounts.default()
  if (account === undefined) throw new RangeError('accessKeyId needs a world with an account')
  const key = { id: accessKeyId, secret: accessKeySecret, accountId: account.id }
  accounts.putKey({ ...accessKeyDefaults, ...key })
  return key
}

/** Opens the store and fills it; whatever goes wrong, it is closed again. */
const openStore = (settings: Settings, now: number): { store: SqliteStore; start: Start } => {
  const further = settings.worldDir === undefined ? [] : worldFiles(settings.worldDir)
  const worlds = readWorlds([settings.world, further].flat(2))
  const store = new SqliteStore(settings.data, () => newDataName(settings.seed))
  try {
    const start = startFrom(settings, worlds, store)
    store.commit(() => start.fill(now))
    return { store, start }
  } catch (error) {
    store.close()
    throw error
  }
}

const actionSettingsOf = (settings: Settings) => ({
  transition: {
    seconds: settings.copySeconds,
    secondsPerGiB: settings.copySecondsPerGiB,
    afterDescribes: settings.copyDescribes,
    failsAt: settings.copyFailsAt,
  },
  deleteMissing: settings.deleteMissing,
  requireName: settings.requireName,
})

/**
 * Builds the parts of an emulator that know nothing of HTTP.
 *
 * @throws {WorldError} when a world cannot be loaded
 * @throws {DataFileError} when the data file cannot be used
 * @throws {RangeError} when a key is given and no world has an account
 */
export const assemble = (settings: Settings) => {
  const { machineClock: machineNow, contract, seed } = settings
  const clock = new EmulatorClock(machineNow, startOf(settings.clock))
  const journal = new Journal(settings.journalSize)
  const { store, start } = openStore(settings, clock.now())
  const ids = seed === undefined ? randomIds() : seededIds(seed, store.ids.starts)
  const closing = new AbortController()
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
  const control = buildControl({
    ...shared,
    store,
    clock,
    ids,
    newDataName: () => newDataName(settings.seed),
    start,
    closing: closing.signal,
  })
  return { store, gateway, control, closing }
}
