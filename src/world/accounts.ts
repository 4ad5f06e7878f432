import {
  type AccessKey,
  type Account,
  accessKeyDefaults,
  accountDefaults,
  kmsStates,
  type RamUser,
} from '../model/account.ts'
import { boolean, ConflictError, listOf, number, object, oneOf, type Shaped } from '../model/shape.ts'
import type { Accounts } from '../model/store.ts'
import { filled, id, time, timeAt, timeOf, withoutNulls } from './terms.ts'

const accessKey = object({ id, secret: filled }, { token: filled, expiresAt: time, active: boolean })

/** Actions are named as policies name them, such as `ecs:CopySnapshot`. */
const ramUser = object({ name: filled }, { id, keys: listOf(accessKey), denied: listOf(filled) })

export const accountShape = object(
  { id },
  {
    keys: listOf(accessKey),
    copyWhitelisted: boolean,
    balance: number(-1e12, 1e12, 'number'),
    snapshotService: boolean,
    snapshotQuota: number(0, 1e9),
    kms: oneOf(...kmsStates),
    mayAssumeRoles: boolean,
    ramUsers: listOf(ramUser),
  },
)

export type WorldAccount = Shaped<typeof accountShape>
type WorldKey = Shaped<typeof accessKey>

/** An account as a world describes it. */
export const toAccount = ({ keys: _, ramUsers: __, ...account }: WorldAccount): Account => ({
  ...accountDefaults,
  ...account,
})

/**
 * Adds accounts with their keys.
 *
 * @throws {ShapeError} for the first that is there already
 */
export const addAccounts = (accounts: Accounts, added: readonly WorldAccount[], start: number): void => {
  for (const [i, account] of added.entries()) {
    const place = `accounts[${i}]`
    if (accounts.find(account.id)) throw new ConflictError(`${place}.id`, `new; ${account.id} is there already`)
    accounts.put(toAccount(account))
    addKeysOf(accounts, account, start, `${place}.`)
  }
}

/**
 * Gives an account its keys and those of its users.
 *
 * @param place of the account, for errors, with a dot unless it is empty
 * @throws {ShapeError} for the first that is not a key, or is one of an account already
 */
export const addKeysOf = (accounts: Accounts, account: WorldAccount, start: number, place: string): void => {
  const add = (keys: readonly WorldKey[], at: string, ramUser: RamUser | null): void => {
    for (const [k, key] of keys.entries()) {
      if (accounts.key(key.id)) throw new ConflictError(`${at}[${k}].id`, `new; ${key.id} is there already`)
      const expiresAt = key.expiresAt === undefined ? null : timeAt(key.expiresAt, start, `${at}[${k}].expiresAt`)
      accounts.putKey({ ...accessKeyDefaults, ...key, accountId: account.id, expiresAt, ramUser })
    }
  }
  add(account.keys ?? [], `${place}keys`, null)
  for (const [u, { name, id = name, keys = [], denied = [] }] of (account.ramUsers ?? []).entries()) {
    add(keys, `${place}ramUsers[${u}].keys`, { id, name, denied })
  }
}

const keyForm = ({ id, secret, token, expiresAt, active }: AccessKey): WorldKey =>
  withoutNulls({ id, secret, token, expiresAt: expiresAt === null ? null : timeOf(expiresAt), active })

/** The users whose keys these are; one without a key can do nothing, and nothing is known of it. */
const ramUserForms = (keys: readonly AccessKey[]): NonNullable<WorldAccount['ramUsers']> => {
  const users = new Map<string, RamUser & { keys: WorldKey[] }>()
  for (const key of keys) {
    if (key.ramUser === null) continue
    const user = users.get(key.ramUser.id) ?? { ...key.ramUser, keys: [] }
    user.keys.push(keyForm(key))
    users.set(user.id, user)
  }
  // A name may be what no id can be; it is the id of whom it is the id of already.
  return [...users.values()].map(({ id, ...user }) => (id === user.name ? user : { id, ...user }))
}

/** An account as a world describes it, nothing left to a default. */
export const accountForm = (account: Account, keys: readonly AccessKey[]) => ({
  ...withoutNulls({
    id: account.id,
    copyWhitelisted: account.copyWhitelisted,
    balance: account.balance,
    snapshotService: account.snapshotService,
    kms: account.kms,
    mayAssumeRoles: account.mayAssumeRoles,
    snapshotQuota: account.snapshotQuota,
  }),
  keys: keys.filter(({ ramUser }) => ramUser === null).map(keyForm),
  ramUsers: ramUserForms(keys),
})

/** Every account as a world describes it. */
export const accountForms = (accounts: Accounts) => {
  const keys = Map.groupBy(accounts.keys(), ({ accountId }) => accountId)
  return accounts.list().map(account => accountForm(account, keys.get(account.id) ?? []))
}
