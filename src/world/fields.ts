import { isFrom1970To9999, isoForm, latest, parseTime } from '../clock.ts'
import { ShapeError, text } from '../model/shape.ts'

/** A non-empty text. */
export const filled = text('a text that is not empty', /[\s\S]/)

export const time = text(
  'a time such as 2026-01-31T00:00:00Z, or now, now-2h, now+30d (s, m, h or d)',
  new RegExp(String.raw`^(?:now(?:[+-]\d{1,9}[smhd])?|${isoForm})$`),
)

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Converts a time of a world to epoch milliseconds. A relative time ends at the clock's range: `now-2h` in the first hour
 * of 1970 is its beginning.
 *
 * @param start base of relative times, in epoch milliseconds
 * @param place place of the time in the world, for errors
 * @throws {ShapeError} for a day that does not exist, and for a time before 1970 or after 9999
 */
export const timeAt = (time: string, start: number, place: string): number => {
  const relative = /^now(?:([+-]\d+)([smhd]))?$/.exec(time)
  const [, count = 0, unit = 's'] = relative ?? []
  const distance = Number(count) * unitMs[unit as keyof typeof unitMs]
  const at = relative === null ? parseTime(time) : Math.abs(distance)
  if (at === undefined) throw new ShapeError(place, 'a time that is in the calendar')
  if (!isFrom1970To9999(at)) throw new ShapeError(place, 'a time from 1970 to 9999')
  return relative === null ? at : Math.min(Math.max(start + distance, 0), latest)
}

/** Formats a time to the millisecond: it reads back unchanged. A time beyond the clock's range becomes the latest. */
export const timeOf = (at: number): string => new Date(Math.min(at, latest)).toISOString()

/** Fields without nulls, which a world leaves out. */
type WithoutNulls<T> = { readonly [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>
}

export const withoutNulls = <T extends object>(fields: T): WithoutNulls<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as WithoutNulls<T>
