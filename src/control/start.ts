import type { World, WorldAccount } from '../model/world.ts'
import { toAccount } from '../store/world-rows.ts'
import type { Control } from './calls.ts'
import { notFound, refusing } from './checks.ts'
import { ownWorld, ownWorlds } from './own-world.ts'
import type { BroughtBy, ControlledParts } from './parts.ts'

/** Goes back to the start, whole or one account, and adds to the state. */
export const startControl = (parts: ControlledParts, broughtBy: BroughtBy): Pick<Control, 'reset' | 'seed'> => {
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
    broughtBy.clear()
  }

  /** How an account began; undefined when nobody knows, as for one of a data file that an earlier run made. */
  const beginningOf = (id: string): World | undefined => {
    const own = ownWorld(start.worlds, id)
    return own.accounts?.length === 0 ? broughtBy.get(id) : own
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
    reset({ account } = {}) {
      if (account === undefined) resetAll()
      else resetAccount(account)
    },
    seed(world) {
      refusing(() => store.commit(() => worlds.add(world, clock.now())))
      for (const [id, own] of ownWorlds(world)) broughtBy.set(id, own)
    },
  }
}
