import { actions } from '../../src/actions/index.ts'
import { flagOf, type Setting, variableOf } from '../../src/read-settings.ts'
import { settings } from '../../src/settings.ts'
import { worldShape } from '../../src/world/world.ts'
import { controlPage } from './control-page.ts'
import { fidelityPage } from './fidelity.ts'

/** The READMEs, by file, with the place of their language in a setting's help. */
export const readmes: Readonly<Record<string, 0 | 1>> = { 'README.md': 0, 'README.zh-CN.md': 1 }

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``)

const row = (cells: readonly string[]): string =>
  `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')

/** The cells of the table of settings: all that a flag or a variable can say. */
export const settingCells = (language: 0 | 1): string[][] =>
  Object.entries<Setting>(settings)
    .filter(([, { flag, variable }]) => flag !== false || variable !== false)
    .map(([name, { flag, variable, kind, default: fallback, help }]) => [
      code(flag === false ? '' : `${flagOf(name)} ${kind.placeholder}`.trim()),
      code(variable === false ? '' : variableOf(name)),
      code(String(fallback ?? '')),
      help[language],
    ])

const actionRows = (): string[] =>
  actions.map(({ name, params }) => {
    const names = Object.entries(params).map(([param, { required }]) => (required ? `**${param}**` : param))
    return row([code(name), names.join(', ')])
  })

/** A README with the rows of its generated tables written anew; the comment above each table says which it is. */
export const withTables = (file: string, page: string): string => {
  const tables: Readonly<Record<string, readonly string[]>> = {
    settings: settingCells(readmes[file] ?? 0).map(row),
    actions: actionRows(),
  }
  return page.replace(
    /(<!-- table: (\w+) -->\n\|.*\n\|.*\n)[\s\S]*?<!-- end -->/g,
    (_, head: string, name: string) => `${head}${tables[name]?.join('\n')}\n<!-- end -->`,
  )
}

/** Files that are nothing but what the tables say. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['FIDELITY.md', fidelityPage()],
    ['docs/control.md', controlPage()],
    [
      'fixtures/worlds/world.schema.json',
      `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'A world of copysnapshot-emulator', ...worldShape.schema }, null, 2)}\n`,
    ],
  ])
