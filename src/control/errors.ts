import type { RecordedCall } from '../gateway/journal.ts'

/** A refused control call. Nothing was changed. The message names the field and the allowed values. */
export class ControlError extends Error {
  /** 400: invalid input; 404: not found; 409: it exists already. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}

/** A recorded call that almost matched. */
export interface Miss {
  readonly call: RecordedCall
  /** How the call differs from the query, in words. */
  readonly differences: readonly string[]
}

/** The expected calls did not arrive in time. */
export class NotMetError extends Error {
  /** Calls that almost matched, closest first. */
  readonly closest: readonly Miss[]

  constructor(message: string, closest: readonly Miss[]) {
    super(message)
    this.name = 'NotMetError'
    this.closest = closest
  }
}
