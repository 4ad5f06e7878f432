import { actions } from '../../src/actions/index.ts'
import { type Setting, settingsTable } from '../../src/config.ts'
import { fidelityPage } from '../../src/fidelity/page.ts'
import { fidelityTables } from '../../src/fidelity/tables.ts'
import { worldShape } from '../../src/world/world.ts'
import { settingsInChinese } from './settings-zh.ts'

/** The READMEs, by file, with what each setting is in their languages. */
export const readmes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'README.md': Object.fromEntries(Object.entries<Setting>(settingsTable).map(([name, { help }]) => [name, help])),
  'README.zh-CN.md': settingsInChinese,
}

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``)

const row = (cells: readonly string[]): string =>
  `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')

const settingRows = (help: Readonly<Record<string, string>>): string[] =>
  Object.entries<Setting>(settingsTable).map(([name, { flag, value, env, default: fallback }]) =>
    row([
      code(flag === undefined ? '' : `--${flag}${value ? ` ${value}` : ''}`),
      code(env ?? ''),
      code(fallback ?? ''),
      help[name] ?? '',
    ]),
  )

const actionRows = (): string[] =>
  actions.map(({ name, params }) => {
    const names = Object.entries(params).map(([param, { required }]) => (required ? `**${param}**` : param))
    return row([code(name), names.join(', ')])
  })

/** A README with the rows of its generated tables written anew; the comment above each table says which it is. */
export const withTables = (file: string, page: string): string => {
  const tables: Readonly<Record<string, readonly string[]>> = {
    settings: settingRows(readmes[file] ?? {}),
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
    ['FIDELITY.md', fidelityPage(fidelityTables)],
    [
      'fixtures/worlds/world.schema.json',
      `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'A world of copysnapshot-emulator', ...worldShape.schema }, null, 2)}\n`,
    ],
  ])
