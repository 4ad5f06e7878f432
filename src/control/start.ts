import { type World, type WorldAccount, worldShape } from '../model/world.ts'
import { toAccount } from '../store/world-rows.ts'
import { checked, notFound, refusing } from './checks.ts'
import type { Control } from './control.ts'
import { ownWorld, ownWorlds } from './own-world.ts'
import type { ControlledParts, Origins } from './parts.ts'
import { scopeShape } from './shapes.ts'

/** Goes back to the start, whole or one account, and adds to the state. */
export const startControl = (parts: ControlledParts, origins: Origins): Pick<Control, 'reset' | 'seed'> => {
  const { store, clock, faults, journal, nonces, ids, start } = parts
  const { accounts, records, worlds } = store

  const resetAll = (): void => {
    const now = start.clock === 'real' ? parts.machineNow() : start.clock
    store.commit(() => {
      records.clear({ worlds: true })
      store.restartIds(parts.newOrigin())
      start.fill(now)
    })
    clock.set(start.clock)
    faults.reset()
    journal.clear()
    nonces.clear()
    ids.restart()
    origins.clear()
  }

  /** How an account began; undefined when nobody knows, as for one of a data file that an earlier run made. */
  const beginningOf = (id: string): World | undefined => {
    const own = ownWorld(start.worlds, id)
    return own.accounts?.length === 0 ? origins.get(id) : own
  }

  /** The account's row stays where it is: which one is the first matters. */
  const refill = (account: WorldAccount, world: World): void => {
    const { id } = account
    if (accounts.find(id) === undefined) accounts.add(toAccount(account))
    else accounts.update(toAccount(account))
    accounts.removeKeysOf(id)
    worlds.addKeysOf(account, clock.now(), '')
    if (start.key?.accountId === id) accounts.putKey(start.key.id, start.key.secret, id)
    worlds.add({ ...world, accounts: [] }, clock.now())
  }

  const resetAccount = (id: string): void => {
    const world = beginningOf(id)
    if (world === undefined && accounts.find(id) === undefined) notFound('account', id)
    const keys = accounts.keysOf(id)
    refusing(() =>
      store.commit(() => {
        records.emptyAccount(id)
        for (const account of world?.accounts ?? []) refill(account, world as World)
      }),
    )
    for (const key of keys) nonces.forget(key.id)
    faults.clear(id)
    journal.clear(id)
  }

  return {
    reset(scope = {}) {
      const { account } = checked(scopeShape, scope)
      if (account === undefined) resetAll()
      else resetAccount(account)
    },
    seed(world) {
      const given = checked(worldShape, world)
      refusing(() => store.commit(() => worlds.add(given, clock.now())))
      for (const [id, own] of ownWorlds(given)) origins.set(id, own)
    },
  }
}
