import { goodCopy } from '../support/emulator.ts'
import { type Row, refusalRows } from '../support/refusal-table.ts'
import type { Json, Step } from './data.ts'

type Params = Readonly<Record<string, string | null>>

/** The JSON value of a parameter; a text that is no number stays a text. */
const jsonOf = (name: string, value: string): Json => {
  if (name === 'Encrypted') return value === 'true'
  return name === 'RetentionDays' && !Number.isNaN(Number(value)) ? Number(value) : value
}

/** Flat parameters with lists as lists. A list is filled up to the number of each entry, since clients send no gaps. */
export const nested = (params: Params): Record<string, Json> => {
  const found: Record<string, Json> = {}
  for (const [name, value] of Object.entries(params)) {
    if (value === null) continue
    const [list = '', number, member = ''] = name.split('.')
    if (number === undefined) found[name] = jsonOf(name, value)
    else {
      found[list] ??= []
      for (let i = found[list].length; i < Number(number); i++) found[list].push({ Key: `k${i}` })
      const entry = found[list][Number(number) - 1]
      if (list !== 'Tag') delete entry.Key
      entry[member] = value
    }
  }
  return found
}

const stepOf = (row: Row): Step => {
  const { Action, Version, ...change } = row.change ?? {}
  return {
    name: `${row.refusal.slice(4)}: ${row.when}`,
    call: Action ?? row.action,
    ...(Version != null && { version: Version }),
    params: nested({ ...goodCopy, ...change }),
    ...(row.before !== undefined && { before: nested({ ...goodCopy, ...row.before }) }),
    ...(row.key !== undefined && { key: row.key }),
    refusal: { status: Number(row.refusal.slice(0, 3)), code: row.refusal.slice(4), message: row.message },
  }
}

/** CopySnapshot's refusals of a contract, as the errors page lists them. */
export const refusalSteps = (contract: '2021' | '2025'): Step[] =>
  refusalRows
    .filter(row => row.action === 'CopySnapshot' && (row.contract ?? contract) === contract && row.broken !== true)
    .map(stepOf)
