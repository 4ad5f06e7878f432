import { answerShape } from '../model/answer.ts'
import type { ClientToken } from '../model/client-token.ts'
import { id, object, type Shape, type Shaped, ShapeError } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import { filled, time, timeAt, timeOf } from './fields.ts'
import { checkAccount } from './references.ts'

const parsed = (json: unknown): unknown => {
  try {
    return typeof json === 'string' && json.isWellFormed() ? JSON.parse(json) : undefined
  } catch {
    return undefined
  }
}

const expected = 'the JSON of an answer: an object of texts, numbers, booleans, objects and lists'

/** A stored answer for repeated calls: JSON that can be rendered in every format. */
const answerJson: Shape<string> = {
  schema: { type: 'string', pattern: '^\\s*\\{', description: expected },
  check: (value, place) => {
    const answer = parsed(value)
    if (answer === undefined) throw new ShapeError(place, expected)
    answerShape.check(answer, place)
    return value as string
  },
}

/** A client token. It is not written by hand but comes from an exported state. */
export const clientTokenShape = object(
  { account: id, action: filled, token: filled, request: filled, answer: answerJson, expiresAt: time },
  {},
)

type WorldClientToken = Shaped<typeof clientTokenShape>

/** @throws {ShapeError} for the first unknown account or invalid time */
export const addClientTokens = (store: Store, added: readonly WorldClientToken[], start: number): void => {
  for (const [i, { account, expiresAt, ...token }] of added.entries()) {
    checkAccount(store, account, `clientTokens[${i}].account`)
    const at = timeAt(expiresAt, start, `clientTokens[${i}].expiresAt`)
    store.clientTokens.put({ ...token, accountId: account, expiresAt: at })
  }
}

/** Converts a client token to its world form. */
export const clientTokenForm = (kept: ClientToken): WorldClientToken => ({
  account: kept.accountId,
  action: kept.action,
  token: kept.token,
  request: kept.request,
  answer: kept.answer,
  expiresAt: timeOf(kept.expiresAt),
})
