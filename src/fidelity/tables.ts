import { actionsOf } from '../actions/index.ts'
import { errorCatalogue } from '../wire/errors.ts'
import { unreachableCopyErrors } from '../wire/unreachable-copy-errors.ts'
import { decisions } from './decisions.ts'
import { differences } from './differences.ts'
import type { FidelityTables } from './page.ts'
import { ruleOrigins } from './rules.ts'

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
  unreachable: new Map([['CopySnapshot', unreachableCopyErrors]]),
}
