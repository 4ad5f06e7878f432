import { answeredCode, type ErrorCode, findError, StubbedError } from '../errors/index.ts'
import type { Account } from '../model/account.ts'
import type { Answer } from '../model/answer.ts'
import type { Step } from './context.ts'

/** Answers a call for which there is a stub, in place of its action. */
export const answerFromStub: Step = (context, { write, state, contract }) => {
  const { account, call } = context
  const { action, params } = call
  if (!state.stubs.has(action)) return
  const stub = write(() => state.stubs.take({ action, account: (account as Account).id, params }))
  if (stub === undefined) return
  context.stub = stub.id
  if (stub.error !== undefined) {
    // A code without a message is in the catalogue.
    const {
      status,
      code,
      message = findError(code as ErrorCode, action, contract).message.replace('{}', ''),
    } = stub.error
    throw new StubbedError({ status, code: answeredCode(code), message })
  }
  const { RequestId: _, ...members } = stub.reply as Answer
  context.answer = members
}
