import { actions } from '../../src/actions/index.ts'
import { type Setting, settingsTable } from '../../src/config.ts'
import { fidelityPage } from '../../src/fidelity/page.ts'
import { fidelityTables } from '../../src/fidelity/tables.ts'
import { worldShape } from '../../src/model/world.ts'

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``)

const row = (cells: readonly string[]): string =>
  `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')

/** The rows of the tables that the READMEs share with the code, by the name in the comment above each. */
export const tableRows: Readonly<Record<string, readonly string[]>> = {
  settings: Object.values<Setting>(settingsTable).map(({ flag, value, env, default: fallback, help }) =>
    row([
      code(flag === undefined ? '' : `--${flag}${value ? ` ${value}` : ''}`),
      code(env ?? ''),
      code(fallback ?? ''),
      help,
    ]),
  ),
  actions: actions.map(({ name, params }) => {
    const names = Object.entries(params).map(([param, { required }]) => (required ? `**${param}**` : param))
    return row([code(name), names.join(', ')])
  }),
}

/** A page with the rows of its generated tables written anew. */
export const withTables = (page: string): string =>
  page.replace(
    /(<!-- table: (\w+) -->\n\|.*\n\|.*\n)[\s\S]*?<!-- end -->/g,
    (_, head: string, name: string) => `${head}${tableRows[name]?.join('\n')}\n<!-- end -->`,
  )

/** Files that are nothing but what the tables say. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['FIDELITY.md', fidelityPage(fidelityTables)],
    [
      'fixtures/worlds/world.schema.json',
      `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'A world of copysnapshot-emulator', ...worldShape.schema }, null, 2)}\n`,
    ],
  ])
