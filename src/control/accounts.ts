import type { Account } from '../model/account.ts'
import type { World } from '../model/world.ts'
import { accountForm } from '../store/world-export.ts'
import { toAccount } from '../store/world-rows.ts'
import { builtInWorlds } from '../store/world-sources.ts'
import { checked, notFound, refusing, withoutNulls } from './checks.ts'
import type { AccountControl, ControlAccount } from './control.ts'
import { rehomed } from './own-world.ts'
import type { ControlledParts, Origins } from './parts.ts'
import { accountChangeShape, newAccountShape } from './shapes.ts'

/** Makes, shows and changes accounts. */
export const accountControl = (parts: ControlledParts, origins: Origins): AccountControl => {
  const { store, clock, ids, nonces, faults, journal } = parts
  const { accounts, worlds, records } = store
  const found = (id: string): Account => accounts.find(id) ?? notFound('account', id)
  const shown = (account: Account): ControlAccount => accountForm(account, accounts.keysOf(account.id))
  const forgetKeys = (id: string): void => {
    for (const key of accounts.keysOf(id)) nonces.forget(key.id)
  }

  /** The ids of a seed may be taken: by a state that the same seed led to. */
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
      const { world: copied = {}, id = freshId(), ...fields } = checked(newAccountShape, from)
      const keys = fields.keys ?? (fields.ramUsers === undefined ? [freshKey()] : [])
      const model = (typeof copied === 'string' ? builtInWorlds[copied] : copied) as World
      const world: World = { ...rehomed(model, id), accounts: [{ ...fields, id, keys }] }
      refusing(() => store.write(() => worlds.add(world, clock.now())), 'accounts[0].')
      origins.set(id, world)
      return shown(found(id))
    },
    list: () => accounts.list().map(shown),
    get: id => shown(found(id)),
    update(id, change) {
      const fields = checked(accountChangeShape, change)
      refusing(() =>
        store.write(() => {
          const account = withoutNulls({ ...shown(found(id)), ...fields }) as ControlAccount
          accounts.update(toAccount(account))
          if (fields.keys === undefined && fields.ramUsers === undefined) return
          forgetKeys(id)
          accounts.removeKeysOf(id)
          worlds.addKeysOf(account, clock.now(), '')
        }),
      )
      return shown(found(id))
    },
    delete(id) {
      found(id)
      forgetKeys(id)
      store.write(() => records.removeAccount(id))
      faults.clear(id)
      journal.clear(id)
      origins.delete(id)
    },
  }
}
