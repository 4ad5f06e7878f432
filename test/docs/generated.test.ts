import { readFileSync } from 'node:fs'
import t from 'tap'
import { settings } from '../../src/settings-table.ts'
import { generatedFiles } from './generated.ts'

await t.test('generated documents are up to date', async t => {
  for (const [file, text] of generatedFiles()) {
    t.equal(readFileSync(file, 'utf8'), text, `${file} is up to date with npm run fidelity`)
  }
})

await t.test('every setting is explained in English and in Chinese', async t => {
  for (const [name, { help }] of Object.entries(settings)) {
    t.match(help[0], /^[a-z{"].*[^.]$/i, name)
    t.notMatch(help[0], /\p{Script=Han}/u, name)
    t.match(help[1], /\p{Script=Han}/u, name)
  }
})
