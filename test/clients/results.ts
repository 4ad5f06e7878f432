import type { ClientRow } from './control/run.ts'
import type { Client } from './data.ts'
import type { Outcome } from './tell.ts'

/** What became of one client. */
export interface Result {
  readonly id: string
  readonly language: string
  readonly client: string
  readonly version: string
  /** The number of steps that passed. */
  readonly passed: number
  /** The steps that it cannot do: how many, by reason. */
  readonly na: Readonly<Record<string, number>>
  readonly failed: readonly Outcome[]
  readonly seconds: number
}

export const resultOf = (
  { id, language, package: name }: Client,
  version: string,
  outcomes: readonly Outcome[],
  ms: number,
): Result => {
  const na: Record<string, number> = {}
  for (const outcome of outcomes) if (outcome.na !== undefined) na[outcome.na] = (na[outcome.na] ?? 0) + 1
  const failed = outcomes.filter(({ wrong }) => wrong.length > 0)
  const passed = outcomes.filter(({ na, wrong }) => na === undefined && wrong.length === 0).length
  return { id, language, client: name, version, passed, na, failed, seconds: ms / 1000 }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Aligns the cells of a table. */
const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => (row[i] as string).length)))
  const line = (cells: readonly string[]) => cells.map((cell, i) => cell.padEnd(widths[i] as number)).join('  ')
  return rows.map(row => line(row).trimEnd()).join('\n')
}

/** The table of all clients. */
export const table = (results: readonly Result[]): string => {
  const rows = results.map(({ id, client, version, passed, na, failed, seconds }) =>
    [id, client, version, passed, sum(Object.values(na)), failed.length, seconds.toFixed(1)].map(String),
  )
  return aligned([['id', 'client', 'version', 'passed', 'n/a', 'failed', 'seconds'], ...rows])
}

/** The table of the clients of the control API. */
export const controlTable = (results: readonly ClientRow[]): string => {
  const rows = results.map(({ client, version, passed, na, failed }) =>
    [client, version, passed, na, failed].map(String),
  )
  return aligned([['control by', 'version', 'passed', 'n/a', 'failed'], ...rows])
}
