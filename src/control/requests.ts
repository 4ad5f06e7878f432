import { type CallQuery, callQueryShape, differences } from '../gateway/call-query.ts'
import { type RecordedCall, toRecordedCall } from '../gateway/journal.ts'
import { checked } from './checks.ts'
import type { RequestControl } from './control.ts'
import { ControlError, type Miss, NotMetError } from './errors.ts'
import type { ControlledParts } from './parts.ts'
import { scopeShape, waitShape } from './shapes.ts'

/** How many near misses are told of. */
const mostMisses = 3

/** The calls that came nearest to a question, the closest and latest first; another action is far away. */
const closestTo = (query: CallQuery, calls: readonly RecordedCall[]): Miss[] => {
  const distance = ({ call, differences }: Miss): number =>
    differences.length + (call.action === (query.action ?? call.action) ? 0 : 100)
  return calls
    .map(call => ({ call, differences: differences(query, call) }))
    .filter(miss => miss.differences.length > 0)
    .reverse()
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, mostMisses)
}

const messageOf = (found: number, count: number, timeoutMs: number, closest: readonly Miss[]): string => {
  const lines = closest.map(({ call, differences: words }) => `${call.action} at ${call.at}: ${words.join('; ')}`)
  const misses = lines.length === 0 ? 'No other call was made.' : `The closest misses:\n  ${lines.join('\n  ')}`
  return `${found} of ${count} calls came within ${timeoutMs} ms. ${misses}`
}

/** Answers what was called. */
export const requestControl = ({ journal, closing }: ControlledParts): RequestControl => {
  const all = (): RecordedCall[] => journal.entries().map(toRecordedCall)
  const list = (query: CallQuery = {}): RecordedCall[] => {
    const asked = checked(callQueryShape, query)
    return all().filter(call => differences(asked, call).length === 0)
  }

  return {
    list,
    count: query => list(query).length,
    async waitFor(query, wait, signal) {
      const asked = checked(callQueryShape, query, 'query')
      const { count = 1, timeoutMs } = checked(waitShape, wait)
      if (count > journal.capacity) {
        throw new ControlError(
          400,
          `count should be at most ${journal.capacity}, as many calls as the journal remembers.`,
        )
      }
      const found = list(asked)
      if (found.length >= count) return found
      const { promise, resolve, reject } = Promise.withResolvers<RecordedCall[]>()
      const unwatch = journal.watch(call => {
        if (differences(asked, call).length === 0 && found.push(call) >= count) resolve(found)
      })
      const timer = setTimeout(() => {
        const closest = closestTo(asked, all())
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
    clear: (scope = {}) => journal.clear(checked(scopeShape, scope).account),
  }
}
