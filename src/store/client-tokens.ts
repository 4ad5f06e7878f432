import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { ClientToken } from '../model/client-token.ts'
import type { IdempotentCall } from '../model/ports.ts'
import { Rows } from './rows.ts'
import { tables } from './schema.ts'
import { Statements } from './statements.ts'

/** How long an answer is stored for repeated calls. */
const lifetimeMs = 24 * 3_600_000

/** How many expired tokens are removed with each new one. */
const sweepLimit = 4

const sweep = `DELETE FROM client_tokens WHERE seq IN
  (SELECT seq FROM client_tokens WHERE expiresAt <= ? ORDER BY expiresAt LIMIT ${sweepLimit})`

/** SQL for client tokens. */
export class ClientTokens {
  readonly #rows
  readonly #sql: Statements

  constructor(db: Database) {
    this.#rows = new Rows(db, tables.clientTokens)
    this.#sql = new Statements(db)
  }

  find(call: IdempotentCall, now: number): { sameRequest: boolean; answer: string } | undefined {
    const { accountId, action, token } = call
    const kept = this.#rows.one(
      'accountId = ? AND action = ? AND token = ? AND expiresAt > ?',
      accountId,
      action,
      token,
      now,
    )
    return kept && { sameRequest: kept.request === digest(call), answer: kept.answer }
  }

  keep(call: IdempotentCall, answer: string, now: number): void {
    const { accountId, action, token } = call
    this.#sql.of(sweep).run(now)
    this.put({ accountId, action, token, request: digest(call), answer, expiresAt: now + lifetimeMs })
  }

  put(token: ClientToken): void {
    this.#rows.put(token)
  }

  list(now: number): ClientToken[] {
    return this.#rows.all('WHERE expiresAt > ? ORDER BY seq', now)
  }
}

const digest = ({ request }: IdempotentCall): string => createHash('sha256').update(request).digest('base64')
