import type { Action, MemberTable } from '../../src/actions/action.ts'
import { actionsOf } from '../../src/actions/index.ts'
import { type Contract, type ErrorRow, type Evidence, errorRows } from '../../src/errors/index.ts'
import {
  absentMembers,
  apart,
  assumptions,
  decisions,
  differences,
  membersOf,
  probesOf,
  unprobedReasons,
  unreachable,
} from './evidence.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table with a heading row; empty if there are no rows. */
const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0
    ? []
    : [[heading, heading.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')]

const code = (text: string): string => `\`${text}\``

/** Groups items by evidence, one row per group. */
const byEvidence = (items: readonly (readonly [text: string, evidence: Evidence])[]): (readonly string[])[] =>
  [...Map.groupBy(items, ([, evidence]) => evidence)].map(([evidence, group]) => [
    group.map(([text]) => text).join(', '),
    ...apart(evidence),
  ])

const boundsOf = ({ min, max }: { readonly min?: number; readonly max?: number }): string => {
  if (min === undefined && max === undefined) return ''
  if (max === undefined || max >= 2 ** 31 - 1) return `from ${min}`
  return min === undefined ? `up to ${max}` : `${min} to ${max}`
}

/** The members of an answer, grouped by parent and evidence. */
const memberRows = (members: MemberTable): (readonly string[])[] => {
  const parts = membersOf(members).map(({ path, optional, evidence }) => {
    const at = path.lastIndexOf('.')
    return { name: code(path.slice(at + 1)) + (optional ? ' (optional)' : ''), parent: path.slice(0, at + 1), evidence }
  })
  return [...Map.groupBy(parts, ({ parent }) => parent)].flatMap(([parent, group]) =>
    byEvidence(group.map(({ name, evidence }) => [name, evidence] as const)).map(([names = '', ...evidence]) => [
      names,
      parent === '' ? '' : code(parent.slice(0, -1)),
      ...evidence,
    ]),
  )
}

const actionSection = ({ name, params, ignored, rules, members }: Action, contract: string): string =>
  [
    `### ${name}${contract}`,
    ...table(
      ['parameter', 'type', 'required', 'bounds', 'evidence', 'source'],
      Object.entries(params).map(([name, row]) => [
        code(name),
        row.type,
        row.required ? 'yes' : '',
        boundsOf(row),
        ...apart(row.evidence),
      ]),
    ),
    ...table(
      ['parameter without effect', 'evidence', 'why'],
      Object.entries(ignored).map(([name, { evidence, reason }]) => [code(name), apart(evidence)[0], reason]),
    ),
    ...table(
      ['', 'rule', 'refusal', 'evidence', 'source'],
      rules.map(({ says, refusal, evidence }, i) => [String(i + 1), says, code(refusal), ...apart(evidence)]),
    ),
    ...table(['members of the answer', 'in', 'evidence', 'source'], memberRows(members)),
  ].join('\n\n')

/** One section per action; actions that both contracts share appear once. */
const actionSections = (): string => {
  const only = (mine: Contract, other: Contract): readonly Action[] =>
    actionsOf(mine).filter(action => !actionsOf(other).includes(action))
  const later = only('2025', '2021')
  return [
    ...actionsOf('2021').map(action => [
      action,
      later.some(({ name }) => name === action.name) ? ', contract 2021' : '',
    ]),
    ...later.map(action => [action, ', contract 2025']),
  ]
    .map(([action, contract]) => actionSection(action as Action, contract as string))
    .join('\n\n')
}

/** The readable form of keys such as `CopySnapshot 2025` and `*`. */
const whose = (key: string): string => (key === '*' ? 'all' : key.replace(/ (\d+)$/, ' (contract $1)'))

const errorTable = (): string =>
  table(
    ['code', 'status', 'message', 'action', 'evidence', 'source'],
    (errorRows as readonly ErrorRow[]).flatMap(([name, status, message, evidences]) =>
      byEvidence(Object.entries(evidences).map(([key, evidence]) => [whose(key), evidence] as const)).map(columns => [
        code(name),
        String(status),
        message.replace('{}', '…'),
        ...columns,
      ]),
    ),
  ).join()

const unreachableTable = (): string =>
  table(
    ['action', 'code', 'status', 'message', 'why it is never returned'],
    Object.entries(unreachable).flatMap(([action, rows]) =>
      rows.map(({ code: name, status, message, reason }) => [action, code(name), String(status), message, reason]),
    ),
  ).join()

const absentTable = (): string =>
  table(
    ['action', 'member', 'why it is omitted'],
    Object.entries(absentMembers).flatMap(([action, members]) =>
      Object.entries(members).map(([path, reason]) => [action, code(path), reason]),
    ),
  ).join()

/** FIDELITY.md: generated from the emulator's tables and from the evidence about the real service. */
export const fidelityPage = (): string => `# Fidelity

\`npm run fidelity\` generates this page from the emulator’s tables. One test fails when it is stale. Another fails when evidence
names an edition that lacks the parameter, member or error.

## Known differences from the real service

${differences.map(text => `- ${text}`).join('\n')}

## Kinds of evidence

- *2021*: the documentation of July 2021, with the contract document, CopySnapshot. Some of its pages are older.
- *2024*: the service’s metadata of June 2024, or a page of 2024.
- *2025*: the page of CopySnapshot of March 2025, or another page of 2025.
- *2026*: a page of 2026.
- *documented*: a page of the service outside these editions, such as the tables of common errors.
- *sdk*: an official client’s code or tests depend on it.
- *seen*: a public log or thread shows this answer of the real service.
- *assumed*: chosen for the emulator; see the decisions.

An item in several editions names the oldest.

## Decisions where the documentation is silent

${table(
  ['', 'subject', 'behaviour', 'setting'],
  decisions.map(({ subject, text, setting = '' }, i) => [String(i + 1), subject, text, setting]),
).join()}

## How an assumption is settled

[\`copysnapshot-emulator compare\`](docs/compare.md) asks the real service. These are its probes for each assumption.

${table(
  ['assumption', 'probes, or why there is none'],
  assumptions().map(assumption => {
    const names = probesOf(assumption)
    return [assumption, names.length > 0 ? names.join('; ') : (unprobedReasons[assumption] ?? '')]
  }),
).join()}

## Actions: parameters, rules, answers

Rules are listed in the order of evaluation. Every answer also has a \`RequestId\`.

${actionSections()}

## Errors

A word after \`#\` tells rows of one code apart. Faults name it; answers omit it.

${errorTable()}

## Documented errors that are never returned

${unreachableTable()}

## Documented members that are never returned

${absentTable()}
`
