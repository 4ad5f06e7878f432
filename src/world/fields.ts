import { isFrom1970To9999, latest } from '../clock.ts'
import { ShapeError, text } from '../model/shape.ts'
import type { Store } from '../model/store.ts'

/** A non-empty text. */
export const filled = text('a text that is not empty', /[\s\S]/)

export const time = text(
  'a time such as 2026-01-31T00:00:00Z, or now, now-2h, now+30d (s, m, h or d)',
  /^(?:now(?:[+-]\d{1,9}[smhd])?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)$/,
)

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Whether an absolute time exists in the calendar: JavaScript takes 31 February for 3 March. */
const isInCalendar = (time: string): boolean => {
  const at = Date.parse(time)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === time.slice(0, 19)
}

/**
 * Converts a time of a world to epoch milliseconds.
 *
 * @param start base of relative times, in epoch milliseconds
 * @param place place of the time in the world, for errors
 * @throws {ShapeError} for a day that does not exist, and for a time before 1970 or after 9999
 */
export const timeAt = (time: string, start: number, place: string): number => {
  const relative = /^now(?:([+-]\d+)([smhd]))?$/.exec(time)
  if (relative === null && !isInCalendar(time)) throw new ShapeError(place, 'a time that is in the calendar')
  const [, count = 0, unit = 's'] = relative ?? []
  const at = relative === null ? Date.parse(time) : start + Number(count) * unitMs[unit as keyof typeof unitMs]
  if (!isFrom1970To9999(at)) throw new ShapeError(place, 'a time from 1970 to 9999')
  return at
}

/** Formats a time to the millisecond: it reads back unchanged. A time beyond the clock's range becomes the latest. */
export const timeOf = (at: number): string => new Date(Math.min(at, latest)).toISOString()

/** Fields without nulls, which a world leaves out. */
type WithoutNulls<T> = { readonly [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>
}

export const withoutNulls = <T extends object>(fields: T): WithoutNulls<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as WithoutNulls<T>

/**
 * Checks that the account and the region of an entry exist.
 *
 * @throws {ShapeError} when the account or the region does not exist
 */
export const checkOwner = (
  { accounts, regions }: Store,
  { account, region }: { readonly account: string; readonly region: string },
  place: string,
): void => {
  if (accounts.find(account) === undefined) throw new ShapeError(`${place}.account`, 'the id of an account')
  if (regions.find(region) === undefined) throw new ShapeError(`${place}.region`, 'the id of a region')
}
