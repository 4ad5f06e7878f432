import { actionsOf } from './actions/index.ts'
import { EmulatorClock, startTime } from './clock.ts'
import { buildControl } from './control/index.ts'
import type { Start } from './control/parts.ts'
import { Faults } from './gateway/faults.ts'
import { Journal } from './gateway/journal.ts'
import { type Gauge, Metrics } from './gateway/metrics.ts'
import { Nonces } from './gateway/nonces.ts'
import { Gateway } from './gateway/pipeline.ts'
import { newOrigin, newSecret, randomIds, seededIds } from './ids.ts'
import type { Settings } from './settings.ts'
import { Store } from './store/store.ts'
import { readWorlds, worldFiles } from './store/world-sources.ts'
import type { NamedWorld } from './store/worlds.ts'

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
      store.worlds.load(worlds, now)
      key = addKey(store, settings)
    },
  }
}

const addKey = ({ accounts }: Store, { accessKeyId, accessKeySecret }: Settings): Start['key'] => {
  if (accessKeyId === undefined || accessKeySecret === undefined) return undefined
  const account = accounts.default()
  if (account === undefined) throw new RangeError('accessKeyId needs a world with an account')
  accounts.putKey(accessKeyId, accessKeySecret, account.id)
  return { id: accessKeyId, secret: accessKeySecret, accountId: account.id }
}

/** Opens the store and fills it; whatever goes wrong, it is closed again. */
const openStore = (settings: Settings, now: number): { store: Store; start: Start } => {
  const further = settings.worldDir === undefined ? [] : worldFiles(settings.worldDir)
  const worlds = readWorlds([settings.world, further].flat(2))
  const store = new Store(
    settings.data,
    () => newOrigin(settings.seed),
    () => newSecret(settings.seed),
  )
  try {
    const start = startFrom(settings, worlds, store)
    start.fill(now)
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

const gaugesOf = (store: Store, faults: Faults, journal: Journal): Gauge[] => [
  { name: 'rows', help: 'Rows of the tables that keep the state.', label: 'table', values: store.records.counts() },
  { name: 'journal_calls', help: 'Calls that the journal remembers.', values: { '': journal.size } },
  { name: 'waits', help: 'Control calls that wait for calls to come.', values: { '': journal.watchers } },
  { name: 'faults', help: 'Faults that may still happen.', values: { '': faults.list().length } },
]

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
  const ids = seed === undefined ? randomIds() : seededIds(seed, store.starts)
  const closing = new AbortController()
  const shared = { nonces: new Nonces(), faults: new Faults(), journal, metrics: new Metrics(), machineNow }
  const gateway = new Gateway({
    ...shared,
    accounts: store.accounts,
    state: store,
    write: (work, isOneStatement) => store.write(work, isOneStatement),
    now: () => clock.now(),
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
    newOrigin: () => newOrigin(settings.seed),
    start,
    closing: closing.signal,
  })
  const metrics = (): string => shared.metrics.text(gaugesOf(store, shared.faults, journal))
  return { store, gateway, control, closing, metrics }
}
