import t, { type Test } from 'tap'
import { bannerOf } from '../src/http/banner.ts'
import { readSettings } from '../src/settings.ts'
import { packageVersion } from '../src/version.ts'
import { emulatorFor } from './support/emulator.ts'

/** The banner of an emulator that was started with these flags. */
const bannerFor = async (t: Test, args: readonly string[]) => {
  const settings = readSettings([...args, '--port', '0', '--tls-port', '0'], {})
  const { help, version, logLevel, logFormat, endpointsFile, ...options } = settings
  const emulator = emulatorFor(t, { ...options, clock: undefined, machineClock: undefined })
  await emulator.listen()
  return { emulator, rows: Object.fromEntries(bannerOf(emulator, settings, packageVersion)) }
}

await t.test('it names addresses, keys, worlds, the contract and where to look', async t => {
  const { emulator, rows } = await bannerFor(t, ['--tls', 'self-signed', '--contract', '2025'])
  t.match(rows, {
    Address: `${emulator.url} ${emulator.tlsUrl}`,
    Keys: 'testid (testsecret), testid-ram-backup, testid-not-whitelisted, 4 more',
    World: 'default',
    Contract: '2025',
    Page: `${emulator.url}/_emulator/`,
    Journal: `${emulator.url}/_emulator/requests`,
    Control: `${emulator.url}/_emulator/openapi.json`,
  })
})

await t.test('it shows no secret but the public one, and only active keys', async t => {
  const world = (keys: readonly object[]) => JSON.stringify({ accounts: [{ id: '5', keys }] })
  const sts = { id: 'STS.a', secret: 'secret-a', token: 'token-a' }
  const cases: readonly (readonly [args: string[], keys: string])[] = [
    [['--world', 'empty'], 'testid (testsecret)'],
    [['--world', world([{ id: 'testid', secret: 'own' }, sts])], 'testid, STS.a'],
    [['--world', world([{ id: 'own', secret: 'testsecret' }])], 'own'],
    [['--world', world([{ id: 'closed', secret: 'x', active: false }])], 'none'],
    [
      ['--world', '{"accounts":[{"id":"5","ramUsers":[{"name":"eve","keys":[{"id":"eve-key","secret":"x"}]}]}]}'],
      'eve-key',
    ],
    [['--auth', 'off'], 'any (--auth off)'],
  ]
  for (const [args, keys] of cases) t.equal((await bannerFor(t, args)).rows.Keys, keys)
})

await t.test('it names worlds as they are given, and the files of the world folder', async t => {
  const folder = t.testdir({ '世界.json': '{}', 'notes.txt': '' })
  const args = ['--world', 'default', '--world', '{"accounts":[]}', '--world-dir', folder]
  t.equal((await bannerFor(t, args)).rows.World, `default, given inline, ${folder}/世界.json`)
})

await t.test('without control it leads to no control call', async t => {
  const { rows } = await bannerFor(t, ['--control', 'off'])
  t.notMatch(JSON.stringify(rows), '/_emulator/')
})
