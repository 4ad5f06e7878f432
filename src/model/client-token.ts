import { integer, type RecordOf, text } from './members.ts'

/** The stored answer to a call with a client token. A repeated call receives it again. */
export const clientTokenMembers = {
  accountId: text(),
  action: text(),
  /** The ClientToken. */
  token: text(),
  /** A digest of the request. A repeated call must match it. */
  request: text(),
  /** The answer as JSON. */
  answer: text(),
  /** In epoch milliseconds. */
  expiresAt: integer(),
}

export type ClientToken = RecordOf<typeof clientTokenMembers>
