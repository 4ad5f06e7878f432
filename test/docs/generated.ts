import { rows } from '../../src/control/calls.ts'
import { controlPrefix } from '../../src/control/over-http.ts'
import type { Setting } from '../../src/settings/kinds.ts'
import { flagOf, variableOf } from '../../src/settings/read.ts'
import { settings } from '../../src/settings/table.ts'
import { worldShape } from '../../src/world/world.ts'
import { type Language, type Page, pages } from '../support/page.ts'
import { fidelityPage } from './fidelity.ts'

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``)

const row = (cells: readonly string[]): string =>
  `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')

/** The cells of the table of settings: all that a flag or a variable can say. */
export const settingCells = (language: Language): string[][] =>
  Object.entries<Setting>(settings)
    .filter(([, { flag, variable }]) => flag !== false || variable !== false)
    .map(([name, { flag, variable, kind, default: fallback, help }]) => [
      code(flag === false ? '' : `${flagOf(name)} ${kind.placeholder}`.trim()),
      code(variable === false ? '' : variableOf(name)),
      code(String(fallback ?? '')),
      help[language],
    ])

/** The shape of an input or an answer, with a field that holds it. */
const shapeOf = (shape = '', field?: string): string =>
  [shape, field ? `{${field}}` : ''].filter(Boolean).map(code).join(' in ')

/** The cells of the table of control calls. */
const controlCells = (): string[][] =>
  rows.map(({ name, route, input, answer, wrap, help }) => [
    code(name),
    code(route.replace(' ', ` ${controlPrefix}`)),
    shapeOf(input),
    shapeOf(answer, wrap),
    help,
  ])

/** The text of a page with the rows of its generated tables written anew; the comment above each table says which it is. */
const withTables = ({ text }: Page, language: Language): string =>
  text.replace(/(<!-- table: (\w+) -->\n\|.*\n\|.*\n)[\s\S]*?<!-- end -->/g, (_, head: string, name: string) => {
    const cells = name === 'settings' ? settingCells(language) : controlCells()
    return `${head}${cells.map(row).join('\n')}\n<!-- end -->`
  })

const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'A world of copysnapshot-emulator' }

/** Every document that holds what the tables say, by file. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['FIDELITY.md', fidelityPage()],
    ['fixtures/worlds/world.schema.json', `${JSON.stringify({ ...schema, ...worldShape.schema }, null, 2)}\n`],
    ...pages.flatMap(([english, chinese]): [string, string][] => [
      [english.file, withTables(english, 0)],
      [chinese.file, withTables(chinese, 1)],
    ]),
  ])
