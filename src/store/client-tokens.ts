import { createHash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { IdempotentCall } from '../model/ports.ts'

/** How long an answer is kept for a repetition. */
const lifetimeMs = 24 * 3_600_000

/** How many that have run out are removed with each new one. */
const sweepLimit = 4

/** A token as it is kept. */
export interface ClientToken {
  readonly account: string
  readonly action: string
  readonly token: string
  /** The digest of the request. */
  readonly request: string
  readonly answer: string
  /** In epoch milliseconds. */
  readonly expiresAt: number
}

/** All SQL about client tokens. */
export class ClientTokens {
  readonly #db: Database
  readonly #sql: Record<'find' | 'add' | 'sweep', Statement>

  constructor(db: Database) {
    this.#db = db
    this.#sql = {
      find: db.prepare(
        'SELECT request, answer FROM client_tokens WHERE account = ? AND action = ? AND token = ? AND expires_at > ?',
      ),
      add: db.prepare(
        `INSERT OR REPLACE INTO client_tokens (account, action, token, request, answer, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ),
      sweep: db.prepare(
        `DELETE FROM client_tokens WHERE seq IN
         (SELECT seq FROM client_tokens WHERE expires_at <= ? ORDER BY expires_at LIMIT ${sweepLimit})`,
      ),
    }
  }

  find(call: IdempotentCall, now: number): { sameRequest: boolean; answer: string } | undefined {
    const row = this.#sql.find.get(call.accountId, call.action, call.token, now) as
      | { request: string; answer: string }
      | undefined
    return row && { sameRequest: row.request === digest(call), answer: row.answer }
  }

  keep(call: IdempotentCall, answer: string, now: number): void {
    const { accountId, action, token } = call
    this.#sql.sweep.run(now)
    this.add({ account: accountId, action, token, request: digest(call), answer, expiresAt: now + lifetimeMs })
  }

  add({ account, action, token, request, answer, expiresAt }: ClientToken): void {
    this.#sql.add.run(account, action, token, request, answer, expiresAt)
  }

  /** Those that have not run out, oldest first. */
  list(now: number): ClientToken[] {
    const columns = 'account, action, token, request, answer, expires_at AS expiresAt'
    const sql = `SELECT ${columns} FROM client_tokens WHERE expires_at > ? ORDER BY seq`
    return this.#db.prepare(sql).all(now) as ClientToken[]
  }
}

const digest = ({ request }: IdempotentCall): string => createHash('sha256').update(request).digest('base64')
