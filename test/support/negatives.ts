import type { ParameterTable } from '../../src/actions/action.ts'
import type { Parameter } from '../../src/wire/params.ts'
import type { Params } from './oracle.ts'

/** A value of a parameter at, near or beyond its documented bounds. */
export interface Probe {
  readonly parameter: string
  readonly what: string
  /** For a valid type: the number, the length in characters or the number of entries. */
  readonly size?: number
  /** All parameters of the call. */
  readonly params: Params
}

type Row = Parameter<unknown>
type Value = Pick<Probe, 'what' | 'size'> & { readonly value: string }

const without = (params: Params, name: string): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name && !key.startsWith(`${name}.`)))

/** Each bound, and the values one below and one above. */
const around = (values: readonly (number | undefined)[]): number[] =>
  [...new Set(values.flatMap(value => (value === undefined ? [] : [value - 1, value, value + 1])))].sort(
    (a, b) => a - b,
  )

const illTyped = (values: readonly string[]): Value[] => values.map(value => ({ what: `ill-typed: ${value}`, value }))

const numbers = ({ min, max }: Row): Value[] => [
  ...around([min, max]).map(size => ({ what: String(size), size, value: String(size) })),
  ...illTyped(['soon', '1.5', '1e1', '0x1', ' 1', 'undefined']),
]

const lengths = ({ min, max }: Row): Value[] =>
  around([min, max])
    .filter(size => size > 0)
    .map(size => ({ what: `${size} letters`, size, value: 'a'.repeat(size) }))

const arrays = ({ max }: Row): Value[] => [
  ...around([max]).map(size => ({ what: `${size} texts`, size, value: JSON.stringify(Array(size).fill('x')) })),
  ...illTyped(['x', '{"0":"x"}', '[1]', '"x"']),
]

/** The test values of a single-valued parameter, from its row. */
const valuesOf = (row: Row): Value[] => {
  if (row.type === 'integer') return numbers(row)
  if (row.type === 'boolean') return illTyped(['yes', '1', 'undefined'])
  if (row.type === 'time') return illTyped(['soon', '2026-11-20', '2026-13-01T00:00Z'])
  if (row.type === 'json array') return arrays(row)
  return row.words === undefined ? lengths(row) : illTyped(['x'])
}

/** This number of entries, or the entry with number 0. */
const entries = (name: string, field: string | undefined, count: number, entryOf: (n: number) => string): Params => {
  const numbered = count === 0 ? [0] : Array.from({ length: count }, (_, i) => i + 1)
  const end = field === undefined ? '' : `.${field}`
  return Object.fromEntries(numbered.map(n => [`${name}.${n}${end}`, entryOf(n)]))
}

/**
 * Every probe of a parameter table, each in an otherwise valid call.
 *
 * @param entryOf the value of a list's entry with a number
 */
export const probesOf = (table: ParameterTable, good: Params, entryOf: (n: number) => string): Probe[] =>
  Object.entries(table).flatMap(([parameter, row]) => {
    const rest = without(good, parameter)
    const missing = row.required ? [{ parameter, what: 'left out', params: rest }] : []
    const varied =
      row.type === 'list'
        ? [0, ...around([row.max])].map(size => ({
            what: `${size} entries`,
            size,
            params: entries(parameter, row.field, size, entryOf),
          }))
        : valuesOf(row).map(({ value, ...probe }) => ({ ...probe, params: { [parameter]: value } }))
    return [...missing, ...varied.map(probe => ({ ...probe, parameter, params: { ...rest, ...probe.params } }))]
  })
