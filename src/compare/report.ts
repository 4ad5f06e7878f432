import { membersApart } from './differences.ts'
import type { Reading } from './reading.ts'
import type { Result } from './run.ts'

/** A result as it is written to a file. It holds readings only, and so nothing of an account. */
export const rowOf = ({ probe, verdict, sameAs, differences, there, here, why }: Result) => ({
  probe: probe.name,
  action: probe.action,
  settles: probe.settles,
  verdict,
  sameAs,
  differences,
  /** Whether the answer is only the refusal that guards the probe, which a rule after it would not change. */
  isGuarded: there !== undefined && probe.guards.includes(there.code),
  ...(why !== undefined && { why }),
  ...(there !== undefined && { there }),
  here,
})

export type Row = ReturnType<typeof rowOf>

const answerOf = (reading: Reading): string => `${reading.status} ${reading.code || reading.format}`

/** What an answer has that the nearest one of the emulator has not. */
const detailOf = ({ action, differences, there, here }: Row): string => {
  const [nearest] = Object.values(here)
  if (there === undefined || nearest === undefined || differences.length === 0) return ''
  const parts = differences.map(what => {
    if (what === 'message') return `“${there.message}”, not “${nearest.message}”`
    if (what === 'shape') {
      const { there: more, here: fewer } = membersApart(action, there, nearest)
      return `members ${[...more.map(member => `+${member}`), ...fewer.map(member => `-${member}`)].slice(0, 5).join(', ')}`
    }
    return what === 'headers'
      ? `headers ${JSON.stringify(there.headers)}, not ${JSON.stringify(nearest.headers)}`
      : what
  })
  return `${answerOf(there)}, not ${answerOf(nearest)}: ${[...new Set(parts)].join('; ')}`
}

/** A verdict in a few words: `same as 2021`. */
export const wordsOf = ({ verdict, sameAs }: Pick<Row, 'verdict' | 'sameAs'>): string =>
  verdict === 'same' ? `same as ${sameAs.join(' and ')}` : verdict

/** A line of the table on a terminal. */
export const lineOf = (row: Row): string =>
  [
    wordsOf(row).padEnd(22),
    row.probe,
    ...(row.verdict === 'same' ? [] : [`— ${row.why ?? detailOf(row)}`]),
    `(${row.settles.join(', ')})`,
  ].join(' ')

/** Whether an answer is what the assumption of a subject says. One of 2025 needs an answer of 2025. */
const agrees = ({ verdict, sameAs }: Row, subject: string): boolean =>
  verdict === 'same' && (!subject.includes('2025') || !sameAs.includes('2021') || sameAs.includes('2025'))

/** What all probes of a subject say about it. */
const saysOf = (rows: readonly Row[], subject: string): string => {
  if (rows.some(({ verdict }) => verdict === 'differs')) return 'is otherwise'
  const same = rows.filter(row => agrees(row, subject))
  if (same.length === 0) return 'is not settled'
  return same.every(({ isGuarded }) => isGuarded) ? 'is not contradicted' : 'is as assumed'
}

/** For each subject, what the run says about it. */
export const settledBy = (rows: readonly Row[]): readonly (readonly [subject: string, says: string])[] => {
  const subjects = [...new Set(rows.flatMap(({ settles }) => settles))]
  return subjects.map(subject => [
    subject,
    saysOf(
      rows.filter(({ settles }) => settles.includes(subject)),
      subject,
    ),
  ])
}

export const countsOf = (rows: readonly Row[]): string =>
  [...Map.groupBy(rows, wordsOf)].map(([words, group]) => `${group.length} ${words}`).join(', ')

/** Text that is no markup. */
const cell = (text: string): string => text.replace(/[\\|`*<>[\]]/g, '\\$&').replace(/\p{Cc}/gu, ' ')

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** The report to attach to an issue. */
export const markdownOf = (rows: readonly Row[], about: string): string => `# Comparison

${about} ${countsOf(rows)}.

${table(
  ['probe', 'verdict', 'detail', 'settles'],
  rows.map(row => [row.probe, wordsOf(row), row.why ?? detailOf(row), row.settles.join(', ')]),
)}

${table(['subject', ''], settledBy(rows))}
`
