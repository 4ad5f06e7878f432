import { createHash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { IdempotentCall } from '../model/state.ts'

/** How long an answer is kept for a repetition. */
const lifetimeMs = 24 * 3_600_000

/** How many that have run out are removed with each new one. */
const sweepLimit = 4

/** All SQL about client tokens. */
export class ClientTokens {
  readonly #sql: Record<'find' | 'add' | 'sweep', Statement>

  constructor(db: Database) {
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

  recall(call: IdempotentCall, now: number): { sameRequest: boolean; answer: string } | undefined {
    const row = this.#sql.find.get(call.accountId, call.action, call.token, now) as
      | { request: string; answer: string }
      | undefined
    return row && { sameRequest: row.request === digest(call), answer: row.answer }
  }

  remember(call: IdempotentCall, answer: string, now: number): void {
    this.#sql.sweep.run(now)
    this.#sql.add.run(call.accountId, call.action, call.token, digest(call), answer, now + lifetimeMs)
  }
}

const digest = ({ request }: IdempotentCall): string => createHash('sha256').update(request).digest('base64')
