import { type CallQuery, differences } from '../gateway/call-query.ts'
import { type RecordedCall, toRecordedCall } from '../gateway/journal.ts'
import { underWay } from '../gateway/record.ts'
import type { Control } from './calls.ts'
import type { ControlDependencies } from './dependencies.ts'
import { ControlError, type Miss, NotMetError } from './errors.ts'

/**
 * Describes how a call differs from an awaited one. A call under way is not answered yet, so it counts only when its
 * outcome `pending` is awaited.
 */
const shortfalls = (query: CallQuery, call: RecordedCall): string[] => {
  if (call.outcome !== underWay || query.outcome === underWay) return differences(query, call)
  const { outcome: _, ...rest } = query
  return [`one is under way, delayed by fault ${call.fault?.split(' ').at(-1)}`, ...differences(rest, call)]
}

/** Maximum number of misses reported. */
const mostMisses = 3

/** Finds the calls that almost matched, closest and latest first. Calls of another action come last. */
const closestTo = (query: CallQuery, calls: readonly RecordedCall[]): Miss[] => {
  const distance = ({ call, differences }: Miss): number =>
    differences.length + (call.action === (query.action ?? call.action) ? 0 : 100)
  return calls
    .map(call => ({ call, differences: shortfalls(query, call) }))
    .filter(miss => miss.differences.length > 0)
    .reverse()
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, mostMisses)
}

const messageOf = (found: number, count: number, timeoutMs: number, closest: readonly Miss[]): string => {
  const lines = closest.map(({ call, differences: words }) => `${call.action} at ${call.at}: ${words.join('; ')}`)
  const misses = lines.length === 0 ? 'No other call was made.' : `Closest misses:\n  ${lines.join('\n  ')}`
  return `${found} of ${count} calls arrived within ${timeoutMs} ms. ${misses}`
}

/** Lists, counts and awaits recorded calls. */
export const requestControl = ({ journal, closing }: ControlDependencies): Control['requests'] => {
  const all = (): RecordedCall[] => journal.entries().map(toRecordedCall)
  const list = (query: CallQuery = {}): RecordedCall[] => all().filter(call => differences(query, call).length === 0)

  return {
    list,
    count: query => list(query).length,
    async waitFor(query = {}, { count = 1, timeoutMs }, signal) {
      if (count > journal.capacity) {
        throw new ControlError(400, `count should be at most ${journal.capacity}, the size of the journal.`)
      }
      const isAwaited = (call: RecordedCall): boolean => shortfalls(query, call).length === 0
      const found = all().filter(isAwaited)
      if (found.length >= count) return found
      const { promise, resolve, reject } = Promise.withResolvers<RecordedCall[]>()
      const unwatch = journal.watch(call => {
        if (isAwaited(call) && found.push(call) >= count) resolve(found)
      })
      const timer = setTimeout(() => {
        const closest = closestTo(query, all())
        reject(new NotMetError(messageOf(found.length, count, timeoutMs, closest), closest))
      }, timeoutMs)
      const ends = signal === undefined ? [closing] : [closing, signal]
      const end = (): void => reject(ends.find(({ aborted }) => aborted)?.reason)
      if (ends.some(({ aborted }) => aborted)) end()
      for (const each of ends) each.addEventListener('abort', end)
      return promise.finally(() => {
        unwatch()
        clearTimeout(timer)
        for (const each of ends) each.removeEventListener('abort', end)
      })
    },
    clear: ({ account } = {}) => journal.clear(account),
  }
}
