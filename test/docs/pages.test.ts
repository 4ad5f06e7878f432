import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { actions } from '../../src/actions/index.ts'
import { options } from '../../src/compare/arguments.ts'
import { flagOf, readSettings, variableOf } from '../../src/settings.ts'
import { settings } from '../../src/settings-table.ts'
import { emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { type Params, query, signedParams } from '../support/oracle.ts'
import { anchorOf, codesOf, linksOf, pageOf, pages, rowsUnder, sectionOf } from '../support/page.ts'
import { run } from '../support/process.ts'

const names = Object.keys(settings)

const compareFlags = Object.keys(options).map(name => `--${name}`)

/** Flags of other programs on the pages. */
const othersFlags = [
  '--user',
  '--read-only',
  '--cap-drop',
  '--DestinationSnapshotName',
  '--DestinationSnapshotDescription',
  '--force',
]

for (const language of [0, 1] as const) {
  const texts = pages.map(pair => pair[language])
  /** The text outside code blocks, and the part of it outside tables. */
  const prose = texts.flatMap(({ sections }) => sections.map(section => section.prose)).join('\n')
  const sentences = prose.replace(/^\|.*$/gm, '')

  await t.test(language === 0 ? 'in English' : 'in Chinese', async t => {
    await t.test('the README has at most 160 lines', async t => {
      t.ok((texts[0]?.text.split('\n').length ?? 0) <= 160)
    })

    await t.test('the README lists the served actions and some of the clients', async t => {
      const named = codesOf(sectionOf(language, 'Point your SDK here').prose.replace(/^\|.*$/gm, ''))
      t.same(named.slice(0, actions.length).toSorted(), actions.map(({ name }) => name).toSorted())
      const clients = rowsUnder(language, 'Clients')
      for (const row of rowsUnder(language, 'Point your SDK here'))
        t.ok(
          clients.some(client => client.join() === row.join()),
          String(row[0]),
        )
    })

    await t.test('the change in each row of the errors gives that error', async t => {
      const emulators = {
        '2021': emulatorFor(t),
        '2025': emulatorFor(t, { contract: '2025', world: '2025' }),
      }
      const rows = rowsUnder(language, 'Every refusal, on demand')
      t.ok(rows.length >= 70)
      // What a row says beside codes is run by test/contract/refusals.test.ts, from the rows that the table is made of.
      for (const [name = '', status, contract, change = ''] of rows.filter(row =>
        /^(`[^`]+` ?)+$/.test(row[3] ?? ''),
      )) {
        const changes = Object.fromEntries(codesOf(change).map(text => text.split(/=(.*)/s)))
        const secret = changes.AccessKeyId?.startsWith('STS.') ? 'ststestsecret' : 'testsecret'
        const as = { id: changes.AccessKeyId ?? 'testid', secret, token: changes.SecurityToken }
        for (const [edition, emulator] of Object.entries(emulators)) {
          if (/^\d/.test(contract ?? '') && contract !== edition) continue
          const params: Params = { Action: 'CopySnapshot', ...goodCopy, ...changes }
          const reply = await emulator.inject({ url: `/?${query(signedParams(params, { as, now: testTime }))}` })
          t.equal(JSON.parse(reply.body).Code, name.replaceAll('`', ''), `${edition} ${change}`)
          t.equal(reply.status, Number(status), name)
        }
      }
    })

    await t.test('the emulator has the members and methods of the control table', async t => {
      const emulator = emulatorFor(t)
      const members = emulator as unknown as Record<string, Record<string, unknown>>
      const others = rowsUnder(language, 'Control').flatMap(([member = '', what = '']) => {
        const name = member.replaceAll('`', '')
        t.not(members[name], undefined, name)
        return codesOf(what).filter(method => typeof members[name]?.[method] !== 'function')
      })
      t.same(others, ['real', 'error', 'delay', 'reset', 'truncate', 'empty'])
      const details: Record<string, object> = { error: { code: 'InternalError' }, delay: { delayMs: 1 } }
      for (const kind of others.slice(1)) t.ok(emulator.faults.add({ kind, ...details[kind] } as never), kind)
    })

    await t.test('every linked file and heading exists', async t => {
      for (const page of texts) {
        for (const link of linksOf(page.text)) {
          const [path = '', anchor] = link.split('#')
          const file = path === '' ? page.file : join(dirname(page.file), path)
          t.ok(existsSync(file), `${page.file}: ${link}`)
          if (anchor === undefined) continue
          const anchors = pageOf(file).sections.map(({ heading }) => anchorOf(heading))
          t.ok(anchors.includes(`#${anchor}`), `${page.file}: ${link}`)
        }
      }
    })

    await t.test('every flag and variable on the pages is a setting', async t => {
      const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
      for (const text of codesOf(prose).filter(code => /^(?:--|npm start)/.test(code))) {
        for (const [flag] of text.matchAll(/(?<= |^)--[\w-]+/g)) {
          t.ok([...othersFlags, ...compareFlags].includes(flag) || names.some(name => flag === flagOf(name)), flag)
        }
      }
      for (const [name] of texts
        .map(({ text }) => text)
        .join('\n')
        .matchAll(/EMULATOR_\w+/g))
        t.ok(
          names.some(setting => variableOf(setting) === name),
          name,
        )
      const commands = codesOf(sentences).filter(code => /^(?:--[\w-]+|npm start --) \S/.test(code))
      t.ok(commands.length >= 10)
      for (const text of commands.filter(
        text => ![...othersFlags, 'npm start -- compare'].some(flag => text.startsWith(flag)),
      )) {
        t.ok(readSettings(text.replace('npm start -- ', '').split(' '), {}), text)
      }
      t.equal(scripts.start, 'exec node src/cli.ts')
    })

    await t.test('every other command on the pages works', async t => {
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
