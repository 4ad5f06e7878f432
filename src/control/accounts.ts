import type { Account } from '../model/account.ts'
import { accountForm, accountForms, addKeysOf, toAccount } from '../world/accounts.ts'
import { builtInWorlds } from '../world/built-in.ts'
import { withoutNulls } from '../world/fields.ts'
import { addWorld, type World } from '../world/world.ts'
import type { ControlAccount } from './answers.ts'
import type { Control } from './calls.ts'
import { notFound, refusing } from './checks.ts'
import type { BroughtBy, ControlDependencies } from './dependencies.ts'
import { clearFaults } from './faults.ts'
import { rehomed } from './own-world.ts'

/** Creates, shows, changes and deletes accounts. */
export const accountControl = (dependencies: ControlDependencies, broughtBy: BroughtBy): Control['accounts'] => {
  const { store, clock, ids, nonces, journal } = dependencies
  const { accounts } = store
  const found = (id: string): Account => accounts.find(id) ?? notFound('account', id)
  const shown = (account: Account): ControlAccount => accountForm(account, accounts.keys(account.id))

  /** Seeded ids may be taken already, by an imported state that the same seed produced. */
  const untaken = <T>(make: () => T, isTaken: (made: T) => boolean): T => {
    let made = make()
    while (isTaken(made)) made = make()
    return made
  }
  const freshId = (): string =>
    untaken(
      () => ids.accountId(),
      id => accounts.find(id) !== undefined,
    )
  const freshKey = () =>
    untaken(
      () => ids.accessKey(),
      ({ id }) => accounts.key(id) !== undefined,
    )

  return {
    create(from = {}) {
      const { world: copied = {}, id = freshId(), ...fields } = from
      const keys = fields.keys ?? (fields.ramUsers === undefined ? [freshKey()] : [])
      const model = (typeof copied === 'string' ? builtInWorlds[copied] : copied) as World
      const world: World = { ...rehomed(model, id), accounts: [{ ...fields, id, keys }] }
      refusing(() => store.commit(() => addWorld(store, world, clock.now())), 'accounts[0].')
      broughtBy.set(id, world)
      return shown(found(id))
    },
    list: () => accountForms(accounts),
    get: id => shown(found(id)),
    update(id, fields) {
      const before = accounts.keys(id)
      refusing(() =>
        store.commit(() => {
          const account = withoutNulls({ ...shown(found(id)), ...fields }) as ControlAccount
          accounts.put(toAccount(account))
          if (fields.keys === undefined && fields.ramUsers === undefined) return
          accounts.removeKeysOf(id)
          addKeysOf(accounts, account, clock.now(), '')
        }),
      )
      // Keys that remain keep their nonces, so that no call can be replayed.
      for (const key of before) if (accounts.key(key.id) === undefined) nonces.forget(key.id)
      return shown(found(id))
    },
    delete(id) {
      found(id)
      const keys = accounts.keys(id)
      store.commit(() => accounts.remove(id))
      for (const key of keys) nonces.forget(key.id)
      clearFaults(dependencies, id)
      journal.clear(id)
      broughtBy.delete(id)
    },
  }
}
