import absent from '../../fixtures/evidence/absent-members.json' with { type: 'json' }
import decided from '../../fixtures/evidence/decisions.json' with { type: 'json' }
import different from '../../fixtures/evidence/differences.json' with { type: 'json' }
import unprobed from '../../fixtures/evidence/unprobed.json' with { type: 'json' }
import never from '../../fixtures/evidence/unreachable.json' with { type: 'json' }
import type { Action, MemberTable } from '../../src/actions/action.ts'
import { actionsOf } from '../../src/actions/index.ts'
import { copyProbes } from '../../src/compare/copies.ts'
import { probes } from '../../src/compare/probes/index.ts'
import { answeredCode, type ErrorRow, type Evidence, errorRows } from '../../src/errors/index.ts'

/** Behaviour where the documentation is silent; `setting` selects the other reading. */
export const decisions: readonly { readonly subject: string; readonly text: string; readonly setting?: string }[] =
  decided

/** Every known difference from the real service. */
export const differences: readonly string[] = different

/** A documented error that no state causes, with the reason. */
export interface Unreachable {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly reason: string
}

/** By action, the documented errors that the emulator never returns. */
export const unreachable: Readonly<Record<string, readonly Unreachable[]>> = never

/** By action, the paths of documented members that answers omit, with the reason. */
export const absentMembers: Readonly<Record<string, Readonly<Record<string, string>>>> = absent

/** Splits evidence into its basis and its source, if any. */
export const apart = (evidence: Evidence): readonly [basis: string, source: string] => {
  const [basis = '', ...source] = evidence.split(': ')
  return [basis, source.join(': ')]
}

/** An error of one action. Without `action` it applies to every action, without `contract` to both contracts. */
export interface ActionError {
  /** The row's name in rules and faults: the code, perhaps with a word. */
  readonly name: string
  readonly code: string
  readonly status: number
  readonly message: string
  readonly action?: string
  readonly contract?: string
  readonly evidence: Evidence
}

/** Every error, once per action that returns it. */
export const actionErrors: readonly ActionError[] = (errorRows as readonly ErrorRow[]).flatMap(
  ([name, status, message, evidences]) =>
    Object.entries(evidences).map(([key, evidence]) => {
      const [action = '', contract] = key.split(' ')
      return {
        name,
        code: answeredCode(name),
        status,
        message,
        evidence,
        ...(action !== '*' && { action }),
        ...(contract && { contract }),
      }
    }),
)

/** A member of an answer. Its path joins the names of lists and objects. */
export interface Member {
  readonly path: string
  readonly optional: boolean
  readonly evidence: Evidence
}

/** The members of a table. */
export const membersOf = (table: MemberTable, parent = ''): Member[] =>
  Object.entries(table).flatMap(([name, value]) => {
    const path = parent + name.replace('?', '')
    if (typeof value === 'string') return [{ path, optional: name.endsWith('?'), evidence: value as Evidence }]
    const inner = Array.isArray(value) ? value[0] : value
    return membersOf(inner, `${path}.`)
  })

/** The assumed parameters and rules of an action, by the names that probes use. */
const assumedOf = ({ name, params, rules }: Action, contract: string): string[] => [
  ...Object.entries(params)
    .filter(([, { evidence }]) => apart(evidence)[0] === 'assumed')
    .map(([param]) => `${name}${contract}.${param}`),
  ...rules.filter(({ evidence }) => apart(evidence)[0] === 'assumed').map(({ says }) => `${name}${contract}: ${says}`),
]

/** Everything that is assumed: the subjects of decisions, parameters, rules and texts of errors. */
export const assumptions = (): readonly string[] => {
  const older = actionsOf('2021').flatMap(action => assumedOf(action, ''))
  const newer = actionsOf('2025')
    .filter(action => !actionsOf('2021').includes(action))
    .flatMap(action => assumedOf(action, ' 2025'))
    .filter(row => !older.includes(row.replace(' 2025', '')))
  const texts = actionErrors
    .filter(({ evidence }) => apart(evidence)[0] === 'assumed')
    .map(({ name, action }) => `error ${name}${action === undefined ? '' : ` ${action}`}`)
  return [...decisions.map(({ subject }) => subject), ...older, ...newer, ...texts]
}

/** Why some assumptions have no probe. */
export const unprobedReasons: Readonly<Record<string, string>> = unprobed

/** The names of the probes that settle an assumption. */
export const probesOf = (assumption: string): readonly string[] =>
  [...probes, ...copyProbes].filter(({ settles }) => settles.includes(assumption)).map(({ name }) => name)
