import { actionsOf } from '../actions/index.ts'
import { errorCatalogue } from '../wire/errors.ts'
import { unreachableCopyErrors } from '../wire/unreachable-copy-errors.ts'
import { unreachableErrors } from '../wire/unreachable-errors.ts'
import { decisions } from './decisions.ts'
import { differences } from './differences.ts'
import type { FidelityTables, Unreachable } from './page.ts'
import { ruleOrigins } from './rules.ts'

/** Status and code of one error, apart. */
const apart = (error: string, reason: string) => {
  const [status, code] = error.split(' ') as [string, string]
  return { status: Number(status), code, reason }
}

const others = Object.entries(unreachableErrors).map(
  ([action, rows]) =>
    [action, rows.flatMap(({ reason, errors }) => errors.map(error => apart(error, reason)))] as const,
)

/** The tables as they stand. */
export const fidelityTables: FidelityTables = {
  differences,
  decisions,
  actions: new Map([
    ['2021', actionsOf('2021')],
    ['2025', actionsOf('2025')],
  ]),
  ruleOrigins,
  errors: errorCatalogue,
  unreachable: new Map<string, readonly Unreachable[]>([['CopySnapshot', unreachableCopyErrors], ...others]),
}
