import type { CallQuery } from '../gateway/call-query.ts'
import type { ActiveFault, Fault } from '../gateway/faults.ts'
import type { RecordedCall } from '../gateway/journal.ts'
import { call } from './call.ts'
import type { Scope, Wait } from './shapes.ts'

/** Reads and moves the emulator's clock. */
export const clockCalls = {
  /** Returns the emulator's time. */
  now: call<() => Date>({ route: 'GET /clock', help: 'Return the time', wrap: 'now' }),
  /**
   * Stops the clock at a time, or lets it follow the machine's clock again.
   *
   * @param at `real`, or a time from 1970 to 9999
   * @returns the emulator's time
   * @throws {ControlError} 400 when it is no such time
   */
  set: call<(at: Date | 'real') => Date>({
    route: 'PUT /clock',
    help: 'Stop the clock at a time, or let it follow the machine again',
    input: 'ClockSetting',
    fields: ['at'],
    wrap: 'now',
  }),
  /**
   * Moves the clock. A running clock goes on running.
   *
   * @param seconds may be a fraction; negative: back
   * @returns the emulator's time
   * @throws {ControlError} 400 when the time would be outside of 1970 to 9999
   */
  advance: call<(seconds: number) => Date>({
    route: 'POST /clock/advance',
    help: 'Move the clock by seconds',
    input: 'ClockAdvance',
    fields: ['seconds'],
    wrap: 'now',
  }),
}

/** Makes calls fail on purpose. */
export const faultCalls = {
  /**
   * Sets a fault.
   *
   * @returns its id, such as `fault-1`
   * @throws {ControlError} 400 when a field is wrong
   */
  add: call<(fault: Fault) => string>({ route: 'POST /faults', help: 'Set a fault', input: 'Fault', wrap: 'id' }),
  /** Returns the faults that can still happen, oldest first. */
  list: call<() => ActiveFault[]>({ route: 'GET /faults', help: 'List the faults that can still happen' }),
  /**
   * Removes a fault.
   *
   * @throws {ControlError} 404 when there is no such fault, or it has happened as often as it should
   */
  remove: call<(id: string) => void>({ route: 'DELETE /faults/:id', help: 'Remove a fault' }),
  /** Removes all faults, or those of one account. */
  clear: call<(scope?: Scope) => void>({
    route: 'DELETE /faults',
    help: 'Remove all faults, or those of one account',
    input: 'Scope',
    optional: true,
  }),
}

/** Answers which calls the emulator received. The journal keeps the latest ones, 1000 by default (`journalSize`). */
export const requestCalls = {
  /**
   * Returns the recorded calls that meet all given conditions, oldest first.
   *
   * @param query default: all calls
   * @throws {ControlError} 400 when a condition is wrong
   */
  list: call<(query?: CallQuery) => RecordedCall[]>({
    route: 'GET /requests',
    help: 'List the recorded calls that meet the conditions, oldest first',
    input: 'CallQuery',
    optional: true,
  }),
  /**
   * Returns how many recorded calls meet all given conditions.
   *
   * @param query default: all calls
   * @throws {ControlError} 400 when a condition is wrong
   */
  count: call<(query?: CallQuery) => number>({
    route: 'GET /requests/count',
    help: 'Count the recorded calls that meet the conditions',
    input: 'CallQuery',
    optional: true,
    wrap: 'count',
  }),
  /**
   * Waits until enough calls meet the conditions. Calls that were recorded before count too.
   *
   * @param signal ends the wait with its reason
   * @throws {NotMetError} with the closest misses, when the time is over
   * @throws {ControlError} 400 when a condition is wrong, 409 when the emulator is closed
   */
  waitFor: call<(query: CallQuery, wait: Wait, signal?: AbortSignal) => Promise<RecordedCall[]>>({
    route: 'POST /requests/wait',
    help: 'Wait for calls; if they do not come, met is false and the closest misses are listed',
    input: 'CallWait',
    fields: ['query'],
    wrap: 'calls',
    waits: true,
  }),
  /** Forgets all recorded calls, or those of one account. */
  clear: call<(scope?: Scope) => void>({
    route: 'DELETE /requests',
    help: 'Forget all recorded calls, or those of one account',
    input: 'Scope',
    optional: true,
  }),
}
