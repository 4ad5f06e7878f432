import type { Database, Statement } from 'better-sqlite3'
import type { AccessKey, Account } from '../model/account.ts'
import { Remembered } from './remembered.ts'

interface AccountRow {
  readonly id: string
  readonly copy_whitelisted: number
  readonly balance: number
  readonly snapshot_service: number
  readonly snapshot_quota: number | null
  readonly kms: Account['kms']
  readonly may_assume_roles: number
}

interface KeyRow {
  readonly id: string
  readonly account: string
  readonly secret: string
  readonly token: string | null
  readonly expires_at: number | null
  readonly active: number
  readonly ram_user: string | null
}

/** The access key whose account is the default one, wherever it is known. */
const defaultKey = 'testid'

/** All SQL about accounts and their keys. */
export class Accounts {
  readonly #db: Database
  readonly #accounts: Remembered<Account>
  readonly #keys: Remembered<AccessKey>
  readonly #sql: Record<'account' | 'first' | 'key' | 'addAccount' | 'addKey' | 'putKey', Statement>

  constructor(db: Database) {
    this.#db = db
    this.#accounts = new Remembered(db, 'accounts', ['UPDATE', 'DELETE'])
    this.#keys = new Remembered(db, 'access_keys', ['UPDATE', 'DELETE'])
    const key = 'INSERT INTO access_keys VALUES (:id, :account, :secret, :token, :expires_at, :active, :ram_user)'
    this.#sql = {
      account: db.prepare('SELECT * FROM accounts WHERE id = ?'),
      first: db.prepare('SELECT * FROM accounts ORDER BY position LIMIT 1'),
      key: db.prepare('SELECT * FROM access_keys WHERE id = ?'),
      addAccount: db.prepare(
        `INSERT INTO accounts
           (id, copy_whitelisted, balance, snapshot_service, snapshot_quota, kms, may_assume_roles)
         VALUES
           (:id, :copy_whitelisted, :balance, :snapshot_service, :snapshot_quota, :kms, :may_assume_roles)`,
      ),
      addKey: db.prepare(key),
      putKey: db.prepare(`${key} ON CONFLICT DO UPDATE SET account = excluded.account, secret = excluded.secret,
        token = NULL, expires_at = NULL, active = 1, ram_user = NULL`),
    }
  }

  find(id: string): Account | undefined {
    return this.#accounts.get(id, () => toAccount(this.#sql.account.get(id) as AccountRow | undefined))
  }

  /** The account of `testid`, or else the first one; undefined when there is none at all. */
  default(): Account | undefined {
    const key = this.key(defaultKey)
    return key === undefined ? toAccount(this.#sql.first.get() as AccountRow | undefined) : this.find(key.accountId)
  }

  key(id: string): AccessKey | undefined {
    return this.#keys.get(id, () => {
      const row = this.#sql.key.get(id) as KeyRow | undefined
      return row && toKey(row)
    })
  }

  /** Forgets what was read, when something was undone. */
  forget(): void {
    this.#accounts.forget()
    this.#keys.forget()
  }

  /** All of them, in the order in which they came. */
  list(): Account[] {
    const rows = this.#db.prepare('SELECT * FROM accounts ORDER BY position').all() as AccountRow[]
    return rows.map(row => toAccount(row) as Account)
  }

  keysOf(accountId: string): AccessKey[] {
    const rows = this.#db.prepare('SELECT * FROM access_keys WHERE account = ? ORDER BY id').all(accountId) as KeyRow[]
    return rows.map(toKey)
  }

  /** The keys of every account that has any, by the ids of the accounts. */
  keys(): Map<string, AccessKey[]> {
    const rows = this.#db.prepare('SELECT * FROM access_keys ORDER BY id').all() as KeyRow[]
    return Map.groupBy(rows.map(toKey), ({ accountId }) => accountId)
  }

  add(account: Account): void {
    this.#sql.addAccount.run(toRow(account))
  }

  /** Changes the account of that id. */
  update(account: Account): void {
    const row = toRow(account)
    const settings = Object.keys(row).map(column => `${column} = :${column}`)
    this.#db.prepare(`UPDATE accounts SET ${settings.join(', ')} WHERE id = :id`).run(row)
  }

  removeKeysOf(accountId: string): void {
    this.#db.prepare('DELETE FROM access_keys WHERE account = ?').run(accountId)
  }

  addKey(key: AccessKey): void {
    this.#sql.addKey.run({
      id: key.id,
      account: key.accountId,
      secret: key.secret,
      token: key.token,
      expires_at: key.expiresAt,
      active: key.active ? 1 : 0,
      ram_user: key.ramUser === null ? null : JSON.stringify(key.ramUser),
    })
  }

  /** Adds a permanent key, or makes one of that id permanent, active and this account's. */
  putKey(id: string, secret: string, accountId: string): void {
    this.#sql.putKey.run({ id, account: accountId, secret, token: null, expires_at: null, active: 1, ram_user: null })
  }
}

const toKey = ({ account, expires_at, active, ram_user, ...rest }: KeyRow): AccessKey => ({
  ...rest,
  accountId: account,
  expiresAt: expires_at,
  active: active === 1,
  ramUser: ram_user === null ? null : JSON.parse(ram_user),
})

const toRow = (account: Account): AccountRow => ({
  id: account.id,
  copy_whitelisted: account.copyWhitelisted ? 1 : 0,
  balance: account.balance,
  snapshot_service: account.snapshotService ? 1 : 0,
  snapshot_quota: account.snapshotQuota,
  kms: account.kms,
  may_assume_roles: account.mayAssumeRoles ? 1 : 0,
})

const toAccount = (row: AccountRow | undefined): Account | undefined =>
  row && {
    id: row.id,
    copyWhitelisted: row.copy_whitelisted === 1,
    balance: row.balance,
    snapshotService: row.snapshot_service === 1,
    snapshotQuota: row.snapshot_quota,
    kms: row.kms,
    mayAssumeRoles: row.may_assume_roles === 1,
  }
