import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { altered } from './altered.ts'
import { replay } from './replay.ts'
import { at, publicKey, realOne, run } from './running.ts'

const key = { id: publicKey.ALIBABA_CLOUD_ACCESS_KEY_ID, secret: publicKey.ALIBABA_CLOUD_ACCESS_KEY_SECRET }
const place = { region: 'cn-chengdu', other: 'us-east-1', snapshot: undefined, name: 'compare' }

let nonces = 0
const unique = () => ({ nonce: `recorded-${++nonces}`, now: Date.now() })

/** The recorded answers of the real service: a folder for each report, with its contract as the end of its name. */
const folder = 'fixtures/recorded'

/** Known differences: by folder and probe, what differs. */
const known: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(`${folder}/differences.json`, 'utf8'),
)

for (const name of readdirSync(folder).filter(name => /-20(?:21|25)$/.test(name))) {
  t.test(`the emulator answers as recorded in ${name}, but for the listed differences`, async t => {
    const { url } = await realOne(t, { contract: name.endsWith('2021') ? '2021' : '2025' })
    const found = await replay(`${folder}/${name}`, { name, base: new URL(url), key }, place, unique)
    for (const { probe, differences } of found) t.same(differences, known[`${name}/${probe}`] ?? [], probe)
  })
}

t.test('a recorded run is replayed, and a change of the emulator is found', async t => {
  const { url } = await realOne(t, { contract: '2021' })
  const records = `${t.testdir()}/records`
  await run(at(url, '--record', records))
  const side = { name: '2021', base: new URL(url), key }
  const same = await replay(records, side, place, unique)
  t.ok(same.length > 100)
  t.same(
    same.filter(({ differences }) => differences.length > 0),
    [],
  )
  const { url: changed } = await altered(t, url, (call, answer) =>
    call.get('DestinationSnapshotName') === '1name' ? { ...answer, status: 400 } : answer,
  )
  const found = await replay(records, { ...side, base: new URL(changed) }, place, unique)
  t.same(
    found.filter(({ differences }) => differences.length > 0),
    [{ probe: 'copy: a name that begins with a digit', differences: ['status'] }],
  )
  t.ok(existsSync(`${records}/copy-a-name-that-begins-with-a-digit.json`))
  writeFileSync(`${records}/other.json`, '{"probe":"none","there":{}}')
  await t.rejects(replay(records, side, place, unique), /other\.json: there is no probe “none”/)
})

t.test('only what can be asked for again is recorded: no snapshot, no copy, no answer about the account', async t => {
  const { url } = await realOne(t, { contract: '2025' })
  const { url: there } = await altered(t, url, (call, answer) =>
    call.get('DestinationSnapshotName') === '1name'
      ? { ...answer, body: '{"Code":"Forbidden.RAM","Message":""}' }
      : answer,
  )
  const records = `${t.testdir()}/records`
  await run(
    at(there, '--record', records, '--with-snapshot', 's-bp67acfmxazb4p000001', '--may-copy', '--yes', '--with-auth'),
  )
  const files = readdirSync(records)
  t.ok(files.length > 100)
  t.same(
    files.filter(name => /snapshot-a-wrong|real-copy|begins-with-a-digit|^the-snapshot/.test(name)),
    [],
  )
  const side = { name: '2025', base: new URL(url), key }
  for (const { probe, differences } of await replay(records, side, place, unique)) t.same(differences, [], probe)
})
