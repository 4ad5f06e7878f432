import { actionsOf } from './actions/index.ts'
import { EmulatorClock, machineClock, startTime } from './clock.ts'
import { buildControl } from './control/index.ts'
import type { Start } from './control/parts.ts'
import type { EmulatorOptions } from './emulator.ts'
import { Faults } from './gateway/faults.ts'
import { Journal } from './gateway/journal.ts'
import { type Gauge, Metrics } from './gateway/metrics.ts'
import { Nonces } from './gateway/nonces.ts'
import { Gateway } from './gateway/pipeline.ts'
import { newDataName, randomIds, seededIds } from './ids.ts'
import { accessKeyDefaults } from './model/account.ts'
import type { Store } from './model/store.ts'
import { SqliteStore } from './store/store.ts'
import { readWorlds, worldFiles } from './world/sources.ts'
import { id } from './world/terms.ts'
import { loadWorlds, type NamedWorld } from './world/world.ts'

const startOf = (clock: EmulatorOptions['clock'] = 'real'): number | 'real' => {
  if (clock === 'real') return clock
  const at = startTime(clock)
  if (at !== undefined) return at
  throw new RangeError(`clock should be real or a time from 1970 to 9999 such as 2026-01-31T00:00:00Z, not ${clock}`)
}

/** What the emulator begins with, and how its store is filled. */
const startFrom = (options: EmulatorOptions, worlds: readonly NamedWorld[], store: Store): Start => {
  let key: Start['key']
  return {
    worlds: worlds.map(({ world }) => world),
    clock: startOf(options.clock),
    get key() {
      return key
    },
    fill(now) {
      loadWorlds(store, worlds, now)
      key = addKey(store, options)
    },
  }
}

const addKey = ({ accounts }: Store, { accessKeyId, accessKeySecret }: EmulatorOptions): Start['key'] => {
  if (!accessKeyId && !accessKeySecret) return undefined
  if (!accessKeyId || !accessKeySecret) throw new RangeError('accessKeyId and accessKeySecret go together')
  try {
    id.check(accessKeyId, 'accessKeyId')
  } catch (error) {
    throw new RangeError((error as Error).message)
  }
  const account = accounts.default()
  if (account === undefined) throw new RangeError('accessKeyId needs a world with an account')
  const key = { id: accessKeyId, secret: accessKeySecret, accountId: account.id }
  accounts.putKey({ ...accessKeyDefaults, ...key })
  return key
}

const journalOf = ({ journalSize = 1000 }: EmulatorOptions): Journal => {
  if (Number.isInteger(journalSize) && journalSize > 0) return new Journal(journalSize)
  throw new RangeError(`journalSize should be a whole number from 1, not ${journalSize}`)
}

/** Opens the store and fills it; whatever goes wrong, it is closed again. */
const openStore = (options: EmulatorOptions, now: number): { store: SqliteStore; start: Start } => {
  const further = options.worldDir ? worldFiles(options.worldDir) : []
  const worlds = readWorlds([options.world ?? 'default', further].flat(2))
  const store = new SqliteStore(options.data ?? ':memory:', () => newDataName(options.seed))
  try {
    const start = startFrom(options, worlds, store)
    store.commit(() => start.fill(now))
    return { store, start }
  } catch (error) {
    store.close()
    throw error
  }
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

const gaugesOf = (store: Store, faults: Faults, journal: Journal): Gauge[] => [
  { name: 'rows', help: 'Rows of the tables that keep the state.', label: 'table', values: store.counts() },
  { name: 'journal_calls', help: 'Calls that the journal remembers.', values: { '': journal.size } },
  { name: 'waits', help: 'Control calls that wait for calls to come.', values: { '': journal.watchers } },
  { name: 'faults', help: 'Faults that may still happen.', values: { '': faults.list().length } },
]

/**
 * Builds the parts of an emulator that know nothing of HTTP.
 *
 * @throws {WorldError} when a world cannot be loaded
 * @throws {DataFileError} when the data file cannot be used
 * @throws {RangeError} when an option is not valid
 */
export const assemble = (options: EmulatorOptions) => {
  const machineNow = options.machineClock ?? machineClock
  const clock = new EmulatorClock(machineNow, startOf(options.clock))
  const journal = journalOf(options)
  const contract = options.contract ?? '2021'
  const { store, start } = openStore(options, clock.now())
  const ids = options.seed === undefined ? randomIds() : seededIds(options.seed, store.ids.starts)
  const closing = new AbortController()
  const shared = { nonces: new Nonces(), faults: new Faults(), journal, metrics: new Metrics(), machineNow }
  const gateway = new Gateway({
    ...shared,
    accounts: store.accounts,
    state: store,
    write: work => store.write(work),
    now: () => clock.now(),
    nextIds: () => ({ requestId: ids.requestId(), traceId: ids.traceId() }),
    auth: options.auth ?? 'strict',
    contract,
    actions: new Map(actionsOf(contract).map(action => [action.name, action])),
    settings: settingsOf(options),
  })
  const control = buildControl({
    ...shared,
    store,
    clock,
    ids,
    newDataName: () => newDataName(options.seed),
    start,
    closing: closing.signal,
  })
  const metrics = (): string => shared.metrics.text(gaugesOf(store, shared.faults, journal))
  return { store, gateway, control, closing, metrics }
}
