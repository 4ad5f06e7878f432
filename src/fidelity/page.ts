import type { Action } from '../actions/action.ts'
import type { ErrorRow } from '../wire/errors.ts'
import type { Decision } from './decisions.ts'
import type { RuleOrigin } from './rules.ts'

/** A documented error that no state leads to; without a message it is said by its code alone. */
export interface Unreachable {
  readonly code: string
  readonly status: number
  readonly message?: string
  readonly reason: string
}

/** What the page is made of. */
export interface FidelityTables {
  readonly differences: readonly string[]
  readonly decisions: readonly Decision[]
  /** The actions of a contract, by its name. */
  readonly actions: ReadonlyMap<string, readonly Action[]>
  readonly ruleOrigins: Readonly<Record<string, RuleOrigin>>
  readonly errors: readonly ErrorRow[]
  readonly unreachable: ReadonlyMap<string, readonly Unreachable[]>
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table with a heading row. */
const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** The parameters of the contract document; what else CopySnapshot has came later. */
const documentedIn2021 = new Set([
  'SnapshotId',
  'RegionId',
  'DestinationRegionId',
  'DestinationSnapshotName',
  'DestinationSnapshotDescription',
  'RetentionDays',
  'Tag',
])

const parameterEvidence = (action: string, name: string): string => {
  if (action !== 'CopySnapshot') return 'documented 2024'
  return documentedIn2021.has(name) ? 'documented 2021' : 'documented 2025'
}

const boundsOf = ({ min, max }: { readonly min?: number; readonly max?: number }): string => {
  if (min === undefined && max === undefined) return ''
  if (max === undefined || max >= 2 ** 31 - 1) return `from ${min}`
  return min === undefined ? `up to ${max}` : `${min} to ${max}`
}

const actionSection = (contract: string, action: Action, origins: FidelityTables['ruleOrigins']): string => {
  const parameters = Object.entries(action.params).map(([name, parameter]) => [
    `\`${name}\``,
    parameter.type,
    parameter.required ? 'yes' : '',
    boundsOf(parameter),
    parameterEvidence(action.name, name),
  ])
  const rules = action.rules.map((name, i) => {
    const origin = origins[name] as RuleOrigin
    return [String(i + 1), origin.meaning, origin.evidence]
  })
  const tables = [table(['parameter', 'type', 'required', 'bounds', 'evidence'], parameters)]
  if (rules.length > 0) tables.push(table(['', 'rule', 'evidence'], rules))
  return [`### ${action.name}${contract}`, ...tables].join('\n\n')
}

/** The actions that both contracts share stand once. */
const actionSections = ({ actions, ruleOrigins }: FidelityTables): string => {
  const [[first, base], ...others] = [...actions] as [[string, readonly Action[]], ...[string, readonly Action[]][]]
  const differs = (action: Action): boolean => others.some(([, list]) => !list.includes(action))
  const sections = base.map(action => actionSection(differs(action) ? `, contract ${first}` : '', action, ruleOrigins))
  for (const [contract, list] of others) {
    const own = list.filter(action => !base.includes(action))
    sections.push(...own.map(action => actionSection(`, contract ${contract}`, action, ruleOrigins)))
  }
  return sections.join('\n\n')
}

const errorTable = (errors: readonly ErrorRow[]): string =>
  table(
    ['action', 'contract', 'code', 'status', 'message', 'evidence'],
    errors.map(row => [
      row.action ?? 'all',
      row.contract ?? 'both',
      `\`${row.code}\``,
      String(row.status),
      row.message.replace('{}', '…'),
      row.evidence,
    ]),
  )

const unreachableTable = (unreachable: FidelityTables['unreachable']): string =>
  table(
    ['action', 'code', 'status', 'message', 'why no state gives it'],
    [...unreachable].flatMap(([action, rows]) =>
      rows.map(({ code, status, message = '', reason }) => [action, `\`${code}\``, String(status), message, reason]),
    ),
  )

/** FIDELITY.md: how true the emulator is, from the same tables that it runs by. */
export const fidelityPage = (tables: FidelityTables): string => `# How true it is

This page is written from the tables that the emulator runs by (\`npm run fidelity\`); a test fails when it is stale.

## Known differences from the real service

${tables.differences.map(text => `- ${text}`).join('\n')}

## What the evidence means

- *documented 2021*: the contract document, CopySnapshot of July 2021.
- *documented 2024*, *documented 2025*: the service’s metadata of June 2024, its documentation of March 2025.
- *documented*: a page of the service that belongs to no edition, such as the tables of common errors.
- *seen in an SDK*, *seen in a real log*: an official client’s code or tests depend on it; a log of the real service shows it.
- *assumed*: chosen here; see the decisions.

## Decisions where the documentation is silent

${table(
  ['', 'subject', 'what is done', 'setting'],
  tables.decisions.map(({ subject, text, setting = '' }, i) => [String(i + 1), subject, text, setting]),
)}

## Actions, their parameters and rules

Rules stand in the order in which they are asked.

${actionSections(tables)}

## Errors

${errorTable(tables.errors)}

## Documented errors that are not answered

${unreachableTable(tables.unreachable)}
`
