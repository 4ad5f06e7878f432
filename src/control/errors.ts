import type { RecordedCall } from '../gateway/journal.ts'

/** A control call that is refused; nothing has been changed. The message says which field, and what is allowed. */
export class ControlError extends Error {
  /** 400: the input is wrong; 404: there is no such thing; 409: it is there already. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}

/** A call that came near to one that was waited for. */
export interface Miss {
  readonly call: RecordedCall
  /** In words, what about it was not as asked for. */
  readonly differences: readonly string[]
}

/** The calls that were waited for did not come in time. */
export class NotMetError extends Error {
  /** The nearest calls, the closest first. */
  readonly closest: readonly Miss[]

  constructor(message: string, closest: readonly Miss[]) {
    super(message)
    this.name = 'NotMetError'
    this.closest = closest
  }
}
