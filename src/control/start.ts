import { accessKeyDefaults } from '../model/account.ts'
import { addKeysOf, toAccount, type WorldAccount } from '../world/accounts.ts'
import { strayTransitions } from '../world/transitions.ts'
import { addWorld, type World } from '../world/world.ts'
import type { Control } from './calls.ts'
import { notFound, refusing } from './checks.ts'
import type { BroughtBy, ControlDependencies } from './dependencies.ts'
import { clearFaults } from './faults.ts'
import { ownWorld, ownWorlds } from './own-world.ts'

/** Resets the emulator or one account, and adds worlds to the state. */
export const startControl = (
  dependencies: ControlDependencies,
  broughtBy: BroughtBy,
): Pick<Control, 'reset' | 'seed'> => {
  const { store, clock, faults, heldCalls, journal, nonces, ids, start } = dependencies
  const { accounts } = store

  const resetAll = (): void => {
    const now = start.clock === 'real' ? dependencies.machineNow() : start.clock
    store.commit(() => {
      store.clear({ worlds: true })
      store.ids.restart(dependencies.newDataName())
      start.fill(now)
    })
    heldCalls.end()
    clock.set(start.clock)
    faults.reset()
    journal.clear()
    nonces.clear()
    ids.restart()
    broughtBy.clear()
  }

  /** The initial world of an account; undefined when unknown, as for an account from an existing data file. */
  const beginningOf = (id: string): World | undefined => {
    const own = ownWorld(start.worlds, id)
    return own.accounts?.length === 0 ? broughtBy.get(id) : own
  }

  /** Updates the account's row in place, since the first account is the default. */
  const refill = (account: WorldAccount, world: World): void => {
    const { id } = account
    accounts.put(toAccount(account))
    accounts.removeKeysOf(id)
    addKeysOf(accounts, account, clock.now(), '')
    if (start.key?.accountId === id) accounts.putKey({ ...accessKeyDefaults, ...start.key })
    addWorld(store, { ...world, accounts: [] }, clock.now())
  }

  const resetAccount = (id: string): void => {
    const world = beginningOf(id)
    if (world === undefined && accounts.find(id) === undefined) notFound('account', id)
    const keys = accounts.keys(id)
    refusing(() =>
      store.commit(() => {
        accounts.empty(id)
        for (const account of world?.accounts ?? []) refill(account, world as World)
      }),
    )
    heldCalls.end(id)
    for (const key of keys) nonces.forget(key.id)
    clearFaults(dependencies, id)
    journal.clear(id)
  }

  return {
    reset({ account } = {}) {
      if (account === undefined) resetAll()
      else resetAccount(account)
    },
    seed(world) {
      refusing(() => store.commit(() => addWorld(store, world, clock.now())))
      for (const [id, own] of ownWorlds(world)) broughtBy.set(id, own)
      for (const sentence of strayTransitions(store, 'given to seed', world.transitions)) dependencies.warn(sentence)
    },
  }
}
