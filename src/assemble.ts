import { actionsOf } from './actions/index.ts'
import { EmulatorClock, machineClock, startTime } from './clock.ts'
import { buildControl } from './control/index.ts'
import type { Start } from './control/parts.ts'
import type { EmulatorOptions } from './emulator.ts'
import { Faults } from './gateway/faults.ts'
import { Journal } from './gateway/journal.ts'
import { Nonces } from './gateway/nonces.ts'
import { Gateway } from './gateway/pipeline.ts'
import { newOrigin, randomIds, seededIds } from './ids.ts'
import { id } from './model/world.ts'
import { Store } from './store/store.ts'
import { readWorlds, worldFiles } from './store/world-sources.ts'
import type { NamedWorld } from './store/worlds.ts'

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
      store.worlds.load(worlds, now)
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
  accounts.putKey(accessKeyId, accessKeySecret, account.id)
  return { id: accessKeyId, secret: accessKeySecret, accountId: account.id }
}

const journalOf = ({ journalSize = 1000 }: EmulatorOptions): Journal => {
  if (Number.isInteger(journalSize) && journalSize > 0) return new Journal(journalSize)
  throw new RangeError(`journalSize should be a whole number from 1, not ${journalSize}`)
}

/** Opens the store and fills it; whatever goes wrong, it is closed again. */
const openStore = (options: EmulatorOptions, now: number): { store: Store; start: Start } => {
  const further = options.worldDir ? worldFiles(options.worldDir) : []
  const worlds = readWorlds([options.world ?? 'default', further].flat(2))
  const store = new Store(options.data ?? ':memory:', () => newOrigin(options.seed))
  try {
    const start = startFrom(options, worlds, store)
    start.fill(now)
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
  const ids = options.seed === undefined ? randomIds() : seededIds(options.seed, store.starts)
  const closing = new AbortController()
  const shared = { nonces: new Nonces(), faults: new Faults(), journal, machineNow }
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
    newOrigin: () => newOrigin(options.seed),
    start,
    closing: closing.signal,
  })
  return { store, gateway, control, closing }
}
