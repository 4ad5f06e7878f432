import { readFileSync } from 'node:fs'
import t from 'tap'
import { settingsTable } from '../../src/config.ts'
import { generatedFiles, readmes, withTables } from './generated.ts'
import { settingsInChinese } from './settings-zh.ts'

await t.test('what is written from the tables is as fresh as they are', async t => {
  for (const [file, text] of generatedFiles()) {
    t.equal(readFileSync(file, 'utf8'), text, `${file} is what npm run fidelity writes`)
  }
  for (const file of Object.keys(readmes)) {
    const page = readFileSync(file, 'utf8')
    t.equal(page, withTables(file, page), `the tables of ${file} are what npm run fidelity writes`)
  }
})

await t.test('every setting is explained in Chinese, and no explanation is left over', async t => {
  t.same(Object.keys(settingsInChinese).sort(), Object.keys(settingsTable).sort())
  for (const [name, help] of Object.entries(settingsInChinese)) t.match(help, /\p{Script=Han}/u, name)
})
