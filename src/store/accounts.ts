import type { Database } from 'better-sqlite3'
import type { AccessKey, Account } from '../model/account.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'
import { Statements } from './statements.ts'

/** The access key of the default account, if the key exists. */
const defaultKey = 'testid'

/** The tables with data of accounts, except access keys. */
const belongings = Object.values(tables).filter(
  table => 'accountId' in table.members && table.name !== tables.accessKeys.name,
)

/** Returns the cached value of an id, or reads it and caches it if it exists. */
const remembered = <T>(known: Map<string, T>, id: string, read: () => T | undefined): T | undefined => {
  const found = known.get(id) ?? read()
  if (found !== undefined) known.set(id, found)
  return found
}

/** SQL for accounts and their keys. Every call reads one of each, so both are cached until something changes. */
export class Accounts {
  readonly #sql: Statements
  readonly #accounts
  readonly #keys
  readonly #knownAccounts = new Map<string, Account>()
  readonly #knownKeys = new Map<string, AccessKey>()
  readonly #emptied: () => void

  /** @param emptied called after rows were removed that other caches may hold */
  constructor(db: Database, emptied: () => void) {
    this.#sql = new Statements(db)
    this.#accounts = new Rows(db, tables.accounts)
    this.#keys = new Rows(db, tables.accessKeys)
    this.#emptied = emptied
  }

  find(id: string): Account | undefined {
    return remembered(this.#knownAccounts, id, () => this.#accounts.one('id = ?', id))
  }

  default(): Account | undefined {
    const key = this.key(defaultKey)
    return key === undefined ? this.#accounts.all('ORDER BY seq LIMIT 1')[0] : this.find(key.accountId)
  }

  list(): Account[] {
    return this.#accounts.list()
  }

  put(account: Account): void {
    this.#accounts.put(account)
    this.forget()
  }

  empty(id: string): void {
    for (const { name } of belongings) this.#sql.of(`DELETE FROM ${name} WHERE accountId = ?`).run(id)
    this.#emptied()
  }

  remove(id: string): void {
    this.empty(id)
    this.removeKeysOf(id)
    this.#sql.of('DELETE FROM accounts WHERE id = ?').run(id)
    this.forget()
  }

  key(id: string): AccessKey | undefined {
    return remembered(this.#knownKeys, id, () => this.#keys.one('id = ?', id))
  }

  keys(accountId?: string): AccessKey[] {
    return accountId === undefined
      ? this.#keys.all('ORDER BY id')
      : this.#keys.all('WHERE accountId = ? ORDER BY id', accountId)
  }

  putKey(key: AccessKey): void {
    this.#keys.put(key)
    this.forget()
  }

  removeKeysOf(accountId: string): void {
    this.#sql.of('DELETE FROM access_keys WHERE accountId = ?').run(accountId)
    this.forget()
  }

  /** Clears the caches, after a write, a rollback or a removal. */
  forget(): void {
    this.#knownAccounts.clear()
    this.#knownKeys.clear()
  }
}
