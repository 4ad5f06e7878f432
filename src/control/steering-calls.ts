import type { CallQuery } from '../gateway/call-query.ts'
import type { ActiveFault, Fault } from '../gateway/faults.ts'
import type { RecordedCall } from '../gateway/journal.ts'
import type { ActiveStub, Stub } from '../model/stub.ts'
import { call } from './call.ts'
import type { Scope, Wait } from './shapes.ts'

/** Reads and moves the emulator's clock. */
export const clockCalls = {
  /** Returns the emulator's current time. */
  now: call<() => Date>({
    route: 'GET /clock',
    help: ['Return the current time', '查询当前时间'],
    answer: 'Now',
    wrap: 'now',
  }),
  /**
   * Freezes the clock at a time, or makes it follow the machine's clock again.
   *
   * @param at `real`, or a time from 1970 to 9999
   * @returns the emulator's time
   * @throws {ControlError} 400 when the time is invalid
   */
  set: call<(at: Date | 'real') => Date>({
    route: 'PUT /clock',
    help: [
      "Freeze the clock at a time, or follow the machine's clock again",
      '将时钟固定在指定时间，或恢复跟随本机时钟',
    ],
    input: 'ClockSetting',
    fields: ['at'],
    answer: 'Now',
    wrap: 'now',
  }),
  /**
   * Moves the clock. A running clock keeps running.
   *
   * @param seconds may be fractional; a negative value moves the clock back
   * @returns the emulator's time
   * @throws {ControlError} 400 when the resulting time would be outside 1970 to 9999
   */
  advance: call<(seconds: number) => Date>({
    route: 'POST /clock/advance',
    help: ['Move the clock by a number of seconds', '将时钟前移或后移指定的秒数'],
    input: 'ClockAdvance',
    fields: ['seconds'],
    answer: 'Now',
    wrap: 'now',
  }),
}

/** Injects faults into calls. */
export const faultCalls = {
  /**
   * Adds a fault.
   *
   * @returns its id, such as `fault-1`
   * @throws {ControlError} 400 when a field is invalid, 409 when there are too many faults (`maxFaults`) or they are too
   *   large together (`maxFaultBytes`)
   */
  add: call<(fault: Fault) => string>({
    route: 'POST /faults',
    help: ['Add a fault', '添加故障'],
    input: 'Fault',
    answer: 'Added',
    wrap: 'id',
  }),
  /** Returns the active faults, oldest first. A fault that has applied `times` times is no longer active. */
  list: call<() => ActiveFault[]>({
    route: 'GET /faults',
    help: ['List the active faults', '查询生效中的故障'],
    answer: 'ActiveFault[]',
  }),
  /**
   * Removes a fault. The calls that it delays go on at once.
   *
   * @throws {ControlError} 404 when the fault does not exist or is no longer active, and delays no call
   */
  remove: call<(id: string) => void>({ route: 'DELETE /faults/:id', help: ['Remove a fault', '删除一个故障'] }),
  /** Removes all faults, or the faults of one account. The calls that they delay go on at once. */
  clear: call<(scope?: Scope) => void>({
    route: 'DELETE /faults',
    help: ['Remove all faults, or the faults of one account', '删除所有故障，或只删除某个账号的故障'],
    input: 'Scope',
    optional: true,
  }),
}

/** Answers calls in place of the emulator. Stubs are part of the state. */
export const stubCalls = {
  /**
   * Adds a stub.
   *
   * @returns its id, such as `stub-1`
   * @throws {ControlError} 400 when a field is invalid or the account is unknown, 409 when there are too many stubs
   *   (`maxFaults`) or they are too large together (`maxFaultBytes`)
   */
  add: call<(stub: Stub) => string>({
    route: 'POST /stubs',
    help: ['Answer the calls of any ECS action', '为任意 ECS 接口添加桩'],
    input: 'Stub',
    answer: 'Added',
    wrap: 'id',
  }),
  /** Returns the active stubs, oldest first. A stub that has applied `times` times is no longer active. */
  list: call<() => ActiveStub[]>({
    route: 'GET /stubs',
    help: ['List the active stubs', '查询生效中的桩'],
    answer: 'ActiveStub[]',
  }),
  /**
   * Removes a stub.
   *
   * @throws {ControlError} 404 when the stub does not exist or is no longer active
   */
  remove: call<(id: string) => void>({ route: 'DELETE /stubs/:id', help: ['Remove a stub', '删除一个桩'] }),
  /** Removes all stubs, or the stubs of one account. */
  clear: call<(scope?: Scope) => void>({
    route: 'DELETE /stubs',
    help: ['Remove all stubs, or the stubs of one account', '删除所有桩，或只删除某个账号的桩'],
    input: 'Scope',
    optional: true,
  }),
}

/**
 * Inspects the calls received. The journal keeps the latest 1000 by default (`journalSize`), and every call that a fault
 * delays: its outcome is `pending`.
 */
export const requestCalls = {
  /**
   * Returns the recorded calls that match all given conditions, oldest first. Pending calls come last.
   *
   * @param query default: all calls
   * @throws {ControlError} 400 when a condition is invalid
   */
  list: call<(query?: CallQuery) => RecordedCall[]>({
    route: 'GET /requests',
    search: 'POST /requests/search',
    help: ['List the recorded calls that match the conditions, oldest first', '查询符合条件的调用记录，按时间升序排列'],
    input: 'CallQuery',
    optional: true,
    answer: 'RecordedCall[]',
  }),
  /**
   * Returns the number of recorded calls that match all given conditions. Pending calls count too.
   *
   * @param query default: all calls
   * @throws {ControlError} 400 when a condition is invalid
   */
  count: call<(query?: CallQuery) => number>({
    route: 'GET /requests/count',
    search: 'POST /requests/search/count',
    help: ['Count the recorded calls that match the conditions', '统计符合条件的调用记录条数'],
    input: 'CallQuery',
    optional: true,
    answer: 'Count',
    wrap: 'count',
  }),
  /**
   * Waits until enough calls match the conditions. Calls already recorded count too. A pending call counts once it is
   * answered, or when the query asks for the outcome `pending`.
   *
   * @param signal aborts the wait with its reason
   * @throws {NotMetError} on timeout, with the closest misses
   * @throws {ControlError} 400 when a condition is invalid, 409 when the emulator is closed
   */
  waitFor: call<(query: CallQuery, wait: Wait, signal?: AbortSignal) => Promise<RecordedCall[]>>({
    route: 'POST /requests/wait',
    help: [
      'Wait for matching calls; on timeout, met is false and the closest misses are listed',
      '等待符合条件的调用出现；超时后 met 为 false，并列出最接近条件的调用',
    ],
    input: 'CallWait',
    fields: ['query'],
    answer: 'Waited',
    wrap: 'calls',
    waits: true,
  }),
  /** Removes all recorded calls, or the calls of one account. A pending call that is removed is not recorded later. */
  clear: call<(scope?: Scope) => void>({
    route: 'DELETE /requests',
    help: ['Remove all recorded calls, or the calls of one account', '清空所有调用记录，或只清除某个账号的调用记录'],
    input: 'Scope',
    optional: true,
  }),
}
