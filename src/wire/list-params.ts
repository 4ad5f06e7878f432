import { type ErrorCode, refuse } from '../errors/index.ts'
import type { Kind, RawParams } from './params.ts'

/** One entry of a list: its number and fields, such as `Key` and `Value` of `Tag.3`. Field `''` is `Name.3` itself. */
export interface Entry {
  readonly number: number
  readonly fields: ReadonlyMap<string, string>
}

/** The number in the name of a member. With leading zeros, as in `Tag.01.Key`, the parameter is unknown. */
const number = '(?:0|-?[1-9]\\d*)'

/**
 * Matches the names of a list's members, without the name of the list: number and field. A field that ends with `.N` is
 * a list itself. Other members, such as a bare `Tag.N`, are unknown parameters.
 *
 * @param fields default: `Name.N` alone
 */
export const membersOf = (fields: readonly string[] = []): RegExp => {
  const known = fields.map(field => field.replace(/\.N$/, `\\.${number}`)).join('|')
  return new RegExp(fields.length === 0 ? `^(${number})$` : `^(${number})\\.(${known})$`)
}

/** Returns the entries of `Prefix.N.Field`, ordered by number. */
export const entriesOf = (params: RawParams, prefix: string, members: RegExp): Entry[] => {
  const entries = new Map<string, { number: number; fields: Map<string, string> }>()
  const start = `${prefix}.`
  for (const [name, value] of params) {
    if (!name.startsWith(start)) continue
    const [, number, field = ''] = members.exec(name.slice(start.length)) ?? []
    if (number === undefined) continue
    const entry = entries.get(number) ?? { number: Number(number), fields: new Map() }
    entry.fields.set(field, value)
    entries.set(number, entry)
  }
  return [...entries.values()].sort((a, b) => a.number - b.number)
}

/** How to read a list. */
interface ListRule<T> {
  /** The fields of an entry, as for `membersOf`; default: `Name.N` alone. */
  readonly fields?: readonly string[]
  /** Whether an empty `Name.N` counts as absent. */
  readonly skipsEmpty?: boolean
  readonly max: number
  /** The error for a number outside 1 to `max`. */
  readonly tooMany: ErrorCode
  readonly detail?: string | undefined
  /** Reads the entries: at least one, ordered by number. */
  read(entries: readonly Entry[]): readonly T[]
}

/** A list whose entries are numbered from 1 to `max`, gaps allowed. */
export const list = <T>({ fields, skipsEmpty, max, tooMany, detail, read }: ListRule<T>): Kind<readonly T[]> => {
  const members = membersOf(fields)
  return {
    type: 'list',
    ...(fields?.[0] && { field: fields[0] }),
    members,
    max,
    refusal: tooMany,
    read: (params, name) => {
      const entries = entriesOf(params, name, members).filter(entry => !skipsEmpty || entry.fields.get('') !== '')
      if (entries.length === 0) return undefined
      if (entries.some(({ number }) => number < 1 || number > max)) refuse(tooMany, detail)
      return read(entries)
    },
  }
}

/** Returns the text of an entry without fields. */
export const textOf = ({ fields }: Entry): string => fields.get('') as string

/** `Name.N`: distinct texts. Empty ones count as absent. */
export const texts = (max: number, tooMany: ErrorCode, detail?: string): Kind<readonly string[]> =>
  list({ max, tooMany, detail, skipsEmpty: true, read: entries => [...new Set(entries.map(textOf))] })
