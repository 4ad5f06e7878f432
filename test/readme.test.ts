import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { actions } from '../src/actions/index.ts'
import { flagOf, variableOf } from '../src/read-settings.ts'
import { readSettings, settings } from '../src/settings.ts'
import { readmes as languages, settingCells } from './docs/generated.ts'
import { emulatorFor, goodCopy, started, testTime } from './support/emulator.ts'
import { type Params, query, signedParams } from './support/oracle.ts'
import { anchorOf, codesOf, linksOf, pageOf, readmes, rowsUnder } from './support/page.ts'
import { run } from './support/process.ts'

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``
const names = Object.keys(settings)

/** Flags of other programs that the page speaks of. */
const othersFlags = ['--user', '--read-only', '--cap-drop']

for (const page of readmes) {
  /** What is said of it outside of blocks, and what of that outside of tables. */
  const prose = page.sections.map(section => section.prose).join('\n')
  const sentences = prose.replace(/^\|.*$/gm, '')

  await t.test(page.file, async t => {
    await t.test('the table of settings is the one that the command has', async t => {
      t.same(rowsUnder(page, 'Settings'), settingCells(languages[page.file] as 0 | 1))
    })

    await t.test('the table of actions is the list that is served', async t => {
      const rows = actions.map(({ name, params }) => [
        code(name),
        Object.entries(params)
          .map(([param, { required }]) => (required ? `**${param}**` : param))
          .join(', '),
      ])
      t.same(rowsUnder(page, 'Actions'), rows)
    })

    await t.test('every error in the table comes by the change that it names', async t => {
      const { emulator } = started(t)
      const rows = rowsUnder(page, 'Every error, on demand')
      t.ok(rows.length >= 25)
      for (const [name = '', status, change = ''] of rows) {
        const changes = codesOf(change).map(text => [text.split('=')[0], text.slice(text.indexOf('=') + 1)])
        const params: Params = { Action: 'CopySnapshot', ...goodCopy, ...Object.fromEntries(changes) }
        const reply = await emulator.inject({ url: `/?${query(signedParams(params, { now: testTime }))}` })
        t.equal(JSON.parse(reply.body).Code, name.replaceAll('`', ''), name)
        t.equal(reply.status, Number(status), name)
      }
    })

    await t.test('what steers it has the members of the table, and they what is said of them', async t => {
      const emulator = emulatorFor(t)
      const members = emulator as unknown as Record<string, Record<string, unknown>>
      const others = rowsUnder(page, 'Steer it and question it').flatMap(([member = '', what = '']) => {
        const name = member.replaceAll('`', '')
        t.not(members[name], undefined, name)
        return codesOf(what).filter(method => typeof members[name]?.[method] !== 'function')
      })
      t.same(others, ['real', 'error', 'delay', 'reset', 'truncate', 'empty'])
      const details: Record<string, object> = { error: { code: 'InternalError' }, delay: { delayMs: 1 } }
      for (const kind of others.slice(1)) t.ok(emulator.faults.add({ kind, ...details[kind] } as never), kind)
    })

    await t.test('every file and every heading that it links to is there', async t => {
      const links = linksOf(prose)
      const anchors = page.sections.map(({ heading }) => anchorOf(heading))
      t.ok(links.length >= 8)
      for (const link of links.filter(link => link.startsWith('#'))) t.ok(anchors.includes(link), link)
      for (const link of links.filter(link => !link.startsWith('#'))) {
        const [file = '', anchor] = link.split('#')
        t.ok(existsSync(file), link)
        if (anchor === undefined) continue
        t.ok(
          pageOf(file).sections.some(({ heading }) => anchorOf(heading) === `#${anchor}`),
          link,
        )
      }
    })

    await t.test('every flag and every variable that it names is a setting', async t => {
      const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
      for (const text of codesOf(prose).filter(code => /^(?:--|npm start)/.test(code))) {
        for (const [flag] of text.matchAll(/(?<= |^)--[\w-]+/g)) {
          t.ok(othersFlags.includes(flag) || names.some(name => flag === flagOf(name)), flag)
        }
      }
      for (const [name] of page.text.matchAll(/EMULATOR_\w+/g))
        t.ok(
          names.some(setting => variableOf(setting) === name),
          name,
        )
      const commands = codesOf(sentences).filter(code => /^(?:--[\w-]+|npm start --) \S/.test(code))
      t.ok(commands.length >= 10)
      for (const text of commands.filter(text => !othersFlags.some(flag => text.startsWith(flag)))) {
        t.ok(readSettings(text.replace('npm start -- ', '').split(' '), {}), text)
      }
      t.equal(scripts.start, 'node src/cli.ts')
    })

    await t.test('every other command that it names can be given', async t => {
      const commands = codesOf(sentences).filter(code => /^(?:npx )?copysnapshot-emulator /.test(code))
      t.same(commands.toSorted(), [
        'copysnapshot-emulator healthcheck',
        'npx copysnapshot-emulator world 2025 > mine.json',
      ])
      const { code, stdout } = await run(t, ['world', '2025'])
      t.equal(code, 0)
      t.ok(emulatorFor(t, { world: JSON.parse(stdout) }))
      t.match(await run(t, ['healthcheck', '--help']), { code: 0, stdout: /^Usage: / })
    })
  })
}
