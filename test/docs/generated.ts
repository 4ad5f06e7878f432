import { readFileSync } from 'node:fs'
import type { Setting } from '../../src/model/setting.ts'
import { flagOf, variableOf } from '../../src/settings.ts'
import { settings } from '../../src/settings-table.ts'
import { worldShape } from '../../src/world/world.ts'
import { type Language, type Page, pages } from '../support/page.ts'
import { clientCells, readmeClientCells, suiteCells } from './clients.ts'
import { controlCells, controlLines } from './control.ts'
import { refusalCells } from './errors.ts'
import { fidelityPage } from './fidelity.ts'
import { code, row } from './markdown.ts'
import { accountCells, diskCells, instanceCells, snapshotCells } from './worlds.ts'

/** The cells of the table of settings: every setting with a flag or a variable. */
export const settingCells = (language: Language): string[][] =>
  Object.entries<Setting>(settings)
    .filter(([, { flag, variable }]) => flag !== false || variable !== false)
    .map(([name, { flag, variable, kind, default: fallback, help }]) => [
      code(flag === false ? '' : `${flagOf(name)} ${kind.placeholder}`.trim()),
      code(variable === false ? '' : variableOf(name)),
      code(String(fallback ?? '')),
      help[language],
    ])

/** The cells of each generated table, by the name in the comment above it. */
const tables: Readonly<Record<string, (language: Language) => string[][]>> = {
  settings: settingCells,
  control: controlCells,
  refusals: refusalCells,
  accounts: accountCells,
  snapshots: snapshotCells,
  disks: diskCells,
  instances: instanceCells,
  clients: clientCells,
  readmeClients: readmeClientCells,
  suite: suiteCells,
}

/** A page with its generated tables, its lines of curl and its blocks that show a file written anew. */
const regenerated = ({ text }: Page, language: Language): string =>
  text
    .replace(
      /(<!-- table: (\w+) -->\n\|.*\n\|.*\n)[\s\S]*?<!-- end -->/g,
      (_, head: string, name: string) => `${head}${tables[name]?.(language).map(row).join('\n')}\n<!-- end -->`,
    )
    .replace(
      /(<!-- (?:file: (\S+)|curl) -->\n```\w+\n)[\s\S]*?^```$/gm,
      (_, head: string, file?: string) =>
        `${head}${file === undefined ? controlLines() : readFileSync(file, 'utf8')}\`\`\``,
    )

const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'A world of copysnapshot-emulator' }

/** Every generated document, by file. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['FIDELITY.md', fidelityPage()],
    ['fixtures/worlds/world.schema.json', `${JSON.stringify({ ...schema, ...worldShape.schema }, null, 2)}\n`],
    ...pages.flatMap(([english, chinese]): [string, string][] => [
      [english.file, regenerated(english, 0)],
      [chinese.file, regenerated(chinese, 1)],
    ]),
  ])
