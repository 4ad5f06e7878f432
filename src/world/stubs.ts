import { errorCodes } from '../errors/index.ts'
import { ShapeError } from '../model/shape.ts'
import type { Store } from '../model/store.ts'
import type { KeptStub, Stub } from '../model/stub.ts'
import { checkAccount } from './references.ts'

/** @throws {ShapeError} for the first stub that cannot be added */
export const addStubs = (store: Store, stubs: readonly Stub[]): void => {
  for (const [i, stub] of stubs.entries()) {
    const place = `stubs[${i}]`
    const { account, reply, error } = stub
    if (reply === undefined && error === undefined) throw new ShapeError(`${place}.reply`, 'given, or error')
    if (reply !== undefined && error !== undefined) throw new ShapeError(`${place}.error`, 'left out beside a reply')
    if (error?.message === undefined && error !== undefined && !errorCodes.has(error.code))
      throw new ShapeError(`${place}.error.message`, `given, since ${error.code} is not in the error catalogue`)
    checkAccount(store, account, `${place}.account`)
    store.stubs.add(stub)
  }
}

/** Converts a stub to its world form: what is left of it. */
export const stubForm = ({ given, skipped, applied }: KeptStub): Stub => ({
  ...given,
  ...(given.skip !== undefined && { skip: given.skip - skipped }),
  ...(given.times !== undefined && { times: given.times - applied }),
})
