import {
  type AccessKey,
  type Account,
  accessKeyDefaults,
  accountDefaults,
  kmsStates,
  type RamUser,
} from '../model/account.ts'
import { boolean, ConflictError, id, listOf, number, object, oneOf, type Shaped } from '../model/shape.ts'
import type { KeptAccounts } from '../model/store.ts'
import { filled, time, timeAt, timeOf, withoutNulls } from './fields.ts'

export const accessKeyShape = object(
  {
    /** AccessKeyId that calls are signed with. */
    id,
    /** AccessKeySecret. */
    secret: filled,
  },
  {
    /** Security token that each call with the key must carry; default: the key is permanent. */
    token: filled,
    /** When a temporary key expires; default: never. */
    expiresAt: time,
    /** Whether the key is enabled; default true. */
    active: boolean,
  },
)

/** An access key: permanent, or temporary (STS) with a token. */
export interface WorldKey extends Shaped<typeof accessKeyShape> {}

export const ramUserShape = object(
  {
    /** Name of the user, as `AccessDeniedDetail` shows it. */
    name: filled,
  },
  {
    /** Id of the user; default: its name. */
    id,
    /** Keys of the user; default: none. */
    keys: listOf<WorldKey>(accessKeyShape),
    /** Actions that the user may not call, such as `ecs:CopySnapshot`; default: none. */
    denied: listOf(filled),
  },
)

/** A RAM user of an account. */
export interface WorldRamUser extends Shaped<typeof ramUserShape> {}

export const accountShape = object(
  {
    /** Account number, such as `1000000000000001`. */
    id,
  },
  {
    /** Keys of the account itself; default: none. */
    keys: listOf<WorldKey>(accessKeyShape),
    /** Whether the account may copy snapshots; default true. */
    copyWhitelisted: boolean,
    /** Money left; an account with 0 or less cannot pay for a copy. Default 100. */
    balance: number(-1e12, 1e12, 'number'),
    /** Whether the snapshot service is activated; default true. */
    snapshotService: boolean,
    /** Maximum number of snapshots in all regions; default: no quota. */
    snapshotQuota: number(0, 1e9),
    /** Whether it has an outstanding payment; default false. */
    arrears: boolean,
    /** Maximum number of disks in all regions; default: no quota. */
    diskQuota: number(0, 1e9),
    /** Maximum size of all disks together in GiB; default: no quota. */
    diskCapacityQuota: number(0, 1e12),
    /** Maximum number of images in a region; default: no quota. */
    imageQuota: number(0, 1e9),
    /** Whether new disks and copied images have to be encrypted; default false. */
    encryptsDisks: boolean,
    /** Key management of the account: activated, not activated, or closed to ECS; default `enabled`. */
    kms: oneOf(...kmsStates),
    /** Whether the account may name roles of other accounts (`Arn.N`); default false. */
    mayAssumeRoles: boolean,
    /** RAM users of the account; default: none. */
    ramUsers: listOf<WorldRamUser>(ramUserShape),
  },
)

/** An account with its keys and RAM users. */
export interface WorldAccount extends Shaped<typeof accountShape> {}

/** Converts an account from its world form. */
export const toAccount = ({ keys: _, ramUsers: __, ...account }: WorldAccount): Account => ({
  ...accountDefaults,
  ...account,
})

/**
 * Adds accounts with their keys.
 *
 * @throws {ShapeError} for the first account or key that is invalid or already exists
 */
export const addAccounts = (accounts: KeptAccounts, added: readonly WorldAccount[], start: number): void => {
  for (const [i, account] of added.entries()) {
    const place = `accounts[${i}]`
    if (accounts.find(account.id)) throw new ConflictError(`${place}.id`, `new; ${account.id} already exists`)
    accounts.put(toAccount(account))
    addKeysOf(accounts, account, start, `${place}.`)
  }
}

/**
 * Adds the keys of an account and of its RAM users.
 *
 * @param place place of the account, for errors; it ends with a dot unless it is empty
 * @throws {ShapeError} for the first key that is invalid or already exists
 */
export const addKeysOf = (accounts: KeptAccounts, account: WorldAccount, start: number, place: string): void => {
  const add = (keys: readonly WorldKey[], at: string, ramUser: RamUser | null): void => {
    for (const [k, key] of keys.entries()) {
      if (accounts.key(key.id)) throw new ConflictError(`${at}[${k}].id`, `new; ${key.id} already exists`)
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

/** Returns the RAM users that own these keys. A user without keys cannot call and is not stored. */
const ramUserForms = (keys: readonly AccessKey[]): NonNullable<WorldAccount['ramUsers']> => {
  const users = new Map<string, RamUser & { keys: WorldKey[] }>()
  for (const key of keys) {
    if (key.ramUser === null) continue
    const user = users.get(key.ramUser.id) ?? { ...key.ramUser, keys: [] }
    user.keys.push(keyForm(key))
    users.set(user.id, user)
  }
  // A name may have characters that an id may not. An id equal to the name is left out: it is the default.
  return [...users.values()].map(({ id, ...user }) => (id === user.name ? user : { id, ...user }))
}

/** Converts an account to its world form, without relying on defaults. */
export const accountForm = (account: Account, keys: readonly AccessKey[]) => ({
  ...withoutNulls({
    id: account.id,
    copyWhitelisted: account.copyWhitelisted,
    balance: account.balance,
    snapshotService: account.snapshotService,
    arrears: account.arrears,
    encryptsDisks: account.encryptsDisks,
    kms: account.kms,
    mayAssumeRoles: account.mayAssumeRoles,
    snapshotQuota: account.snapshotQuota,
    diskQuota: account.diskQuota,
    diskCapacityQuota: account.diskCapacityQuota,
    imageQuota: account.imageQuota,
  }),
  keys: keys.filter(({ ramUser }) => ramUser === null).map(keyForm),
  ramUsers: ramUserForms(keys),
})

/** The keys of an account in its world form, and those of its RAM users. */
export const allKeysOf = ({
  keys = [],
  ramUsers = [],
}: Pick<WorldAccount, 'keys' | 'ramUsers'>): readonly WorldKey[] => [
  ...keys,
  ...ramUsers.flatMap(user => user.keys as readonly WorldKey[]),
]

/** Converts every account to its world form. */
export const accountForms = (accounts: KeptAccounts) => {
  const keys = Map.groupBy(accounts.keys(), ({ accountId }) => accountId)
  return accounts.list().map(account => accountForm(account, keys.get(account.id) ?? []))
}
