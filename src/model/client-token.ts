import { integer, type RecordOf, text } from './members.ts'

/** The answer to a call with a client token, as it is kept for a repetition. */
export const clientTokenMembers = {
  accountId: text(),
  action: text(),
  /** The ClientToken. */
  token: text(),
  /** The digest of everything that a repetition must have in common with the call. */
  request: text(),
  /** The answer's JSON. */
  answer: text(),
  /** In epoch milliseconds. */
  expiresAt: integer(),
}

export type ClientToken = RecordOf<typeof clientTokenMembers>
